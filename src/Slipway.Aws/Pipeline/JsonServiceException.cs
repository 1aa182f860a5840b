using System.Net;
using Amazon.Runtime;

namespace Slipway.Aws;

/// <summary>A refusal or failure as the SDK's pipeline carries it; callers see an <see cref="AwsException"/>.</summary>
internal sealed class JsonServiceException(AwsErrorBody body, string? requestId, HttpStatusCode statusCode, Exception? innerException)
    : AmazonServiceException(body.Reason, innerException, ErrorType.Unknown, body.Code, requestId, statusCode)
{
    internal IReadOnlyList<string> ResourceIds => body.ResourceIds;
}

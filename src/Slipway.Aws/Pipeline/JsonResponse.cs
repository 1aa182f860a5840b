using Amazon.Runtime;

namespace Slipway.Aws;

/// <summary>An answer as the SDK's pipeline carries it.</summary>
internal sealed class JsonResponse<T> : AmazonWebServiceResponse
{
    internal T? Value { get; init; }
}

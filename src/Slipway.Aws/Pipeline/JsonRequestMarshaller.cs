using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Slipway.Aws;

/// <summary>Puts a <see cref="JsonRequest"/> on the wire.</summary>
internal sealed class JsonRequestMarshaller(JsonService service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (JsonRequest)input;
        return new DefaultRequest(call, service.ServiceId)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = call.Body,
            Headers =
            {
                ["X-Amz-Target"] = $"{service.TargetPrefix}.{call.Operation}",
                ["Content-Type"] = $"application/x-amz-json-{service.JsonVersion}",
            },
        };
    }
}

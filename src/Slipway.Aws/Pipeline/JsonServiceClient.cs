using System.Runtime.InteropServices;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Slipway.Aws;

/// <summary>
/// Sends the operations of one service through the SDK's pipeline, which gives credentials, signing, retries, clock skew, proxy and
/// endpoint settings. Failures become <see cref="AwsException"/>; cancellation stays what it is.
/// </summary>
internal sealed class JsonServiceClient : AmazonServiceClient
{
    private readonly JsonService _service;
    private readonly AwsClientOptions _options;
    private readonly JsonRequestMarshaller _marshaller;

    internal JsonServiceClient(JsonService service, AwsClientOptions options)
        : base(new JsonServiceConfig(service, options))
    {
        _service = service;
        _options = options;
        _marshaller = new JsonRequestMarshaller(service);
    }

    /// <summary>Bodies are never logged: some are secrets.</summary>
    protected override bool SupportResponseLogging => false;

    internal Task<TResponse> CallAsync<TRequest, TResponse>(
        JsonOperation<TRequest, TResponse> operation,
        TRequest request,
        string? target,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(operation, JsonSerializer.SerializeToUtf8Bytes(request, operation.Request), target, cancellationToken);
    }

    internal Task<TResponse> SendAsync<TRequest, TResponse>(
        JsonOperation<TRequest, TResponse> operation,
        ReadOnlyMemory<byte> body,
        string? target,
        CancellationToken cancellationToken)
    {
        var bytes = MemoryMarshal.TryGetArray(body, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : body.ToArray();
        var request = new JsonRequest(operation.Name, bytes, operation.RepeatableWhenFateUnknown);
        var invocation = new InvokeOptions { RequestMarshaller = _marshaller, ResponseUnmarshaller = operation.Unmarshaller };

        return CallTracker.TrackAsync(
            new CallTracker.Call(_service.IamName, operation.Name, target, request.State),
            _options,
            async () =>
            {
                var response = await InvokeAsync<JsonResponse<TResponse>>(request, invocation, cancellationToken);
                return (response.Value!, response.ResponseMetadata?.RequestId);
            },
            cancellationToken);
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // The base constructor calls this before the fields of this class are set.
        var retries = new SlipwayRetryPolicy((JsonServiceConfig)Config);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(retries));
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new BaseEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthResolver());
        pipeline.AddHandlerAfter<Signer>(new AttemptHandler());
    }
}

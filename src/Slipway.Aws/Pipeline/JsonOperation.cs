using System.Text.Json.Serialization.Metadata;

namespace Slipway.Aws;

/// <summary>An operation and how its request and answer are written.</summary>
/// <param name="Name">Its name in AWS's API.</param>
/// <param name="Request">How the request is written.</param>
/// <param name="Response">How the answer is read.</param>
internal sealed record JsonOperation<TRequest, TResponse>(string Name, JsonTypeInfo<TRequest> Request, JsonTypeInfo<TResponse> Response)
{
    /// <summary>False where AWS has no idempotency and a second effect would do harm: then only what certainly did not happen is repeated.</summary>
    internal bool RepeatableWhenFateUnknown { get; init; } = true;

    internal JsonAnswerUnmarshaller<TResponse> Unmarshaller { get; } = new(Response);
}

namespace Slipway.Aws;

/// <summary>
/// Reads whole answers while the call's time-out and cancellation still apply. The SDK would read them later, blocking a thread and
/// without either, and an answer cut short would look like one that cannot be read.
/// </summary>
internal sealed class BufferingHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The SDK asks S3 whether it may send a body, which costs a round trip each time and saves one only when it is refused.
        request.Headers.ExpectContinue = false;
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}

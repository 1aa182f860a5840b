namespace Slipway.Aws;

/// <summary>
/// Reads whole answers while the call's time-out and cancellation still apply. The SDK would read them later, blocking a thread and
/// without either, and an answer cut short would look like one that cannot be read.
/// </summary>
internal sealed class BufferingHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
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

using System.Globalization;
using Slipway.Aws;
using Slipway.Cli.Running;

namespace Slipway.Cli.Doctor;

/// <summary>Compares this machine's clock with AWS's: a signature is refused when they differ by more than five minutes.</summary>
internal static class ClockCheck
{
    private static readonly TimeSpan Notable = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Looks; null when nobody answers, which other checks tell.</summary>
    public static async Task<Finding?> RunAsync(AwsClientOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var address = options.EndpointUrl
            ?? (Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_STS") ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL")) switch
            {
                { Length: > 0 } url when Uri.TryCreate(url, UriKind.Absolute, out var given) => given,
                _ => new Uri($"https://sts.{options.ResolveRegion()}.amazonaws.com/"),
            };
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.Headers.Date is not { } theirs)
                return null;

            var skew = (time.GetUtcNow() - theirs).Duration();
            var text = string.Create(CultureInfo.InvariantCulture, $"this machine's clock is {Words.Of(skew)} away from AWS's");
            return skew < Notable ? Finding.Ok("clock", "agrees with AWS's")
                : skew < Refused ? Finding.Warning("clock", text, "Set the clock (chrony, systemd-timesyncd): from five minutes on, AWS refuses signatures.")
                : Finding.Failed("clock", text, "Set the clock (chrony, systemd-timesyncd): AWS refuses signatures that are five minutes off.");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}

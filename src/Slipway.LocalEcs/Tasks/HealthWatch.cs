using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tasks;

/// <summary>Runs a container's health check as long as the container runs.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html</remarks>
internal static class HealthWatch
{
    /// <summary>Checks until the container has ended, or LocalEcs goes down; the next process goes on with the checks.</summary>
    public static async Task RunAsync(JsonObject check, IRunningContainer container, TimeProvider time, Action<bool> report, CancellationToken shutdown)
    {
        var interval = TimeSpan.FromSeconds(check.Integer("interval") ?? 30);
        var timeout = TimeSpan.FromSeconds(check.Integer("timeout") ?? 5);
        var retries = check.Integer("retries") ?? 3;
        var grace = time.GetUtcNow() + TimeSpan.FromSeconds(check.Integer("startPeriod") ?? 0);
        IReadOnlyList<string> words = check.Texts("command");
        IReadOnlyList<string> command = words[0] is "CMD-SHELL" ? ["/bin/sh", "-c", .. words.Skip(1)] : [.. words.Skip(1)];
        var failures = 0;
        try
        {
            while (true)
            {
                await Task.WhenAny(Task.Delay(interval, time, shutdown), container.Exited);
                if (container.Exited.IsCompleted || shutdown.IsCancellationRequested)
                {
                    return;
                }

                if (await container.ExecAsync(command, timeout, shutdown) == 0)
                {
                    failures = 0;
                    report(true);
                }
                else if (time.GetUtcNow() >= grace && ++failures >= retries)
                {
                    report(false);
                }
            }
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            // As above.
        }
    }
}

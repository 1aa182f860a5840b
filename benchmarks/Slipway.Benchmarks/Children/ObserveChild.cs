using System.Globalization;
using Slipway.Benchmarks.Hosting;
using Slipway.Ecs;
using Slipway.Ecs.Launching;

namespace Slipway.Benchmarks.Children;

/// <summary>A launcher process that follows many launches: whose memory is measured.</summary>
internal static class ObserveChild
{
    public const string Mode = "child-observe";

    /// <summary>Arguments: endpoint, key, secret, state file, number of launches, seconds that each runs.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var aws = BenchServer.AwsFor(new Uri(arguments[0]), arguments[1], arguments[2]);
        var (count, seconds) = (int.Parse(arguments[4], CultureInfo.InvariantCulture), double.Parse(arguments[5], CultureInfo.InvariantCulture));

        // As a command-line program has it, and as it is observed on AWS: the local observer looks more often than AWS's budget allows.
        var options = BenchServer.RuntimeOptions(aws, arguments[3]) with { IsLocal = false };
        await using var runtime = await EcsRuntime.CreateAsync(options, cancellationToken);
        var definition = BenchOrders.Definition("observed");
        var running = new CountdownEvent(count);
        var launches = Enumerable.Range(0, count)
            .Select(i => runtime.Launcher.RunAsync(BenchOrders.Order($"observed-{i}", definition, seconds), new Listener(running), cancellationToken))
            .ToList();
        await Task.Run(() => running.Wait(cancellationToken), cancellationToken);
        Console.WriteLine("running");

        var results = await Task.WhenAll(launches);
        var late = results.Select(result => (TimeProvider.System.GetUtcNow() - result.Timings.StoppedAt!.Value).TotalSeconds).Max();
        Console.WriteLine($"ended {results.Count(result => result.Outcome == LaunchOutcome.Succeeded)} {late.ToString(CultureInfo.InvariantCulture)}");
        return 0;
    }

    private sealed class Listener(CountdownEvent running) : ILaunchListener
    {
        public bool WatchesLog => false;

        public void FindingRevision()
        {
        }

        public void RevisionReady(Ecs.Registration.RegisteredRevision revision)
        {
        }

        public void Submitted(int submission, string capacity)
        {
        }

        public void Waiting(string reason, TimeSpan retryIn)
        {
        }

        public void Started(string ecsTaskArn, bool adopted)
        {
        }

        public void StatusChanged(string lastStatus, LaunchTimings timings)
        {
            if (lastStatus == "RUNNING")
                running.Signal();
        }

        public void Log(DateTimeOffset at, string line)
        {
        }

        public void LogBacklog(TimeSpan behind)
        {
        }
    }
}

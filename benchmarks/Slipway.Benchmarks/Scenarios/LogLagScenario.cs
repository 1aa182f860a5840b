using Slipway.Aws;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;
using Slipway.Ecs;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Registration;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>How far a watched log is behind, while many others that nobody watches share the account's GetLogEvents budget.</summary>
internal sealed class LogLagScenario : IScenario
{
    private const double MaxSeconds = 5;
    private const int BudgetPerSecond = 10;

    public string Name => "log lag";

    public bool MostlyWaits => true;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var (others, seconds) = quick ? (20, 4) : (200, 30);
        await using var server = await BenchServer.StartAsync(options => options, cancellationToken);
        await using var quickly = await server.QuickRuntimeAsync(cancellationToken);

        // As logs are followed on AWS.
        var options = BenchServer.RuntimeOptions(server.Aws, server.StatePath) with { IsLocal = false };
        await using var runtime = await EcsRuntime.CreateAsync(options, cancellationToken);
        var definition = BenchOrders.Definition("logs");
        var crowd = new List<Task<LaunchResult>>();
        for (var i = 0; i < others; i++)
        {
            var order = BenchOrders.Order($"crowd-{i}", definition, seconds + 10, lines: 100);
            await quickly.Launcher.StartAsync(order with { IsNew = true }, SilentListener.Instance, cancellationToken);
            crowd.Add(runtime.Launcher.RunAsync(order, new LineListener(isWatched: false), cancellationToken));
        }

        var listener = new LineListener(isWatched: true);
        var began = TimeProvider.System.GetTimestamp();
        var before = Reads(server);
        var result = await runtime.Launcher.RunAsync(BenchOrders.Order("watched", definition, seconds, lines: seconds * 10) with { IsNew = true }, listener, cancellationToken);
        var rate = (Reads(server) - before) / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        await StopAllAsync(runtime, others, cancellationToken);
        await Task.WhenAll(crowd);

        var whole = result.Outcome == LaunchOutcome.Succeeded && listener.Lines == seconds * 10;
        return
        [
            new(Name, $"a watched log beside {others} others, furthest behind", $"{BenchServer.Number(listener.Latest.TotalSeconds)} s", $"<= {MaxSeconds} s", listener.Latest.TotalSeconds <= MaxSeconds, null),
            new(Name, "… GetLogEvents", $"{BenchServer.Number(rate)}/s", $"<= {BudgetPerSecond}/s", rate <= BudgetPerSecond + 1, "AWS's lowest quota of a region: 10/s"),
            new(Name, "… lines", $"{listener.Lines} of {seconds * 10}", $"{seconds * 10}", whole, null) { IsCorrectness = true },
        ];
    }

    private static long Reads(BenchServer server) => server.Server.Calls.TryGetValue("logs:GetLogEvents", out var count) ? count.Calls : 0;

    private static Task StopAllAsync(EcsRuntime runtime, int others, CancellationToken cancellationToken) => Task.WhenAll(Enumerable.Range(0, others).Select(async i =>
    {
        try
        {
            await runtime.Launcher.StopAsync(Core.Launches.LaunchId.Parse($"crowd-{i}"), BenchServer.Cluster, "measured", cancellationToken);
        }
        catch (AwsException)
        {
            // It ends by itself a few seconds later.
        }
    }));

    private sealed class LineListener(bool isWatched) : ILaunchListener
    {
        public int Lines { get; private set; }

        public TimeSpan Latest { get; private set; }

        public bool WatchesLog => isWatched;

        public void Log(DateTimeOffset at, string line)
        {
            Lines++;
            var late = TimeProvider.System.GetUtcNow() - at;
            Latest = late > Latest ? late : Latest;
        }

        public void FindingRevision()
        {
        }

        public void RevisionReady(RegisteredRevision revision)
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
        }

        public void LogBacklog(TimeSpan behind)
        {
        }
    }
}

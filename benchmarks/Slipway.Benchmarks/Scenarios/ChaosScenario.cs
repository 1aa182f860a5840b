using System.Collections.Concurrent;
using System.Globalization;
using Slipway.Aws.Ecs;
using Slipway.Benchmarks.Children;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;
using Slipway.Ecs.Launching;
using Slipway.LocalEcs.Faults;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>
/// Launches by processes that are killed (SIGKILL) again and again while LocalEcs loses answers of every operation after their effect, refuses for capacity and
/// throttles. What must hold is read from LocalEcs afterwards, not from what launchers believe.
/// </summary>
internal sealed class ChaosScenario : IScenario
{
    private const int Seed = 20260105;
    private const int Processes = 3;

    private static readonly string[] Operations =
    [
        "RunTask", "DescribeTasks", "ListTasks", "StopTask", "RegisterTaskDefinition", "DeregisterTaskDefinition", "DescribeTaskDefinition", "ListTaskDefinitions",
    ];

    public string Name => "chaos";

    public bool MostlyWaits => true;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var (count, chunk) = quick ? (30, 10) : (500, 25);
        await using var server = await BenchServer.StartAsync(
            options => new()
            {
                StateDirectory = options.StateDirectory,
                Region = options.Region,
                AccountId = options.AccountId,
                Runtime = options.Runtime,
                VisibilityLag = TimeSpan.FromMilliseconds(500),
                RegistrationLatency = TimeSpan.FromMilliseconds(50),
                Faults = Faults(),
            },
            cancellationToken);

        var reported = new ConcurrentDictionary<int, string>();
        var chunks = new ConcurrentQueue<int[]>(Enumerable.Range(0, count).Chunk(chunk));
        var kills = await Task.WhenAll(Enumerable.Range(0, Processes).Select(process => WorkAsync(server, chunks, reported, new Random(Seed + process), cancellationToken)));

        server.Server.Faults = FaultPlan.None;
        return await JudgeAsync(server, count, kills.Sum(), reported, cancellationToken);
    }

    private static FaultPlan Faults() => new()
    {
        Seed = Seed,
        Rules =
        [
            // The first answer of every operation is lost for certain, later ones now and then.
            .. Operations.Select(operation => new FaultRule { Kind = FaultKind.AbortAfter, Operation = operation, Times = 1 }),
            .. Operations.Select(operation => new FaultRule { Kind = FaultKind.AbortAfter, Operation = operation, Probability = 0.05 }),
            new FaultRule { Kind = FaultKind.AbortBefore, Probability = 0.02 },
            new FaultRule { Kind = FaultKind.Throttle, Probability = 0.03 },
            new FaultRule { Kind = FaultKind.ServerError, Probability = 0.02 },
            new FaultRule { Kind = FaultKind.Capacity, Operation = "RunTask", Probability = 0.05, Message = "RESOURCE:MEMORY" },
        ],
    };

    /// <summary>Takes chunks of launches, and has each launched by processes that are killed until one gets to the end.</summary>
    private static async Task<int> WorkAsync(
        BenchServer server, ConcurrentQueue<int[]> chunks, ConcurrentDictionary<int, string> reported, Random random, CancellationToken cancellationToken)
    {
        var kills = 0;
        while (chunks.TryDequeue(out var launches))
        {
            for (var life = 0; ; life++)
            {
                await using var child = ChildProcess.Start(
                    LaunchChild.Mode,
                    [
                        server.Server.Endpoint.AbsoluteUri, server.Server.AccessKeyId, server.Server.SecretAccessKey, server.StatePath,
                        .. launches.Select(launch => launch.ToString(CultureInfo.InvariantCulture)),
                    ]);

                // The first lives are short and end at a random moment; the last one is long enough.
                using var lifetime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var killed = false;
                await foreach (var line in child.LinesAsync(cancellationToken))
                {
                    if (line == "ready" && life < 4)
                    {
                        _ = KillAsync(TimeSpan.FromMilliseconds(random.Next(20, 2500)));
                    }
                    else if (line.Split(' ') is ["ended", var launch, var outcome, var exitCode])
                    {
                        var said = $"{outcome} {exitCode}";
                        if (reported.GetOrAdd(int.Parse(launch, CultureInfo.InvariantCulture), said) != said)
                            reported[int.Parse(launch, CultureInfo.InvariantCulture)] = $"contradiction: {said}";
                    }
                }

                await lifetime.CancelAsync();
                await child.WaitAsync(cancellationToken);
                if (!killed)
                    break;
                kills++;

                async Task KillAsync(TimeSpan after)
                {
                    await Task.Delay(after, TimeProvider.System, lifetime.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    if (lifetime.IsCancellationRequested)
                        return;
                    killed = true;
                    child.Kill();
                }
            }
        }

        return kills;
    }

    private async Task<IReadOnlyList<Figure>> JudgeAsync(
        BenchServer server, int count, int kills, ConcurrentDictionary<int, string> reported, CancellationToken cancellationToken)
    {
        await using var runtime = await server.RuntimeAsync(cancellationToken);
        var (overlapping, twice, lost, tasks) = (0, 0, 0, 0);
        for (var launch = 0; launch < count; launch++)
        {
            var started = await TasksOfAsync(runtime.Ecs, $"chaos-{launch}", cancellationToken);
            tasks += started.Count;
            overlapping += started.Any(one => started.Any(other => one != other && one.CreatedAt <= other.CreatedAt && (one.StoppedAt ?? DateTimeOffset.MaxValue) > other.CreatedAt)) ? 1 : 0;
            var ran = started.Where(task => task.StartedAt is not null).ToList();
            twice += ran.Count > 1 ? 1 : 0;
            var truth = ran is [{ Containers: [{ ExitCode: { } code }] }] ? code : (int?)null;
            var expected = truth is null ? null : $"{(truth == 0 ? LaunchOutcome.Succeeded : LaunchOutcome.Failed)} {truth}";
            lost += expected is null || truth != LaunchChild.ExitCodeOf(launch) || reported.GetValueOrDefault(launch) != expected ? 1 : 0;
        }

        var (unexplained, wrong) = await (await EcsRevisionStatus.ReadAsync(runtime.Ecs, cancellationToken)).CompareAsync(runtime.Ledger, cancellationToken);
        var faults = server.Server.Calls.Sum(call => call.Value.Aborted);
        var how = $"{kills} SIGKILLs, {faults} answers or calls lost, {tasks} ECS tasks";
        return
        [
            new(Name, $"{count} launches: more than one ECS task at once", $"{overlapping}", "0", overlapping == 0, how) { IsCorrectness = true },
            new(Name, "… started twice", $"{twice}", "0", twice == 0, null) { IsCorrectness = true },
            new(Name, "… outcomes lost or wrong", $"{lost}", "0", lost == 0, null) { IsCorrectness = true },
            new(Name, "… revisions that the ledger cannot explain", $"{unexplained}", "0", unexplained == 0, null) { IsCorrectness = true },
            new(Name, "… ledger entries that are not so in ECS", $"{wrong}", "0", wrong == 0, null) { IsCorrectness = true },
        ];
    }

    private static async Task<IReadOnlyList<EcsTask>> TasksOfAsync(EcsClient ecs, string launch, CancellationToken cancellationToken)
    {
        var arns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var status in new[] { "RUNNING", "STOPPED" })
        {
            var page = await ecs.ListTasksAsync(new ListTasksRequest { Cluster = BenchServer.Cluster, StartedBy = launch, DesiredStatus = status }, cancellationToken);
            arns.UnionWith(page.TaskArns);
        }

        return arns.Count == 0
            ? []
            : (await ecs.DescribeTasksAsync(new DescribeTasksRequest { Cluster = BenchServer.Cluster, Tasks = [.. arns] }, cancellationToken)).Tasks;
    }
}

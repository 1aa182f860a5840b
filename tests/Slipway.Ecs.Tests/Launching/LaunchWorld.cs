using Slipway.Core.Launches;
using Slipway.Ecs.Budgets;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Logs;
using Slipway.Ecs.Observing;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>ECS, the launch store and the ledger, which outlive launchers, in simulated time.</summary>
internal sealed class LaunchWorld
{
    public LaunchWorld() => Ecs = new FakeEcs(Clock);

    public ManualTimeProvider Clock { get; } = new();

    public FakeEcs Ecs { get; }

    public FakeRevisions Revisions { get; } = new();

    public MemoryLaunches Store { get; set; } = new();

    public static LaunchOrder Order(string id = "l-1") => new()
    {
        Id = LaunchId.Parse(id),
        Launch = new BoundLaunch(
            new BoundDefinition
            {
                Family = "dbt-model",
                Hash = new DefinitionHash("1:abc"),
                CanonicalJson = """{"containerDefinitions":[{"name":"main"}],"family":"dbt-model"}""",
                MainContainer = "main",
                ImageVersion = "dbt-model:1.0.1",
                ImageDigest = "sha256:0123",
            },
            new RunSettings
            {
                Cluster = FakeEcs.Cluster,
                Command = ["dbt", "run"],
                Environment = new Dictionary<string, string> { ["DAY"] = "2026-01-05" },
                Subnets = ["subnet-a", "subnet-b"],
                Capacity = [CapacityChoice.FargateSpot, CapacityChoice.Fargate],
                Logs = new LogDestination("/slipway", "dbt", "eu-central-1"),
            }),
        Audit = new AuditContext("ana@laptop", "run"),
    };

    /// <summary>Starts a launcher process, with the world's store unless it is on another machine.</summary>
    public LauncherProcess Process(Fate? fate = null, MemoryLaunches? store = null, ILaunchClaims? claims = null, LauncherOptions? options = null) =>
        new(this, fate ?? new Fate(), store ?? Store, claims ?? ILaunchClaims.Always, options ?? new LauncherOptions());

    /// <summary>Runs code in simulated time.</summary>
    public T Run<T>(Func<Task<T>> body) => SimulatedTime.Run(Clock, body);

    /// <summary>A launcher with everything that dies with it.</summary>
    internal sealed class LauncherProcess : IAsyncDisposable
    {
        private readonly QuotaBudgets _budgets;
        private readonly EcsTaskObserver _observer;
        private readonly Fate _fate;

        public LauncherProcess(LaunchWorld world, Fate fate, MemoryLaunches store, ILaunchClaims claims, LauncherOptions options)
        {
            _fate = fate;
            var port = new FakeEcsPort(world.Ecs, fate, world.Clock);
            _budgets = new QuotaBudgets(world.Clock);
            var tasks = new BudgetedEcsTasks(port, _budgets, BudgetPriority.Launch);
            _observer = new EcsTaskObserver(tasks, world.Clock);
            Launcher = new Launcher(new LaunchServices
            {
                Tasks = tasks,
                Definitions = new BudgetedTaskDefinitions(port, _budgets, BudgetPriority.Launch),
                Registrar = new FakeRegistrar(world.Revisions, fate),
                Store = new MemoryLaunchStore(store, fate),
                Observer = _observer,
                Logs = new LogFollower(port, _budgets, world.Clock),
                Peaks = new PeakUsageReader(port, _budgets, world.Clock),
                Time = world.Clock,
                Claims = claims,
                Options = options,
            });
        }

        public Launcher Launcher { get; }

        public async ValueTask DisposeAsync()
        {
            _fate.Kill();
            await _observer.DisposeAsync();
            _budgets.Dispose();
        }
    }
}

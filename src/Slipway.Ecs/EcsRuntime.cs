using Slipway.Aws.Ecs;
using Slipway.Aws.Logs;
using Slipway.Aws.Sqs;
using Slipway.Core.Errors;
using Slipway.Ecs.Budgets;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Logs;
using Slipway.Ecs.Observing;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs;

/// <summary>
/// The ECS core of one environment, put together: clients, the account's budgets, ledger, registrar, launcher, observer and logs. Everything in a process
/// that works in the same account and region shares one, since the budgets are the account's. Nothing is sent before something is asked for.
/// </summary>
public sealed class EcsRuntime : IAsyncDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly TaskEventFeed? _feed;

    private EcsRuntime(EcsRuntimeOptions options, EcsStorage storage)
    {
        Options = options;
        Ecs = Own(new EcsClient(options.Aws));
        Logs = Own(new LogsClient(options.Aws));
        Budgets = Own(new QuotaBudgets(options.Time, options.Rates));
        Own(storage);

        // Behind the budgets, every request has to be paid for there.
        var paced = options.Aws with { RetryThrottling = false };
        var ecs = Own(new EcsClient(paced));
        var logs = Own(new LogsClient(paced));

        Ledger = storage.Ledger;
        Launches = storage.Launches;
        Tasks = new BudgetedEcsTasks(ecs, Budgets, BudgetPriority.Launch);
        Definitions = new BudgetedTaskDefinitions(ecs, Budgets, BudgetPriority.Launch);
        HousekeepingDefinitions = new BudgetedTaskDefinitions(ecs, Budgets, BudgetPriority.Housekeeping);
        Registrar = new Registrar(Ledger, Definitions, options.Registration, options.Time);
        Observer = new EcsTaskObserver(Tasks, options.Time, options.Observing ?? (options.IsLocal ? ObserverOptions.Local : null));
        Launcher = new Launcher(new LaunchServices
        {
            Tasks = Tasks,
            Definitions = Definitions,
            Registrar = Registrar,
            Store = Launches,
            Observer = Observer,
            Logs = new LogFollower(logs, Budgets, options.Time, options.Logs ?? (options.IsLocal ? LogOptions.Local : null)),
            Peaks = new PeakUsageReader(logs, Budgets, options.Time),
            Time = options.Time,
            Claims = options.Claims,
            Options = options.Launching ?? (options.IsLocal ? LauncherOptions.Local : new LauncherOptions()),
        });
        if (options.EventQueueUrl is { } queue)
        {
            _feed = new TaskEventFeed(Own(new SqsClient(options.Aws)), queue, Observer, options.Time);
            _feed.Start();
        }
    }

    /// <summary>What it was made of.</summary>
    public EcsRuntimeOptions Options { get; }

    /// <summary>ECS without a budget: for calls that are neither launches nor housekeeping, such as describing a cluster.</summary>
    public EcsClient Ecs { get; }

    /// <summary>CloudWatch Logs without a budget.</summary>
    public LogsClient Logs { get; }

    /// <summary>The account's budgets in this region.</summary>
    public QuotaBudgets Budgets { get; }

    /// <summary>ECS tasks, with the priority of launches.</summary>
    public BudgetedEcsTasks Tasks { get; }

    /// <summary>Task definitions, with the priority of launches.</summary>
    public ITaskDefinitions Definitions { get; }

    /// <summary>Task definitions, behind all launches.</summary>
    public ITaskDefinitions HousekeepingDefinitions { get; }

    /// <summary>The ledger.</summary>
    public ILedger Ledger { get; }

    /// <summary>Finds or makes revisions.</summary>
    public IRegistrar Registrar { get; }

    /// <summary>Keeps launches.</summary>
    public ILaunchStore Launches { get; }

    /// <summary>Watches ECS tasks.</summary>
    public EcsTaskObserver Observer { get; }

    /// <summary>Starts launches and follows them.</summary>
    public ILauncher Launcher { get; }

    /// <summary>The event queue's last error in words; null when it answers, or when there is none.</summary>
    public string? FeedError => _feed?.LastError;

    /// <summary>Opens the ledger and the launch store, and puts everything together.</summary>
    /// <exception cref="SlipwayException">
    /// <c>settings.invalid</c>: neither a file nor a table is named, or both. <c>storage.*</c>, <c>ledger.*</c>: the file or table cannot be used.
    /// </exception>
    /// <exception cref="Slipway.Aws.AwsConfigurationException">There is no region, or the profile named does not exist.</exception>
    public static async Task<EcsRuntime> CreateAsync(EcsRuntimeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var storage = await EcsStorage.OpenAsync(options, cancellationToken);
        try
        {
            return new EcsRuntime(options, storage);
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Deregisters the revisions of launches that ended without doing it themselves (policy <c>per-run</c>), because their launcher died. Behind all launches;
    /// run it at start, and now and then.
    /// </summary>
    /// <returns>How many revisions were deregistered.</returns>
    public Task<int> SweepPerRunAsync(AuditContext audit, CancellationToken cancellationToken) =>
        new PerRunSweep(Ledger, HousekeepingDefinitions, LaunchStandings.From(Launches), Options.Registration, Options.Time).RunAsync(audit, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_feed is not null)
            await _feed.DisposeAsync();
        await Observer.DisposeAsync();
        for (var i = _owned.Count - 1; i >= 0; i--)
            _owned[i].Dispose();
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}

using Slipway.LocalEcs.CloudWatchLogs;
using Slipway.LocalEcs.Clusters;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Events;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Images;
using Slipway.LocalEcs.Metadata;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Quotas;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.Simulation;
using Slipway.LocalEcs.State;
using Slipway.LocalEcs.Tagging;
using Slipway.LocalEcs.TaskDefinitions;
using Slipway.LocalEcs.Tasks;

namespace Slipway.LocalEcs;

/// <summary>The parts behind the web: state, runtime, engine and services, put together.</summary>
internal sealed class Composition : IAsyncDisposable
{
    private readonly StateDatabase _database;
    private readonly SelectedRuntime _runtime;

    private Composition(LocalEcsOptions options, StateDatabase database, SelectedRuntime runtime, Func<Uri> endpoint)
    {
        _database = database;
        _runtime = runtime;
        var time = options.TimeProvider;
        var arns = new Arns(options.Region, options.AccountId);
        Faults = new FaultInjector(options.Faults);
        Quotas = options.Quotas ? new QuotaBuckets(time) : null;
        Book = new TaskBook(database, time, options.VisibilityLag, options.StoppedTaskRetention);
        var clusters = new ClusterStore(database, arns, options.Clusters);
        var definitions = new DefinitionStore(database);
        var logStore = new LogStore(database, time);
        var metadataIds = new MetadataIds(database);
        MetadataEnvironment = new MetadataEnvironment(metadataIds, endpoint);
        MetadataPorts = new MetadataPorts(database);
        Engine = new TaskEngine
        {
            Book = Book,
            Clusters = clusters,
            Definitions = definitions,
            Runtime = runtime.Runtime,
            Logs = new ContainerLogs(logStore),
            Insights = new ContainerInsights(logStore, options.Region, options.AccountId),
            Planner = new ContainerPlanner(new SecretValues(options.SecretsFile), MetadataEnvironment, arns, database.Directory),
            Faults = Faults,
            Delays = options.StatusDelays,
            Time = time,
            Arns = arns,
        };
        var definitionOperations = new DefinitionOperations(definitions, arns, time, options.RegistrationLatency, Book.Uses);
        Book.SubscribeUnused(arn => definitionOperations.FinishDeletion(DefinitionId.Parse(arn, arns)!.Value));
        foreach (var id in definitions.BeingDeleted())
        {
            definitionOperations.FinishDeletion(id);
        }

        var tokens = new ClientTokens(database, Book, time);
        Services =
        [
            new EcsService(
                new ClusterOperations(clusters, Book, arns),
                definitionOperations,
                new RunTaskOperation(clusters, definitions, Book, Engine, tokens, Faults, database, arns, time, Quotas, options.InactiveGrace),
                new TaskOperations(clusters, Book, Engine, arns),
                new TagOperations(clusters, definitions, Book, arns)),
            new LogsService(logStore, options.Region, options.AccountId),
            new EcrService(EcrSources.Of(options, runtime.Images), options.Region, options.AccountId, time),
        ];
        Metadata = new MetadataEndpoint(
            metadataIds,
            Book.Find,
            arn => DefinitionId.Parse(arn, arns) is { } id ? definitions.Find(id)?.Body : null,
            Engine.Usage);
        if (options.TaskEvents)
        {
            var queue = new MessageQueue(time);
            Book.Subscribe(new TaskEvents(queue, Faults, arns, time).Send);
            Services = [.. Services, new SqsService(queue, arns, endpoint)];
        }
    }

    /// <summary>The AWS services that are answered.</summary>
    public IReadOnlyList<IAwsService> Services { get; }

    /// <summary>What containers ask about themselves.</summary>
    public MetadataEndpoint Metadata { get; }

    /// <summary>Where containers are told to ask.</summary>
    public MetadataEnvironment MetadataEnvironment { get; }

    /// <summary>Where containers of earlier starts ask.</summary>
    public MetadataPorts MetadataPorts { get; }

    /// <summary>What carries ECS tasks through their lives.</summary>
    public TaskEngine Engine { get; }

    /// <summary>The ECS tasks.</summary>
    public TaskBook Book { get; }

    /// <summary>What goes wrong.</summary>
    public FaultInjector Faults { get; }

    /// <summary>AWS's request rates; null when they are not enforced.</summary>
    public QuotaBuckets? Quotas { get; }

    /// <summary>The runtime's name and why it was chosen.</summary>
    public (string Name, string Why) Runtime => (_runtime.Runtime.Name, _runtime.Why);

    /// <summary>Opens the state, chooses the runtime and puts the parts together.</summary>
    /// <param name="options">The settings, checked.</param>
    /// <param name="endpoint">Where LocalEcs listens; asked for after it does.</param>
    /// <param name="cancellationToken">Ends the asking for container engines.</param>
    public static async Task<Composition> OpenAsync(LocalEcsOptions options, Func<Uri> endpoint, CancellationToken cancellationToken)
    {
        var database = StateDatabase.Open(
            options.StateDirectory, ClusterStore.Schema, DefinitionStore.Schema, TaskBook.Schema, SimulatedRuntime.Schema, LogsSchema.Schema, MetadataSchema.Schema);
        try
        {
            var runtime = options.Runtime is LocalRuntime.Simulated
                ? new SelectedRuntime(
                    new SimulatedRuntime(database, options.TimeProvider), new MappedImages(options.ImagesFile), "Simulated, as asked for: no process runs.")
                : await RuntimeSelection.SelectAsync(options, database.Directory, cancellationToken);
            return new Composition(options, database, runtime, endpoint);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Ends the runs, leaves containers running, and closes the state.</summary>
    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _runtime.DisposeAsync();
        await Book.DisposeAsync();
        _database.Dispose();
    }
}

using Microsoft.Extensions.Logging;
using Slipway.Core.Flows;
using Slipway.Core.Runs;
using Slipway.Logging;
using Slipway.Results;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>A task run, or the flow run itself, with its present attempt. Attempts follow each other, never overlap, so one object serves all.</summary>
internal sealed class TaskRun : Attempt
{
    private readonly string _flowRunId;
    private List<CancellationTokenSource>? _linked;
    private List<AttemptFailure>? _failures;
    private CancellationToken _given;
    private ILogger? _logger;
    private int _number = 1;

    /// <summary>The flow itself.</summary>
    public TaskRun(RunContext context, FlowDefinition flow, TaskPolicy policy, CancellationToken cancellationToken)
    {
        Context = context;
        Flow = flow;
        Policy = policy;
        Site = "";
        Offered = cancellationToken;
        Present = cancellationToken;
        _flowRunId = context.FlowRunId;
    }

    /// <summary>A call of a task, or of a subflow.</summary>
    public TaskRun(TaskRun caller, TaskDefinition task, string site)
    {
        Context = caller.Context;
        Caller = caller;
        Definition = task;
        Policy = task.Policy;
        Site = site;
        Id = Context.NextTaskRunId();
        Flow = task.Subflow ?? caller.Flow;
        _flowRunId = task.Subflow is null ? caller._flowRunId : $"{caller._flowRunId}.{Id}";
        Offered = caller.Present;
        Present = caller.Present;
    }

    public RunContext Context { get; }

    public TaskRun? Caller { get; }

    /// <summary>Null for the flow itself.</summary>
    public TaskDefinition? Definition { get; }

    /// <summary>The flow or subflow that it is, or belongs to.</summary>
    public FlowDefinition Flow { get; }

    public string FlowRunId => _flowRunId;

    public TaskPolicy Policy { get; }

    public string Site { get; }

    /// <summary>From 1; 0 for the flow itself.</summary>
    public long Id { get; }

    public long? ReportedId => Definition is null ? null : Id;

    /// <summary>What its caller had: the end of all attempts.</summary>
    public CancellationToken Offered { get; private set; }

    /// <summary>Of the present attempt: <see cref="Offered"/>, or that with the time limit.</summary>
    public CancellationToken Present { get; set; }

    public NamedSlots.Held? Holds { get; set; }

    /// <summary>Its place among the recorded results; null when nothing is recorded, or its inputs have no key.</summary>
    public KeyedCall? Keyed { get; set; }

    /// <summary>Whether the body is all there is to it.</summary>
    public bool IsPlain => Policy.IsPlain && Context.Memory is null && Context.Options.Fault is null;

    public override int Number => _number;

    public override string IdempotencyKey => Keyed is { } keyed
        ? TaskKeys.Idempotency(Context.FlowRunId, keyed.Slot)
        : TaskKeys.Idempotency(Context.FlowRunId, Context.Launch, Id);

    public override ILogger Logger => _logger ??= Context.Logger(Definition?.Name ?? Flow.Name, ReportedId);

    public override IServiceProvider Services => Context.Options.Services;

    private string What => Definition is null ? $"The flow {Flow.Name}" : $"The task {Definition.Name}";

    public override ILogger<T> LoggerOf<T>() => new RunLogger<T>(Context.Logger(typeof(T).FullName ?? typeof(T).Name, ReportedId));

    public override CancellationToken Token(CancellationToken given)
    {
        // Most callers pass on the token that they were given themselves.
        if (!given.CanBeCanceled || given == Present || given == Offered)
            return Present;
        _given = given;
        if (!Present.CanBeCanceled)
            return given;
        var linked = CancellationTokenSource.CreateLinkedTokenSource(given, Present);
        (_linked ??= []).Add(linked);
        return linked.Token;
    }

    /// <summary>How the attempts of a container failed, in order.</summary>
    public List<AttemptFailure> Failures => _failures ??= [];

    /// <summary>Whether a test made the present attempt fail.</summary>
    public bool Faulted { get; private set; }

    public bool CallerHolds(string slot)
    {
        for (var caller = Caller; caller is not null; caller = caller.Caller)
        {
            if (caller.Holds?.Has(slot) == true)
                return true;
        }

        return false;
    }

    /// <summary>The same run, for clean-up: what it calls is no longer cancelled with it.</summary>
    public TaskRun ForCleanUp()
    {
        var copy = (TaskRun)MemberwiseClone();
        copy.Offered = CancellationToken.None;
        copy.Present = CancellationToken.None;
        copy._linked = null;
        return copy;
    }

    /// <summary>Whether an error means that somebody asked it to stop, and not that its own time was over.</summary>
    public bool IsCancellation(Exception exception) =>
        exception is OperationCanceledException && (Offered.IsCancellationRequested || _given.IsCancellationRequested);

    public TaskTimeoutException TimedOut(TimeSpan limit, TimeSpan? grace, Exception? inner) => new(What, limit, grace, inner);

    public void ReportCreated<TCall>(in TCall call)
        where TCall : struct, ITaskCall
    {
        if (Context.Reporter is not { } reporter)
            return;
        var name = Policy.RunName?.Of(in call) ?? Definition!.Name;
        var visitor = new UpstreamVisitor(Context.Origins!);
        call.Visit(ref visitor);
        reporter.TaskRunCreated(this, name, visitor.Found);
        if (Definition!.Subflow is not null)
            reporter.FlowRunStarted(_flowRunId, Flow.Name, name, Id);
    }

    public void ReportWaiting(string why) => Report(RunState.Pending, StateVariant.None, why);

    public void ReportCancelling() => Report(RunState.Cancelling, StateVariant.None, "Asked to stop.");

    public void ReportRunning() => Report(RunState.Running, StateVariant.None, message: null);

    public void ReportRetry(Exception failure, TimeSpan delay)
    {
        Count(RunState.AwaitingRetry, StateVariant.None);
        Report(RunState.AwaitingRetry, StateVariant.None, $"{Describe(failure)} (again in {delay.TotalSeconds:0.###} s)");
        EndAttempt();
        Keyed?.BeginAttempt();
        _number++;
    }

    public void Complete<T>(T result, StateVariant variant = StateVariant.None)
    {
        Context.Origins?.Add(result, Id);
        End(RunState.Completed, variant, message: null);
    }

    public void Fail(Exception failure)
    {
        if (Keyed is { } keyed)
            Caller?.Keyed?.Release(keyed.Slot);
        if (IsCancellation(failure))
            End(RunState.Cancelled, StateVariant.None, "Cancelled on request.");
        else if (Definition?.ContainerRetries is not null && failure is ContainerFailedException { FailureClass: var failureClass } && TaskOutcome.StateOf(failureClass) is var outcome)
            End(outcome.State, outcome.Variant, Describe(failure));
        else
            End(RunState.Failed, failure is TaskTimeoutException ? StateVariant.TimedOut : StateVariant.None, Describe(failure));
    }

    /// <summary>Fails the attempt when a test wants it to.</summary>
    public void ThrowFault()
    {
        if (Context.Options.Fault?.Invoke(Id, Definition?.Name ?? Flow.Name) is { } fault)
        {
            Faulted = true;
            throw fault;
        }
    }

    private static string Describe(Exception failure) => failure is ContainerFailedException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}";

    private void End(RunState state, StateVariant variant, string? message)
    {
        Count(state, variant);
        Report(state, variant, message);
        if (_linked is not null)
            EndAttempt();
    }

    private void EndAttempt()
    {
        if (_linked is not null)
        {
            foreach (var linked in _linked)
                linked.Dispose();
            _linked = null;
        }

        _given = default;
        Present = Offered;
    }

    // The flow's own end is its result.
    private void Count(RunState state, StateVariant variant)
    {
        if (Definition is not null)
            Context.Count(state, variant);
    }

    private void Report(RunState state, StateVariant variant, string? message) =>
        Context.Reporter?.StateChanged(ReportedId, state, variant, _number, message);
}

using Slipway.Core.Runs;

namespace Slipway.Testing;

/// <summary>A task run of a flow that was tested.</summary>
public sealed class TestedTaskRun
{
    private readonly List<RunState> _states = [];

    internal TestedTaskRun(long id, string task, string name, string site, TestedTaskRun? parent, IReadOnlyList<TestedTaskRun> upstream)
    {
        Id = id;
        Task = task;
        Name = name;
        Site = site;
        Parent = parent;
        Upstream = upstream;
    }

    /// <summary>Its number in the flow run, from 1, in the order of the calls.</summary>
    public long Id { get; }

    /// <summary>The task's name.</summary>
    public string Task { get; }

    /// <summary>The task run's own name: the task's, unless its attribute has a template.</summary>
    public string Name { get; }

    /// <summary>The call's place in the source.</summary>
    public string Site { get; }

    /// <summary>The task run that called it; null when the flow itself did.</summary>
    public TestedTaskRun? Parent { get; }

    /// <summary>The task runs whose results it was given.</summary>
    public IReadOnlyList<TestedTaskRun> Upstream { get; }

    /// <summary>Its states, in order: <c>Running, AwaitingRetry, Running, Completed</c>.</summary>
    public IReadOnlyList<RunState> States => _states;

    /// <summary>The last state.</summary>
    public RunState State => _states.Count == 0 ? RunState.Pending : _states[^1];

    /// <summary>The last state's variant.</summary>
    public StateVariant Variant { get; private set; }

    /// <summary>How many attempts it had.</summary>
    public int Attempts { get; private set; } = 1;

    /// <summary>How many of them were followed by another.</summary>
    public int Retries => _states.Count(state => state == RunState.AwaitingRetry);

    /// <summary>What the last change that had words said: the exception's type and message.</summary>
    public string? Message { get; private set; }

    /// <summary>Its name and states, for messages of failed tests.</summary>
    public override string ToString() => $"{Name}: {string.Join(", ", _states)}";

    internal void Add(RunState state, StateVariant variant, int attempt, string? message)
    {
        _states.Add(state);
        Variant = variant;
        Attempts = attempt;
        Message = message ?? Message;
    }
}

using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>What is known of a task before any call. Made by generated code, once per task (per type arguments of a generic one).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TaskDefinition
{
    /// <summary>The method, as its XML documentation id without <c>M:</c>; type arguments appended in angle brackets.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>What the key of a recorded result depends on besides the inputs: a change of it runs the task again.</summary>
    public required string Version { get; init; }

    /// <summary>The attribute, as written.</summary>
    public TaskAttribute Settings { get; init; } = new();

    /// <summary>The predicate that <see cref="TaskAttribute.RetryWhen"/> names.</summary>
    public Func<Exception, bool>? RetryWhen { get; init; }

    /// <summary>Set for a call of a flow from within a flow run: the subflow.</summary>
    public FlowDefinition? Subflow { get; init; }

    /// <summary>Set for containers: which of their failures are tried again, and how often.</summary>
    internal Core.Flows.TaskRetries? ContainerRetries { get; init; }

    internal Execution.TaskPolicy Policy => field ??= new Execution.TaskPolicy(this);
}

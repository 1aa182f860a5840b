using Slipway.Core.Containers;

namespace Slipway.Core.Flows;

/// <summary>A flow of container tasks, as a YAML file says it; docs/reference/flow-yaml.md describes it member by member.</summary>
public sealed record ContainerFlow
{
    /// <summary>The flow's name.</summary>
    public string? Name { get; init; }

    /// <summary>What it does, in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>When it runs by itself.</summary>
    public IReadOnlyList<FlowSchedule>? Schedule { get; init; }

    /// <summary>How long a run may take in all; null means without limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Its parameters by name, in the order of the file.</summary>
    public IReadOnlyDictionary<string, FlowParameter>? Parameters { get; init; }

    /// <summary>Container settings of all its tasks; a task's own go over them.</summary>
    public ContainerSettings? Defaults { get; init; }

    /// <summary>Its tasks by name, in the order of the file.</summary>
    public IReadOnlyDictionary<string, ContainerTask>? Tasks { get; init; }

    /// <summary>What a task runs, and on what, with <see cref="Defaults"/> filled in.</summary>
    public ContainerSettings SettingsOf(ContainerTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Defaults is null ? task.Container : task.Container.Merge(Defaults);
    }
}

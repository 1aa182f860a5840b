using System.Text.Json.Serialization;

namespace Slipway.Core.Flows;

/// <summary>One call of a task, or one task of a YAML flow.</summary>
public sealed record ManifestTask
{
    /// <summary>What edges name it by: the site of the call (<c>DailyOrders.RunAsync/ExtractAsync#0</c>), or the task's name in YAML. Events of a run carry it as <c>site</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>What it is.</summary>
    public ManifestTaskKind Kind { get; init; }

    /// <summary>The <see cref="Id"/> of the task whose body makes this call; null for the flow itself.</summary>
    public string? Parent { get; init; }

    /// <summary>Whether there may be many task runs of it in one flow run: a call in a loop or lambda, a YAML matrix.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Mapped { get; init; }

    /// <summary>Whether a run may leave it out: a call in a branch.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Conditional { get; init; }
}

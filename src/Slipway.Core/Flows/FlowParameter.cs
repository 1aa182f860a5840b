using System.Text.Json.Nodes;

namespace Slipway.Core.Flows;

/// <summary>A parameter of a flow.</summary>
public sealed record FlowParameter
{
    /// <summary>Its type. Default: <see cref="ParameterType.String"/>.</summary>
    public ParameterType? Type { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>Whether every run must say it. Default: true when there is no default. Without default and not required, it may have no value.</summary>
    public bool? Required { get; init; }

    /// <summary>The value of runs that do not say it; null when there is none. Treat as read-only.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>The values of an <see cref="ParameterType.Enum"/>.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The type of a list's items; null means any.</summary>
    public ParameterType? Items { get; init; }

    /// <summary>Whether a run without it is refused.</summary>
    public bool IsRequired => Required ?? Default is null;

    /// <summary>Whether a run may lack it, and there is no default either.</summary>
    public bool MayBeEmpty => !IsRequired && Default is null;
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Core.Flows;

/// <summary>One flow of a manifest.</summary>
public sealed record ManifestFlow
{
    private static readonly JsonElement NoParameters = JsonElement.Parse("""{"type":"object","properties":{},"additionalProperties":false}""");

    /// <summary>The flow's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is written: the method's id, or the YAML file's path below the project's folder, with slashes.</summary>
    public string? Source { get; init; }

    /// <summary>What it does, in a sentence or two.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The parameters: a JSON Schema (2020-12) of an object with a property per parameter, in the order of the signature.</summary>
    public JsonElement Parameters { get; init; } = NoParameters;

    /// <summary>When it runs by itself.</summary>
    public IReadOnlyList<ManifestSchedule> Schedules { get; init; } = [];

    /// <summary>The longest that one attempt may take, in seconds; null for no limit.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>How often a failed run is tried again.</summary>
    public int Retries { get; init; }

    /// <summary>The wait before a retry, in seconds.</summary>
    public double RetryDelaySeconds { get; init; }

    /// <summary>The name of each run, with parameters in braces; null for one that the runtime makes.</summary>
    public string? RunName { get; init; }

    /// <summary>The tasks as far as they are known without a run; null when nothing is.</summary>
    public ManifestGraph? Graph { get; init; }

    /// <summary>The Markdown text written beside the flow.</summary>
    [JsonPropertyOrder(1)]
    public string? Documentation { get; init; }
}

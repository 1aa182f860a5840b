namespace Slipway.Ecs.Definitions;

/// <summary>
/// What one run wants otherwise than the settings say. None of it makes a new revision, unless the environment is too large to be an
/// override.
/// </summary>
public sealed record RunRequest
{
    /// <summary>A run that wants nothing of its own.</summary>
    public static RunRequest Plain { get; } = new();

    /// <summary>The main container's command; null keeps the settings'.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Environment variables, before those of the settings.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>CPU in ECS units (1,024 = one vCPU); null keeps the settings'.</summary>
    public int? CpuUnits { get; init; }

    /// <summary>Memory in MiB; null keeps the settings'.</summary>
    public int? MemoryMiB { get; init; }

    /// <summary>Ephemeral storage in GiB; null keeps the settings'.</summary>
    public int? EphemeralStorageGiB { get; init; }

    /// <summary>Tags of the ECS task alone, before those of the settings.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

namespace Slipway.Core.Containers;

/// <summary>A volume mounted in a container.</summary>
public sealed record MountSettings
{
    /// <summary>The volume's name, as in <c>volumes</c>.</summary>
    public string? Volume { get; init; }

    /// <summary>Whether the container can't write to it. Default: false.</summary>
    public bool? ReadOnly { get; init; }
}

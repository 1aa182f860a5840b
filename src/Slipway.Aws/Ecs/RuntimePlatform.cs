namespace Slipway.Aws.Ecs;

/// <summary>Architecture and operating system of a definition.</summary>
public sealed record RuntimePlatform
{
    /// <summary><c>X86_64</c> or <c>ARM64</c>.</summary>
    public string? CpuArchitecture { get; init; }

    /// <summary><c>LINUX</c> or a Windows family.</summary>
    public string? OperatingSystemFamily { get; init; }
}

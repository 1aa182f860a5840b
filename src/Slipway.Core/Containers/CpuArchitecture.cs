namespace Slipway.Core.Containers;

/// <summary>A processor architecture. In JSON: <c>x86_64</c>, <c>arm64</c>.</summary>
public enum CpuArchitecture
{
    /// <summary>64-bit Intel and AMD (<c>amd64</c> in image indexes).</summary>
    X64,

    /// <summary>64-bit ARM (Graviton).</summary>
    Arm64,
}

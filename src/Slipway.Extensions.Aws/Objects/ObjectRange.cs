using System.Runtime.InteropServices;

namespace Slipway.Extensions.Aws.Objects;

/// <summary>A part of an object.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How many bytes; less come when the object ends before.</param>
/// <param name="Version">Of this version only. Default: of whichever there is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ObjectRange(long Offset, long Length, string? Version = null);

using System.Runtime.InteropServices;

namespace Slipway.Extensions.Aws;

/// <summary>Tells one segment from all others, also where two launches tried the same place.</summary>
/// <param name="Launch">The launch that wrote it.</param>
/// <param name="Number">Which of its segments; 0 is the one that it began with.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SegmentName(Guid Launch, long Number);

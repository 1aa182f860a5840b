using System.Runtime.InteropServices;

namespace Slipway.Extensions.Aws;

/// <summary>An object of a run's log: one segment, or several in one.</summary>
/// <param name="Key">Its key.</param>
/// <param name="First">The position of its first segment.</param>
/// <param name="Last">The position of its last one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogObject(string Key, long First, long Last);

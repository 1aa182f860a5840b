using System.Runtime.InteropServices;

namespace Slipway.Results;

/// <summary>The place of a recorded result: equal calls of one caller have the same key and different slots.</summary>
/// <param name="Key">What was called with what.</param>
/// <param name="Slot">Which of the equal calls, from 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedSlot(ResultKey Key, int Slot);

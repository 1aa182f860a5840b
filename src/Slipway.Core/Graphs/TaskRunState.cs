using System.Runtime.InteropServices;
using Slipway.Core.Runs;

namespace Slipway.Core.Graphs;

/// <summary>A state with its variant.</summary>
/// <param name="State">The state.</param>
/// <param name="Variant">Why, where that matters.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TaskRunState(RunState State, StateVariant Variant = StateVariant.None)
{
    /// <summary>Nothing has happened yet.</summary>
    public static TaskRunState Pending { get; } = new(RunState.Pending);

    /// <inheritdoc/>
    public override string ToString() => Variant == StateVariant.None ? State.ToString() : $"{State}/{Variant}";
}

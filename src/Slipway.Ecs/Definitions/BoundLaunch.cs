namespace Slipway.Ecs.Definitions;

/// <summary>A definition and the settings of one run of it.</summary>
/// <param name="Definition">What is registered, or found in the ledger.</param>
/// <param name="Run">What goes with RunTask.</param>
public sealed record BoundLaunch(BoundDefinition Definition, RunSettings Run)
{
    /// <summary>What a person should know, such as an environment too large for the overrides that moved into the definition.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

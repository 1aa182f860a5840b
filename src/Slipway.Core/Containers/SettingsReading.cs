namespace Slipway.Core.Containers;

/// <summary>What a reader made of settings.</summary>
/// <param name="Settings">What could be read; meaningful alone only when there are no problems.</param>
/// <param name="Problems">Everything that is wrong, in the order of the document.</param>
public sealed record SettingsReading(ContainerSettings Settings, IReadOnlyList<SettingsProblem> Problems)
{
    /// <summary>The settings, when nothing is wrong with them.</summary>
    /// <exception cref="InvalidSettingsException">There are problems: it names them all.</exception>
    public ContainerSettings OrThrow() => Problems.Count == 0 ? Settings : throw new InvalidSettingsException(Problems);
}

namespace Slipway.Core.Containers;

/// <summary>Something that is wrong with settings.</summary>
/// <param name="Path">Where: a JSON path as <see cref="SettingsPath"/> writes it, such as <c>$.logs.mode</c>.</param>
/// <param name="Code">A stable code, such as <c>settings.unknown-member</c>.</param>
/// <param name="Message">What is wrong, and what would be valid.</param>
public sealed record SettingsProblem(string Path, string Code, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message}";
}

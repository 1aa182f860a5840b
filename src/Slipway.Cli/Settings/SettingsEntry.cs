namespace Slipway.Cli.Settings;

/// <summary>A member of a map.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameOrigin">Where the name stands.</param>
/// <param name="Value">Its value.</param>
internal sealed record SettingsEntry(string Name, Origin NameOrigin, SettingsNode Value);

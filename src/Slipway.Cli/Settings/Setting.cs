namespace Slipway.Cli.Settings;

/// <summary>A value and where it came from.</summary>
internal sealed record Setting<T>(T Value, Origin Origin);

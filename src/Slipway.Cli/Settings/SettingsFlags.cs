namespace Slipway.Cli.Settings;

/// <summary>What the command line says about settings. Null: nothing.</summary>
internal sealed record SettingsFlags
{
    /// <summary><c>--environment</c>.</summary>
    public string? Environment { get; init; }

    /// <summary><c>--settings</c>.</summary>
    public string? File { get; init; }

    /// <summary>Values of members by flag: <c>--cluster</c>, <c>--region</c>, <c>--profile</c>.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

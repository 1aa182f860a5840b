namespace Slipway.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Text">What was found.</param>
/// <param name="Mend">What to do about it; null when there is nothing to do.</param>
internal sealed record Finding(string Check, FindingLevel Level, string Text, string? Mend = null)
{
    /// <summary>As it should be.</summary>
    public static Finding Ok(string check, string text) => new(check, FindingLevel.Ok, text);

    /// <summary>Works, and could be better.</summary>
    public static Finding Warning(string check, string text, string mend) => new(check, FindingLevel.Warning, text, mend);

    /// <summary>Will not work.</summary>
    public static Finding Failed(string check, string text, string mend) => new(check, FindingLevel.Failed, text, mend);

    /// <summary>Could not be looked at.</summary>
    public static Finding Skipped(string check, string why) => new(check, FindingLevel.Skipped, why);

    /// <summary>The level's word.</summary>
    public string Word => Level switch
    {
        FindingLevel.Ok => "ok",
        FindingLevel.Warning => "warning",
        FindingLevel.Failed => "FAILED",
        _ => "skipped",
    };
}

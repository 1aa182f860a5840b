namespace Slipway.Cli.Doctor;

/// <summary>How bad a finding is.</summary>
internal enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, and could be better.</summary>
    Warning,

    /// <summary><c>slipway run</c> will fail.</summary>
    Failed,

    /// <summary>Could not be looked at, because something before it failed.</summary>
    Skipped,
}

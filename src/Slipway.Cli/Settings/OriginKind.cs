namespace Slipway.Cli.Settings;

/// <summary>What sort of place a value came from. In order of precedence, the strongest first, except that the file's sections are told apart by line.</summary>
internal enum OriginKind
{
    /// <summary>A flag of the command line.</summary>
    Flag,

    /// <summary>An environment variable.</summary>
    Variable,

    /// <summary>A place in slipway.yaml.</summary>
    File,

    /// <summary>What Slipway takes when nobody says anything, or the built-in environment <c>local</c>.</summary>
    BuiltIn,
}

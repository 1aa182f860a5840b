namespace Slipway.Cli.Settings;

/// <summary>Where a value came from.</summary>
/// <param name="Kind">The sort of place.</param>
/// <param name="Text">The place for people: <c>slipway.yaml:4:12</c>, <c>SLIPWAY_CLUSTER</c>, <c>--cluster</c>, <c>built-in default</c>.</param>
internal sealed record Origin(OriginKind Kind, string Text)
{
    /// <summary>The line in the file, from 1; 0 where there is no file.</summary>
    public long Line { get; private init; }

    /// <summary>The column in the line, from 1; 0 where there is no file.</summary>
    public long Column { get; private init; }

    /// <summary>A flag.</summary>
    public static Origin Flag(string name) => new(OriginKind.Flag, name);

    /// <summary>An environment variable.</summary>
    public static Origin Variable(string name) => new(OriginKind.Variable, name);

    /// <summary>A place in a file; line and column count from 1.</summary>
    public static Origin File(string file, long line, long column) => new(OriginKind.File, $"{file}:{line}:{column}") { Line = line, Column = column };

    /// <summary>What holds when nobody says anything.</summary>
    public static Origin Default { get; } = new(OriginKind.BuiltIn, "built-in default");

    /// <inheritdoc/>
    public override string ToString() => Text;
}

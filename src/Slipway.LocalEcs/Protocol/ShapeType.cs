namespace Slipway.LocalEcs.Protocol;

/// <summary>The type of a member.</summary>
/// <param name="Kind">What kind of value it is.</param>
/// <param name="Name">The type as written.</param>
/// <param name="Element">The elements' type of a list or map.</param>
internal sealed record ShapeType(ShapeKind Kind, string Name, ShapeType? Element = null)
{
    /// <summary>Reads a type from its text.</summary>
    public static ShapeType Parse(string text) => text switch
    {
        ['[', .. var element, ']'] => new(ShapeKind.List, text, Parse(element)),
        ['{', .. var element, '}'] => new(ShapeKind.Map, text, Parse(element)),
        "string" => new(ShapeKind.String, text),
        "int" => new(ShapeKind.Int, text),
        "long" => new(ShapeKind.Long, text),
        "double" => new(ShapeKind.Double, text),
        "bool" => new(ShapeKind.Bool, text),
        "timestamp" => new(ShapeKind.Timestamp, text),
        "blob" => new(ShapeKind.Blob, text),
        _ => new(ShapeKind.Structure, text),
    };

    /// <summary>Whether every structure it names is declared.</summary>
    public bool IsKnown(Func<string, bool> declared) => Element?.IsKnown(declared) ?? (Kind != ShapeKind.Structure || declared(Name));

    /// <inheritdoc/>
    public override string ToString() => Name;
}

using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Slipway.Generators.Source;

/// <summary>C# expressions for constants.</summary>
internal static class Literals
{
    public static string Text(string? value) => value is null ? "null" : SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Truth(bool value) => value ? "true" : "false";

    /// <summary>An argument of an attribute, as an expression; a type that generated code may not name is looked up by its name.</summary>
    public static string Constant(TypedConstant constant, TypeNames names)
    {
        if (constant.IsNull)
            return "null";
        switch (constant.Kind)
        {
            case TypedConstantKind.Array:
                var element = TypeNames.Of(((IArrayTypeSymbol)constant.Type!).ElementType);
                return constant.Values.Length == 0
                    ? "[]"
                    : $"new {element}[] {{ {string.Join(", ", constant.Values.Select(value => Constant(value, names)))} }}";
            case TypedConstantKind.Type:
                var type = (ITypeSymbol)constant.Value!;
                return names.CanName(type) ? $"typeof({TypeNames.OfTypeof(type)})" : $"global::System.Type.GetType({Text(MetadataNames.Qualified(type))}, true)!";
            default:
                return Value(constant.Value, constant.Type!);
        }
    }

    /// <summary>A constant of the type: a default of a parameter, or a part of an attribute.</summary>
    public static string Value(object? value, ITypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return value is null ? "null" : Value(value, ((INamedTypeSymbol)type).TypeArguments[0]);
        if (value is null)
            return type.IsReferenceType ? "null" : $"default({TypeNames.Of(type)})";
        if (type.TypeKind == TypeKind.Enum)
            return $"({TypeNames.Of(type)})({Primitive(value)})";
        return Primitive(value);
    }

    private static string Primitive(object value) => value switch
    {
        bool truth => Truth(truth),
        string text => Text(text),
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        byte or sbyte or short or ushort => $"({SymbolDisplay.FormatPrimitive(value, quoteStrings: false, useHexadecimalNumbers: false)})",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
    };

    /// <summary>Part of a name in C#: letters, digits and underscores; what differs stays different.</summary>
    public static string Identifier(string text)
    {
        var name = new StringBuilder();
        foreach (var character in text)
        {
            if (character == '.')
                name.Append('_');
            else if (character == '_')
                name.Append("__");
            else if (char.IsLetterOrDigit(character))
                name.Append(character);
            else
                name.Append("_x").Append(((int)character).ToString("x", CultureInfo.InvariantCulture)).Append('_');
        }

        if (name.Length == 0 || char.IsDigit(name[0]))
            name.Insert(0, '_');
        return name.ToString();
    }
}

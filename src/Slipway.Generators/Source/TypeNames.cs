using Microsoft.CodeAnalysis;

namespace Slipway.Generators.Source;

/// <summary>Types as generated code of one compilation writes them, and whether it may name them at all.</summary>
internal sealed class TypeNames(Compilation compilation)
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat Bare = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public Compilation Compilation { get; } = compilation;

    /// <summary>With nullable annotations. What is dynamic to the author is an object here: a dynamic argument would bind the call anew in each run.</summary>
    public static string Of(ITypeSymbol type) => type is IDynamicTypeSymbol ? "object?" : type.ToDisplayString(Format);

    /// <summary>For <c>typeof</c>: no annotation at the top.</summary>
    public static string OfTypeof(ITypeSymbol type) =>
        type is IDynamicTypeSymbol ? "object" : type is INamedTypeSymbol { IsUnboundGenericType: true }
            ? type.ToDisplayString(Bare)
            : type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Format) : type.ToDisplayString(Format);

    /// <summary>Whether code at the top level of the compilation's assembly can write the type.</summary>
    public bool CanName(ITypeSymbol type) => Unnameable(type) is null;

    /// <summary>The part of the type that generated code cannot write, or null.</summary>
    public ITypeSymbol? Unnameable(ITypeSymbol type)
    {
        switch (type)
        {
            case ITypeParameterSymbol or IDynamicTypeSymbol:
                return null;
            case IArrayTypeSymbol array:
                return Unnameable(array.ElementType);
            case IPointerTypeSymbol or IFunctionPointerTypeSymbol:
                return type;
            case INamedTypeSymbol named:
                for (var each = named; each is not null; each = each.ContainingType)
                {
                    if (each.IsFileLocal || each.IsAnonymousType || !Compilation.IsSymbolAccessibleWithin(each.OriginalDefinition, Compilation.Assembly))
                        return each;
                    foreach (var argument in each.TypeArguments)
                    {
                        if (Unnameable(argument) is { } part)
                            return part;
                    }
                }

                return null;
            default:
                return type;
        }
    }
}

using Microsoft.CodeAnalysis;

namespace Slipway.Generators.Source;

/// <summary>Names as reflection knows them: <c>Shop.Outer+Inner`1</c>.</summary>
internal static class MetadataNames
{
    /// <summary>The type's full name without its assembly and without type arguments.</summary>
    public static string Full(INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            name = outer.MetadataName + "+" + name;
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{name}" : name;
    }

    /// <summary>The full name with the assembly's.</summary>
    public static string Qualified(ITypeSymbol type) =>
        type is INamedTypeSymbol named ? $"{Full(named.OriginalDefinition)}, {named.ContainingAssembly.Identity.Name}" : type.ToDisplayString();
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Slipway.Generators.Source;

namespace Slipway.Generators.Tasks;

/// <summary>Type parameters of a method and of the types around it, as an interceptor repeats them.</summary>
internal static class TypeParameters
{
    /// <summary>The outermost type's first, the method's last.</summary>
    public static IEnumerable<ITypeParameterSymbol> All(IMethodSymbol method) => OfTypes(method.ContainingType).Concat(method.TypeParameters);

    /// <summary>Those of the type and the types around it.</summary>
    public static IEnumerable<ITypeParameterSymbol> OfTypes(INamedTypeSymbol? type) =>
        type is null ? [] : OfTypes(type.ContainingType).Concat(type.TypeParameters);

    /// <summary><c>&lt;T, U&gt;</c>, or nothing.</summary>
    public static string List(IEnumerable<ITypeParameterSymbol> parameters)
    {
        var names = string.Join(", ", parameters.Select(Name));
        return names.Length == 0 ? "" : $"<{names}>";
    }

    public static string Name(ITypeParameterSymbol parameter) =>
        SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name : "@" + parameter.Name;

    /// <summary>The <c>where</c> clauses, each with a blank before it.</summary>
    public static string Constraints(IEnumerable<ITypeParameterSymbol> parameters) => string.Concat(parameters.Select(Clause));

    private static string Clause(ITypeParameterSymbol parameter)
    {
        var parts = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
            parts.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            parts.Add("struct");
        else if (parameter.HasReferenceTypeConstraint)
            parts.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasNotNullConstraint)
            parts.Add("notnull");
        parts.AddRange(parameter.ConstraintTypes.Select(TypeNames.Of));
        if (parameter.HasConstructorConstraint)
            parts.Add("new()");
        return parts.Count == 0 ? "" : $" where {Name(parameter)} : {string.Join(", ", parts)}";
    }
}

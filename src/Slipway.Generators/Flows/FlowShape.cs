using Microsoft.CodeAnalysis;
using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Flows;

/// <summary>Which methods can be flows, and why others cannot.</summary>
internal static class FlowShape
{
    /// <summary>What keeps the method from being a flow; null when nothing does.</summary>
    public static Problem? Problem(IMethodSymbol method, TypeNames names)
    {
        if (TypeParameters.All(method).Any())
            return new(ProblemKind.Shape, "it has type parameters, which nobody could give when it is started");
        if (method.IsExtensionMethod)
            return new(ProblemKind.Shape, "it is an extension method");
        if (TaskShape.Problem(method, names) is { } problem)
            return problem;
        if (method.IsStatic)
            return null;
        var type = method.ContainingType;
        if (type.IsValueType)
            return new(ProblemKind.Shape, $"{type.Name} is a struct; make it a class or the method static");
        if (type.TypeKind == TypeKind.Interface || type.IsAbstract || method.IsAbstract)
            return new(ProblemKind.Shape, $"{type.Name} is abstract, so no instance of it can be made");
        return Constructor(type, names) is null ? new(ProblemKind.Shape, $"{type.Name} has no constructor that its assembly may call without setting required members") : null;
    }

    /// <summary>The constructor that gets services: the most accessible one, and of those the one with most parameters.</summary>
    public static IMethodSymbol? Constructor(INamedTypeSymbol type, TypeNames names)
    {
        var hasRequired = type.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
        return type.InstanceConstructors
            .Where(constructor => names.Compilation.IsSymbolAccessibleWithin(constructor, names.Compilation.Assembly))
            .Where(constructor => constructor.Parameters.All(parameter => parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType && names.CanName(parameter.Type)))
            .Where(constructor => !hasRequired || constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "SetsRequiredMembersAttribute"))
            .OrderByDescending(constructor => constructor.DeclaredAccessibility == Accessibility.Public)
            .ThenByDescending(constructor => constructor.Parameters.Length)
            .FirstOrDefault();
    }
}

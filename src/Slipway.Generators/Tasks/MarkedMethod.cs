using Microsoft.CodeAnalysis;
using Slipway.Generators.Source;

namespace Slipway.Generators.Tasks;

/// <summary>A method that is a task or a flow, with its mark. Holds symbols: it lives no longer than one step of the pipeline.</summary>
/// <param name="Method">The method that is called, unreduced and without type arguments.</param>
/// <param name="Declared">The method that bears the attribute: the same, or one that it overrides.</param>
/// <param name="Attribute">The mark.</param>
/// <param name="IsFlow">Whether it is a flow.</param>
internal sealed record MarkedMethod(IMethodSymbol Method, IMethodSymbol Declared, AttributeData Attribute, bool IsFlow)
{
    /// <summary>The mark of a called method, or null when it is a plain one.</summary>
    public static MarkedMethod? Of(IMethodSymbol called)
    {
        var method = (called.ReducedFrom ?? called).OriginalDefinition;
        for (var each = method; each is not null; each = each.OverriddenMethod?.OriginalDefinition)
        {
            AttributeData? task = null;
            foreach (var attribute in each.GetAttributes())
            {
                if (Is(attribute, SlipwayNames.FlowAttribute))
                    return new(method, each, attribute, IsFlow: true);
                if (Is(attribute, SlipwayNames.TaskAttribute))
                    task = attribute;
            }

            if (task is not null)
                return new(method, each, task, IsFlow: false);
        }

        return null;
    }

    /// <summary>Whether the attribute is the one of that name, declared by Slipway.</summary>
    public static bool Is(AttributeData attribute, string fullName) =>
        attribute.AttributeClass is { } type &&
        string.Equals(type.ContainingAssembly?.Name, SlipwayNames.Assembly, StringComparison.Ordinal) &&
        fullName.EndsWith("." + type.Name, StringComparison.Ordinal) &&
        string.Equals(type.ToDisplayString(), fullName, StringComparison.Ordinal);

    /// <summary>A named argument of the mark.</summary>
    public TypedConstant? Setting(string name)
    {
        foreach (var argument in Attribute.NamedArguments)
        {
            if (string.Equals(argument.Key, name, StringComparison.Ordinal))
                return argument.Value;
        }

        return null;
    }

    /// <summary>The name that people see: the attribute's, else the method's in kebab case.</summary>
    public string Name => Attribute.ConstructorArguments is [{ Value: string { Length: > 0 } name }, ..]
        ? name
        : IsFlow ? KebabCase.OfFlow(Declared) : KebabCase.OfTask(Declared.Name);
}

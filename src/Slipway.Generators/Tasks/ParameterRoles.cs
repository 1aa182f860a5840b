using Microsoft.CodeAnalysis;
using Slipway.Generators.Source;

namespace Slipway.Generators.Tasks;

/// <summary>Tells inputs from what the runtime provides.</summary>
internal static class ParameterRoles
{
    private static readonly HashSet<string> KnownServices = new(StringComparer.Ordinal)
    {
        "System.IServiceProvider", "System.TimeProvider", "System.Net.Http.HttpClient", "System.Random", "System.IProgress<T>",
        "Microsoft.Extensions.Logging.ILoggerFactory", "System.Threading.SynchronizationContext",
    };

    /// <summary>Abstract, and yet data: left out of the key, calls with different ones would share a record.</summary>
    private static readonly HashSet<string> Carriers = new(StringComparer.Ordinal)
    {
        "System.IO.Stream", "System.IO.TextReader", "System.IO.TextWriter", "System.Type", "System.Reflection.MemberInfo", "System.Delegate", "System.Linq.Expressions.Expression",
        "System.Net.Http.HttpContent", "System.Xml.XmlReader", "System.Xml.Linq.XObject",
    };

    /// <summary>The role in a call of a task.</summary>
    public static ParameterRole InTask(IParameterSymbol parameter)
    {
        if (Fixed(parameter.Type) is { } role)
            return role;
        if (parameter.GetAttributes().Any(attribute => MarkedMethod.Is(attribute, SlipwayNames.NotKeyedAttribute)))
            return ParameterRole.Other;
        if (!IsServiceType(parameter.Type) || IsCarrier(parameter.Type))
            return ParameterRole.Input;
        return parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null } ? ParameterRole.Service : ParameterRole.Other;
    }

    /// <summary>The role in a flow's signature: whatever cannot come as JSON is a service.</summary>
    public static ParameterRole InFlow(IParameterSymbol parameter) =>
        Fixed(parameter.Type) ?? (IsServiceType(parameter.Type) ? ParameterRole.Service : ParameterRole.Input);

    /// <summary>
    /// Interfaces that are no collections, abstract classes without a JSON form, and a few well-known classes. Records, plain classes, structs
    /// and collections are inputs.
    /// </summary>
    public static bool IsServiceType(ITypeSymbol type)
    {
        if (KnownServices.Contains(type.OriginalDefinition.ToDisplayString()))
            return true;
        return type.TypeKind switch
        {
            TypeKind.Interface => !IsCollection(type) && !HasJsonForm(type),
            TypeKind.Class => type is { IsAbstract: true, IsRecord: false } && !IsCollection(type) && !HasJsonForm(type) && !IsJsonNode(type),
            _ => false,
        };
    }

    private static bool IsCarrier(ITypeSymbol type)
    {
        if (Returns.IsAsyncStream(type))
            return true;
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (Carriers.Contains(each.ToDisplayString()))
                return true;
        }

        return false;
    }

    private static ParameterRole? Fixed(ITypeSymbol type) => type.OriginalDefinition.ToDisplayString() switch
    {
        "System.Threading.CancellationToken" => ParameterRole.Token,
        "Microsoft.Extensions.Logging.ILogger" => ParameterRole.Logger,
        "Microsoft.Extensions.Logging.ILogger<TCategoryName>" or "Microsoft.Extensions.Logging.ILogger<out TCategoryName>" => ParameterRole.LoggerOf,
        _ => null,
    };

    private static bool IsCollection(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Collections_IEnumerable ||
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T ||
        type.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_Collections_IEnumerable);

    private static bool HasJsonForm(ITypeSymbol type) => type.GetAttributes().Any(attribute =>
        attribute.AttributeClass is { ContainingNamespace: { Name: "Serialization", ContainingNamespace.Name: "Json" } } &&
        attribute.AttributeClass.Name is "JsonDerivedTypeAttribute" or "JsonPolymorphicAttribute" or "JsonConverterAttribute");

    private static bool IsJsonNode(ITypeSymbol type) => type is { Name: "JsonNode", ContainingNamespace: { Name: "Nodes", ContainingNamespace.Name: "Json" } };
}

using Microsoft.CodeAnalysis;
using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Modules;

/// <summary>The modules of referenced assemblies.</summary>
internal static class ReferencedModules
{
    /// <summary>The module's type as generated code writes it, or null when the assembly has none.</summary>
    public static string? Of(IAssemblySymbol assembly)
    {
        if (!KnowsSlipway(assembly))
            return null;
        foreach (var attribute in assembly.GetAttributes())
        {
            if (MarkedMethod.Is(attribute, SlipwayNames.FlowModuleAttribute) && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol type }])
                return type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        }

        return null;
    }

    /// <summary>Those of all assemblies that the compilation references, in the order of their names.</summary>
    public static EquatableArray<string> All(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols.Select(Of).OfType<string>().OrderBy(name => name, StringComparer.Ordinal).ToEquatable();

    /// <summary>Whether the assembly references Slipway: all others cannot hold tasks.</summary>
    public static bool KnowsSlipway(IAssemblySymbol assembly) =>
        assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => string.Equals(reference.Name, SlipwayNames.Assembly, StringComparison.Ordinal)));
}

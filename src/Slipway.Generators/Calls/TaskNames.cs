using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Slipway.Generators.Modules;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Calls;

/// <summary>
/// The names that a task may have in a compilation, so that all other calls need no look at their meaning. The tables live as long as the
/// compilations, trees and references that they belong to.
/// </summary>
internal static class TaskNames
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> OfCompilations = new();
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> OfTrees = new();
    private static readonly ConditionalWeakTable<MetadataReference, string[]> OfReferences = new();

    public static bool MayBeTask(Compilation compilation, string method) => OfCompilations.GetValue(compilation, Collect).Contains(method);

    /// <summary>Whether a referenced assembly declares tasks or flows.</summary>
    public static bool HasTasks(IAssemblySymbol assembly) => OfAssembly(assembly).Length > 0;

    private static HashSet<string> Collect(Compilation compilation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
            names.UnionWith(OfTrees.GetValue(tree, OfTree));
        foreach (var reference in compilation.References)
        {
            // A compilation reference changes with every edit of its project, a file does not.
            if (compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly)
                names.UnionWith(reference is CompilationReference ? OfAssembly(assembly) : OfReferences.GetValue(reference, _ => OfAssembly(assembly)));
        }

        return names;
    }

    /// <summary>Methods with any attribute: which one it is, only their meaning would tell. An override may be a task by what it overrides.</summary>
    private static string[] OfTree(SyntaxTree tree) =>
    [
        .. tree.GetRoot()
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.Count > 0)
            .Select(method => method.Identifier.ValueText)
            .Distinct(StringComparer.Ordinal),
    ];

    private static string[] OfAssembly(IAssemblySymbol assembly) =>
        ReferencedModules.KnowsSlipway(assembly) || string.Equals(assembly.Name, Source.SlipwayNames.Assembly, StringComparison.Ordinal)
            ? [.. Types(assembly.GlobalNamespace).SelectMany(type => type.GetMembers()).OfType<IMethodSymbol>().Where(method => MarkedMethod.Of(method) is not null).Select(method => method.Name).Distinct(StringComparer.Ordinal)]
            : [];

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol space)
    {
        foreach (var member in space.GetMembers())
        {
            if (member is INamedTypeSymbol type)
                yield return type;
            if (member is INamespaceOrTypeSymbol inner)
            {
                foreach (var each in Types(inner))
                    yield return each;
            }
        }
    }
}

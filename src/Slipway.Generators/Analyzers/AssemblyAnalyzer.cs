using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Slipway.Generators.Calls;
using Slipway.Generators.Modules;
using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Analyzers;

/// <summary>Looks at the assembly as a whole: names that two flows share, and referenced assemblies that lack their module.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AssemblyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SameName, Descriptors.NoGenerator];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var flows = new ConcurrentBag<(string Name, IMethodSymbol Method)>();
            start.RegisterSymbolAction(action => Collect((IMethodSymbol)action.Symbol, flows), SymbolKind.Method);
            start.RegisterCompilationEndAction(end =>
            {
                SameNames(flows, end.ReportDiagnostic);
                MissingModules(end.Compilation, end.ReportDiagnostic);
            });
        });
    }

    private static void Collect(IMethodSymbol method, ConcurrentBag<(string Name, IMethodSymbol Method)> flows)
    {
        if (method.PartialDefinitionPart is null && MarkedMethod.Of(method) is { IsFlow: true } marked && SymbolEqualityComparer.Default.Equals(marked.Declared, method))
            flows.Add((marked.Name, method));
    }

    private static void SameNames(IEnumerable<(string Name, IMethodSymbol Method)> flows, Action<Diagnostic> report)
    {
        foreach (var same in flows.GroupBy(flow => flow.Name, StringComparer.Ordinal))
        {
            var methods = same.Select(flow => flow.Method).OrderBy(TaskMethodReader.Id, StringComparer.Ordinal).ToList();
            foreach (var method in methods.Skip(1))
                report(Diagnostic.Create(Descriptors.SameName, method.Locations[0], same.Key, $"{methods[0].ContainingType.Name}.{methods[0].Name}"));
        }
    }

    private static void MissingModules(Compilation compilation, Action<Diagnostic> report)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (ReferencedModules.KnowsSlipway(assembly) && ReferencedModules.Of(assembly) is null && !assembly.Name.StartsWith(SlipwayNames.Assembly + ".", StringComparison.Ordinal) && TaskNames.HasTasks(assembly))
                report(Diagnostic.Create(Descriptors.NoGenerator, Location.None, assembly.Name));
        }
    }
}

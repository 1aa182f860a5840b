using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Slipway.Generators.Calls;
using Slipway.Generators.Flows;
using Slipway.Generators.Modules;
using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators;

/// <summary>
/// Makes each call of a task or flow a tracked one, by intercepting it, and lists an assembly's flows in its FlowModule. No symbol outlives a step: what
/// goes from one to the next compares by value, so that an edit re-writes only what depends on it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class FlowGenerator : IIncrementalGenerator
{
    /// <summary>The names of the steps that write files, for tests that see what an edit re-runs.</summary>
    internal const string CallsStep = "Slipway.Calls";
    internal const string ContainersStep = "Slipway.Containers";
    internal const string ModuleStep = "Slipway.Module";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        WriteCalls(context);
        WriteContainers(context);
        WriteModule(context);
    }

    private static void WriteCalls(IncrementalGeneratorInitializationContext context)
    {
        var groups = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is InvocationExpressionSyntax call && CallSyntax.Name(call) is not null,
                static (node, cancellation) => CallReader.Read((InvocationExpressionSyntax)node.Node, node.SemanticModel, cancellation))
            .Where(static site => site is not null)
            .Collect()
            .SelectMany(static (sites, _) => CallGroup.Of(sites!))
            .WithTrackingName(CallsStep);
        context.RegisterSourceOutput(groups, static (output, group) => output.AddSource(CallEmitter.HintName(group.Method), Text(CallEmitter.Emit(group))));
    }

    private static void WriteContainers(IncrementalGeneratorInitializationContext context)
    {
        var sites = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => ContainerSites.MayBe(node),
                static (node, cancellation) => ContainerSites.Read((InvocationExpressionSyntax)node.Node, node.SemanticModel, cancellation))
            .Where(static site => site is not null)
            .Collect()
            .WithTrackingName(ContainersStep);
        context.RegisterSourceOutput(sites, static (output, sites) =>
        {
            if (!sites.IsEmpty)
                output.AddSource("Containers.g.cs", Text(ContainerSites.Emit(sites!)));
        });
    }

    private static void WriteModule(IncrementalGeneratorInitializationContext context)
    {
        var flows = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                SlipwayNames.FlowAttribute,
                static (node, _) => node is MethodDeclarationSyntax,
                static (node, cancellation) => FlowReader.Read((IMethodSymbol)node.TargetSymbol, (MethodDeclarationSyntax)node.TargetNode, node.SemanticModel, cancellation))
            .Where(static flow => flow is not null)
            .Collect();
        var versions = Versions(context, SlipwayNames.TaskAttribute).Combine(Versions(context, SlipwayNames.FlowAttribute));
        var assembly = context.CompilationProvider.Select(static (compilation, _) => new ModuleFrame(
            compilation.Assembly.Name,
            compilation.GetTypeByMetadataName(SlipwayNames.FlowModule) is not null,
            ReferencedModules.All(compilation)));
        var documents = context.AdditionalTextsProvider
            .Where(static text => text.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
            .Select(static (text, cancellation) => new Document(text.Path, text.GetText(cancellation)?.ToString().Replace("\r\n", "\n") ?? ""))
            .Collect();
        var module = flows.Combine(versions).Combine(assembly).Combine(documents)
            .Select(static (parts, _) => Assemble(parts.Left.Left.Left!, parts.Left.Left.Right.Left.AddRange(parts.Left.Left.Right.Right), parts.Left.Right, parts.Right))
            .WithTrackingName(ModuleStep);
        context.RegisterSourceOutput(module, static (output, module) =>
        {
            if (module is not null)
                output.AddSource("FlowModule.g.cs", Text(ModuleEmitter.Emit(module)));
        });
    }

    private static IncrementalValueProvider<ImmutableArray<TaskVersion>> Versions(IncrementalGeneratorInitializationContext context, string attribute) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is MethodDeclarationSyntax,
            static (node, cancellation) =>
            {
                var method = (IMethodSymbol)node.TargetSymbol;
                return new TaskVersion(TaskMethodReader.Id(method), TaskVersions.Of(TaskVersions.Declaration(method, cancellation) ?? (MethodDeclarationSyntax)node.TargetNode));
            })
        .Collect();

    private static Module? Assemble(ImmutableArray<FlowMethod> flows, ImmutableArray<TaskVersion> versions, ModuleFrame frame, ImmutableArray<Document> documents)
    {
        if (!frame.HasRuntime)
            return null;
        var stems = new HashSet<string>(flows.Select(flow => Stem(flow.SourcePath)), StringComparer.OrdinalIgnoreCase);
        return new(
            frame.Assembly,
            flows.OrderBy(flow => flow.Name, StringComparer.Ordinal).ThenBy(flow => flow.Id, StringComparer.Ordinal).ToEquatable(),
            versions.GroupBy(version => version.Id, StringComparer.Ordinal).Select(group => group.First()).OrderBy(version => version.Id, StringComparer.Ordinal).ToEquatable(),
            frame.References,
            documents.Where(document => stems.Contains(Stem(document.Path))).OrderBy(document => document.Path, StringComparer.Ordinal).ToEquatable());
    }

    private static string Stem(string path)
    {
        var dot = path.LastIndexOf('.');
        return (dot < 0 ? path : path.Substring(0, dot)).Replace('\\', '/');
    }

    private static SourceText Text(string code) => SourceText.From(code, Encoding.UTF8);
}

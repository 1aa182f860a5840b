using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Slipway.Generators.Source;

namespace Slipway.Generators.Calls;

/// <summary>Tells calls of containers their place in the source, by which the static graph knows them. They are tracked without that too.</summary>
internal static class ContainerSites
{
    private const string Method = "RunAsync";
    private const string Image = "string image, global::System.Collections.Generic.IReadOnlyList<string>? command, global::Slipway.ContainerOptions? options, global::System.Threading.CancellationToken cancellationToken";
    private const string Passed = "image, command, options, cancellationToken";

    /// <summary>Whether the text of a call leaves it possible.</summary>
    public static bool MayBe(SyntaxNode node) => node is InvocationExpressionSyntax call && CallSyntax.Name(call)?.Identifier.ValueText == Method;

    /// <summary>The call, when it is one of a container.</summary>
    public static ContainerSite? Read(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetOperation(call, cancellationToken) is not IInvocationOperation { TargetMethod: var target } operation
            || !Is(target) || CallShape.Problem(operation) is not null || model.GetInterceptableLocation(call, cancellationToken) is not { } location)
            return null;
        return new(target.IsGenericMethod, SiteNames.Of(call, target, model, cancellationToken), location.Version, location.Data);
    }

    /// <summary>Whether a method runs a container.</summary>
    public static bool Is(IMethodSymbol method) => method is
    {
        Name: Method,
        ContainingType: { Name: "Containers", ContainingNamespace: { Name: SlipwayNames.Assembly, ContainingNamespace.IsGlobalNamespace: true } },
    };

    /// <summary>Writes the interceptors.</summary>
    public static string Emit(ImmutableArray<ContainerSite> sites)
    {
        var code = GeneratedFile.Begin();
        GeneratedFile.DeclareInterceptsLocation(code);
        code.Open($"namespace {GeneratedFile.Namespace}");
        code.Line("/// <summary>Calls of containers.</summary>");
        code.Line(GeneratedFile.Hidden).Line(GeneratedFile.GeneratedCode);
        code.Open("file static class ContainerCallSites");
        var number = 0;
        foreach (var site in sites.OrderBy(site => site.Site, StringComparer.Ordinal).ThenBy(site => site.Location, StringComparer.Ordinal))
        {
            var type = site.HasResult ? "<T>" : "";
            code.Line($"[global::System.Runtime.CompilerServices.InterceptsLocation({site.Version}, {Literals.Text(site.Location)})]");
            code.Line($"internal static global::System.Threading.Tasks.Task<{(site.HasResult ? "T" : "global::Slipway.ContainerRun")}> At_{number++}{type}({Image}) =>");
            code.Indent().Line($"global::Slipway.ContainerTasks.ContainerCalls.RunAsync{type}({Literals.Text(site.Site)}, {Passed});").Outdent().Line();
        }

        return code.Close().Close().ToString();
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Graph;

/// <summary>Bodies of methods whose source is in the compilation, as operations.</summary>
internal sealed class MethodBodies(Compilation compilation, CancellationToken cancellationToken)
{
    // Flows that share a file, and the search for calls, bind its methods once.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxTree, SemanticModel>> Models = new();

    public Compilation Compilation { get; } = compilation;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The body, or null when there is none or its source is elsewhere.</summary>
    public IOperation? Of(IMethodSymbol method)
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (TaskVersions.Declaration(method.OriginalDefinition, CancellationToken) is not { } declaration || !Compilation.ContainsSyntaxTree(declaration.SyntaxTree))
            return null;
        SyntaxNode? body = declaration.Body ?? (SyntaxNode?)declaration.ExpressionBody;
        return body is null ? null : Model(declaration.SyntaxTree).GetOperation(body, CancellationToken);
    }

    /// <summary>Keeps a model that is there already.</summary>
    public static void Share(SemanticModel model) => Of(model.Compilation).TryAdd(model.SyntaxTree, model);

#pragma warning disable RS1030 // A flow's graph follows its calls into other files, which the model at hand does not cover.
    public SemanticModel Model(SyntaxTree tree) => Of(Compilation).GetOrAdd(tree, each => Compilation.GetSemanticModel(each));
#pragma warning restore RS1030

    private static ConcurrentDictionary<SyntaxTree, SemanticModel> Of(Compilation compilation) => Models.GetValue(compilation, _ => new());
}

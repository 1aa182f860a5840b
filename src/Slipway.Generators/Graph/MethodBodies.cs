using Microsoft.CodeAnalysis;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Graph;

/// <summary>Bodies of methods whose source is in the compilation, as operations.</summary>
internal sealed class MethodBodies(Compilation compilation, CancellationToken cancellationToken)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];

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

    public SemanticModel Model(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out var model))
        {
#pragma warning disable RS1030 // A flow's graph follows its calls into other files, which the model at hand does not cover.
            model = Compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            _models[tree] = model;
        }

        return model;
    }
}

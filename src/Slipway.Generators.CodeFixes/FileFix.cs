using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Slipway.Generators.CodeFixes;

/// <summary>A fix that changes the file of the diagnostic alone, so that those of a whole solution can be applied together.</summary>
public abstract class FileFix : CodeFixProvider
{
    private protected FileFix(params string[] ids) => FixableDiagnosticIds = [.. ids];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var (title, change) in Fixes(root, model, diagnostic, context.CancellationToken))
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(change())), title), diagnostic);
        }
    }

    /// <summary>What can be offered for a diagnostic: a title, and the file's new root.</summary>
    private protected abstract IEnumerable<(string Title, Func<SyntaxNode> Change)> Fixes(SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken);
}

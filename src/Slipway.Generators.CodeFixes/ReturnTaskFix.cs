using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Slipway.Generators.CodeFixes;

/// <summary>Lets a task that is async void return Task (SLIP004); its callers are then told to await it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTaskFix))]
[Shared]
public sealed class ReturnTaskFix : CodeFixProvider
{
    private const string Title = "Return Task";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SLIP004"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Diagnosed.Method(root, diagnostic) is not { } method ||
                model.GetDeclaredSymbol(method, context.CancellationToken) is not { IsAsync: true, ReturnsVoid: true } symbol ||
                !Diagnosed.IsOnItsOwn(symbol))
            {
                continue;
            }

            var type = Diagnosed.Type("System.Threading.Tasks.Task").WithTriviaFrom(method.ReturnType);
            context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(method.ReturnType, type))), Title), diagnostic);
        }
    }
}

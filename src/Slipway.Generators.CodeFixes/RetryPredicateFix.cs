using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Slipway.Generators.CodeFixes;

/// <summary>Declares the predicate that RetryWhen names (SLIP012), for the author to fill in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RetryPredicateFix))]
[Shared]
public sealed class RetryPredicateFix : CodeFixProvider
{
    private const string Title = "Declare the predicate";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SLIP012"];

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
            if (Diagnosed.Method(root, diagnostic) is not { } method || model.GetDeclaredSymbol(method, context.CancellationToken) is not { } symbol || Name(symbol) is not { } name)
                continue;
            // A member of that name that is no predicate is the author's to change.
            if (!SyntaxFacts.IsValidIdentifier(name) || symbol.ContainingType.GetMembers(name).Length > 0)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.InsertNodesAfter(method, [Predicate(name)]))), Title),
                diagnostic);
        }
    }

    private static string? Name(IMethodSymbol method) => method.GetAttributes()
        .Where(attribute => string.Equals(attribute.AttributeClass?.ToDisplayString(), "Slipway.TaskAttribute", StringComparison.Ordinal))
        .SelectMany(attribute => attribute.NamedArguments)
        .FirstOrDefault(argument => argument.Key is "RetryWhen").Value.Value as string;

    private static MemberDeclarationSyntax Predicate(string name) => SyntaxFactory
        .ParseMemberDeclaration($"\nprivate static bool {name}(global::System.Exception exception) => throw new global::System.NotImplementedException();\n")!
        .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
}

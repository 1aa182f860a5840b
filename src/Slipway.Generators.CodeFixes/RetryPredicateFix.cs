using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Slipway.Generators.CodeFixes;

/// <summary>Declares the predicate that RetryWhen names (SLIP012), for the author to fill in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RetryPredicateFix))]
[Shared]
public sealed class RetryPredicateFix() : FileFix("SLIP012")
{
    private const string Title = "Declare the predicate";

    private protected override IEnumerable<(string Title, Func<SyntaxNode> Change)> Fixes(SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (Diagnosed.Method(root, diagnostic) is not { } method || model.GetDeclaredSymbol(method, cancellationToken) is not { } symbol || Name(symbol) is not { } name)
            yield break;
        // A member of that name that is no predicate is the author's to change.
        if (SyntaxFacts.IsValidIdentifier(name) && symbol.ContainingType.GetMembers(name).Length == 0)
            yield return (Title, () => root.InsertNodesAfter(method, [Predicate(name)]));
    }

    private static string? Name(IMethodSymbol method) => method.GetAttributes()
        .Where(attribute => string.Equals(attribute.AttributeClass?.ToDisplayString(), "Slipway.TaskAttribute", StringComparison.Ordinal))
        .SelectMany(attribute => attribute.NamedArguments)
        .FirstOrDefault(argument => argument.Key is "RetryWhen").Value.Value as string;

    private static MemberDeclarationSyntax Predicate(string name) => SyntaxFactory
        .ParseMemberDeclaration($"\nprivate static bool {name}(global::System.Exception exception) => throw new global::System.NotImplementedException();\n")!
        .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
}

using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slipway.Generators.CodeFixes;

/// <summary>
/// Gives a task with a time limit a CancellationToken (SLIP009). It is optional, so that callers compile as they are: a run passes its own token where
/// the caller gives none.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TokenFix))]
[Shared]
public sealed class TokenFix() : FileFix("SLIP009")
{
    private const string Title = "Add a CancellationToken";
    private static readonly string[] TokenNames = ["cancellationToken", "ct", "token"];

    private protected override IEnumerable<(string Title, Func<SyntaxNode> Change)> Fixes(SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (Diagnosed.Method(root, diagnostic) is not { } method || model.GetDeclaredSymbol(method, cancellationToken) is not { } symbol)
            yield break;
        // Behind params there is no place, and before it calls would give the token another argument.
        if (Diagnosed.IsOnItsOwn(symbol) && !symbol.Parameters.Any(parameter => parameter.IsParams))
            yield return (Title, () => root.ReplaceNode(method.ParameterList, WithToken(method.ParameterList, Name(method))));
    }

    private static ParameterListSyntax WithToken(ParameterListSyntax list, string name)
    {
        var token = SyntaxFactory.Parameter(SyntaxFactory.Identifier(name))
            .WithType(Diagnosed.Type("System.Threading.CancellationToken").WithTrailingTrivia(SyntaxFactory.Space))
            .WithDefault(SyntaxFactory.EqualsValueClause(
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression)));
        if (list.Parameters.Count == 0)
            return list.WithParameters([token]);
        // On a line of its own where the last one is.
        var comma = list.Parameters.SeparatorCount > 0
            ? list.Parameters.GetSeparators().Last()
            : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var last = list.Parameters.Last();
        return list.WithParameters(SyntaxFactory.SeparatedList<ParameterSyntax>(
            list.Parameters.GetWithSeparators().Add(comma).Add(token.WithLeadingTrivia(last.GetLeadingTrivia()).WithTrailingTrivia(last.GetTrailingTrivia()))));
    }

    private static string Name(MethodDeclarationSyntax method)
    {
        var used = new HashSet<string>(method.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), StringComparer.Ordinal);
        return TokenNames.FirstOrDefault(name => !used.Contains(name)) ?? "cancellationToken2";
    }
}

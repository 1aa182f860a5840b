using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slipway.Generators.CodeFixes;

/// <summary>Awaits a task that is dropped (SLIP007) or waited for by blocking (SLIP008), where the code around it may await.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitFix))]
[Shared]
public sealed class AwaitFix() : FileFix("SLIP007", "SLIP008")
{
    private const string Title = "Await it";

    private protected override IEnumerable<(string Title, Func<SyntaxNode> Change)> Fixes(SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // Behind ?. there may be no task to await.
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call || call.Expression is MemberBindingExpressionSyntax || !MayAwait(call))
            yield break;
        if ((diagnostic.Id is "SLIP007" ? Dropped(call) : Blocked(call)) is var (old, awaited))
            yield return (Title, () => root.ReplaceNode(old, Await(old, awaited)));
    }

    /// <summary>What to replace, and what to await in its place.</summary>
    private static (ExpressionSyntax Old, ExpressionSyntax Awaited)? Dropped(ExpressionSyntax call)
    {
        var whole = call;
        while (whole.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer })
            whole = outer;
        return (whole.Parent as AssignmentExpressionSyntax ?? whole, whole);
    }

    private static (ExpressionSyntax Old, ExpressionSyntax Awaited)? Blocked(ExpressionSyntax call) => call.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result => (result, call),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter", Parent: InvocationExpressionSyntax { Parent.Parent: InvocationExpressionSyntax end } } => (end, call),
        // With a time limit it returns whether the task has ended, which no await does.
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait", Parent: InvocationExpressionSyntax wait } => wait.ArgumentList.Arguments.Count == 0 ? (wait, call) : null,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } => Blocked(next),
        ParenthesizedExpressionSyntax parentheses => Blocked(parentheses),
        _ => null,
    };

    private static ExpressionSyntax Await(ExpressionSyntax old, ExpressionSyntax task)
    {
        ExpressionSyntax awaited = SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), task.WithoutTrivia());
        var bindsTighter = old.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax or PostfixUnaryExpressionSyntax;
        return (bindsTighter ? SyntaxFactory.ParenthesizedExpression(awaited) : awaited).WithTriviaFrom(old);
    }

    private static bool MayAwait(SyntaxNode call)
    {
        foreach (var around in call.Ancestors())
        {
            switch (around)
            {
                case LockStatementSyntax or QueryClauseSyntax or SelectOrGroupClauseSyntax or CatchFilterClauseSyntax or UnsafeStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax lambda:
                    return lambda.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}

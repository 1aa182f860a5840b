using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slipway.Generators.Calls;

/// <summary>What the text of a call tells without its meaning.</summary>
internal static class CallSyntax
{
    /// <summary>The simple name that is called, or null when it is no name: <c>f()()</c>.</summary>
    public static SimpleNameSyntax? Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax member => member.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    /// <summary>The member of a type that the call is written in, through lambdas and local functions; null for top-level statements.</summary>
    public static MemberDeclarationSyntax? Member(SyntaxNode node)
    {
        for (var each = node.Parent; each is not null; each = each.Parent)
        {
            if (each is GlobalStatementSyntax)
                return null;
            if (each is MemberDeclarationSyntax member)
                return member;
        }

        return null;
    }

    /// <summary>The part of the source that ordinals count in.</summary>
    public static SyntaxNode Scope(SyntaxNode node) => Member(node) ?? node.SyntaxTree.GetRoot();
}

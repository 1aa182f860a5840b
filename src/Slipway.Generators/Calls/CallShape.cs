using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Calls;

/// <summary>Which calls of a trackable method can be intercepted where they stand.</summary>
internal static class CallShape
{
    /// <summary>What keeps this call from being tracked; null when nothing does.</summary>
    public static Problem? Problem(IInvocationOperation call)
    {
        if (call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } })
            return new(ProblemKind.BaseCall, "a call through base goes to that very method, and cannot be redirected");
        if (call.ConstrainedToType is not null && call.TargetMethod.IsStatic)
            return new(ProblemKind.Shape, "it is called through a type parameter");
        return IsInExpressionTree(call) ? new(ProblemKind.ExpressionTree, "it is part of an expression tree, which is data and not code") : null;
    }

    private static bool IsInExpressionTree(IOperation operation)
    {
        for (var each = operation.Parent; each is not null; each = each.Parent)
        {
            if (each is IAnonymousFunctionOperation or IConversionOperation && each.Parent?.Type is { } type && IsExpression(type))
                return true;
            if (each is IConversionOperation { Type: { } converted } && IsExpression(converted))
                return true;
        }

        return false;
    }

    private static bool IsExpression(ITypeSymbol type) => type is
    {
        Name: "Expression" or "LambdaExpression",
        ContainingNamespace: { Name: "Expressions", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } },
    };
}

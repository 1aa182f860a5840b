using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;

namespace Slipway.Generators.CodeFixes;

/// <summary>Calls a task in a lambda instead of handing the method on (SLIP001).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LambdaFix))]
[Shared]
public sealed class LambdaFix() : FileFix("SLIP001")
{
    private const string Title = "Call it in a lambda";

    private protected override IEnumerable<(string Title, Func<SyntaxNode> Change)> Fixes(SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax method && Lambda(method, model, cancellationToken) is { } lambda)
            yield return (Title, () => root.ReplaceNode(method, lambda));
    }

    private static ParenthesizedExpressionSyntax? Lambda(ExpressionSyntax method, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetOperation(method, cancellationToken)?.Parent is not IDelegateCreationOperation { Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke } })
            return null;
        // A handler that is a lambda could not be taken off again; a receiver that is computed would be so at every call.
        if (method.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } || IsComputed(method))
            return null;
        if (invoke.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
            return null;
        var names = Names(method, model.GetSymbolInfo(method, cancellationToken).Symbol as IMethodSymbol, invoke);
        var parameters = IsTyped(method, model, cancellationToken)
            ? names.Select((name, index) => $"{invoke.Parameters[index].Type.ToMinimalDisplayString(model, method.SpanStart)} {name}").ToList()
            : names;
        var list = string.Join(", ", parameters);
        var head = parameters.Count == 1 && parameters == names ? list : $"({list})";
        var lambda = SyntaxFactory.ParseExpression($"{head} => {method.WithoutTrivia()}({string.Join(", ", names)})");
        return SyntaxFactory.ParenthesizedExpression(lambda).WithAdditionalAnnotations(Simplifier.Annotation).WithTriviaFrom(method);
    }

    /// <summary>Those of the method, other than what its receiver is called.</summary>
    private static List<string> Names(ExpressionSyntax method, IMethodSymbol? symbol, IMethodSymbol invoke)
    {
        var used = new HashSet<string>(method.DescendantTokens().Select(token => token.ValueText), StringComparer.Ordinal);
        var names = new List<string>();
        for (var index = 0; index < invoke.Parameters.Length; index++)
        {
            var wanted = symbol?.Parameters.Length == invoke.Parameters.Length ? symbol.Parameters[index].Name : "item";
            var name = wanted;
            for (var number = 2; !used.Add(name); number++)
                name = wanted + number;
            names.Add(Diagnosed.Escaped(name));
        }

        return names;
    }

    private static bool IsComputed(ExpressionSyntax method) => method
        .DescendantNodes()
        .Any(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax or ElementAccessExpressionSyntax);

    /// <summary>Whether nothing but the method said which delegate it becomes: <c>var step = StepAsync;</c>.</summary>
    private static bool IsTyped(ExpressionSyntax method, SemanticModel model, CancellationToken cancellationToken) =>
        method.Parent is EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type.IsVar: true } } ||
        (method.Parent is not CastExpressionSyntax && model.GetTypeInfo(method, cancellationToken).ConvertedType is not { TypeKind: TypeKind.Delegate });
}

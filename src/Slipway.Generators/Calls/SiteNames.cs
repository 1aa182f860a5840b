using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slipway.Generators.Calls;

/// <summary>
/// Names of call sites that survive edits elsewhere: the member that holds the call, the called method, and which of its calls there it is.
/// <c>DailyOrders.RunAsync/ExtractAsync#0</c>, and <c>DailyOrders.RunAsync/Audit.RunAsync#0</c> for a method of another type.
/// </summary>
internal static class SiteNames
{
    private static readonly ConditionalWeakTable<SyntaxNode, Dictionary<InvocationExpressionSyntax, int>> Ordinals = new();

    public static string Of(InvocationExpressionSyntax call, IMethodSymbol target, SemanticModel model, CancellationToken cancellationToken)
    {
        var name = CallSyntax.Name(call)?.Identifier.ValueText ?? target.Name;
        var type = call.Ancestors().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault()?.Identifier.ValueText;
        var elsewhere = string.Equals(type, target.ContainingType.Name, StringComparison.Ordinal) ? "" : target.ContainingType.Name + ".";
        return $"{Member(call, model, cancellationToken)}/{elsewhere}{name}#{Ordinal(call)}";
    }

    private static int Ordinal(InvocationExpressionSyntax call) => Ordinals.GetValue(CallSyntax.Scope(call), Count)[call];

    /// <summary>Which of the calls of its name each call of a scope is. One walk for all of them: a flow may make a thousand.</summary>
    private static Dictionary<InvocationExpressionSyntax, int> Count(SyntaxNode scope)
    {
        var ordinals = new Dictionary<InvocationExpressionSyntax, int>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        // Arguments come after the call that holds them in the tree, and so does the call that a chain begins with.
        foreach (var node in scope.DescendantNodes(node => scope is not CompilationUnitSyntax || node is not BaseTypeDeclarationSyntax))
        {
            if (node is not InvocationExpressionSyntax call || CallSyntax.Name(call)?.Identifier.ValueText is not { } name)
                continue;
            counts.TryGetValue(name, out var before);
            ordinals.Add(call, before);
            counts[name] = before + 1;
        }

        return ordinals;
    }

    private static string Member(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        var member = CallSyntax.Member(call);
        if (member is null)
            return "Program";
        var types = string.Join(".", member.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.ValueText).Reverse());
        var name = member switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText + Overload(method, model, cancellationToken),
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            EventDeclarationSyntax @event => @event.Identifier.ValueText,
            IndexerDeclarationSyntax => "this[]",
            ConstructorDeclarationSyntax constructor => (constructor.Modifiers.Any(SyntaxKind.StaticKeyword) ? "static " : "") + "new" + Overload(constructor, model, cancellationToken),
            DestructorDeclarationSyntax => "~",
            OperatorDeclarationSyntax @operator => "operator " + @operator.OperatorToken.Text,
            ConversionOperatorDeclarationSyntax conversion => "operator " + conversion.Type,
            BaseFieldDeclarationSyntax => call.Ancestors().OfType<VariableDeclaratorSyntax>().LastOrDefault()?.Identifier.ValueText ?? "field",
            _ => "base",
        };
        return $"{types}.{name}";
    }

    /// <summary>Nothing for the only method of its name, else its parameter types: <c>(int, string)</c>.</summary>
    private static string Overload(BaseMethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(method, cancellationToken) is not { ContainingType: { } type } symbol || type.GetMembers(symbol.Name).Length <= 1)
            return "";
        return $"({string.Join(", ", symbol.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)))})";
    }
}

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
    public static string Of(InvocationExpressionSyntax call, IMethodSymbol target, SemanticModel model, CancellationToken cancellationToken)
    {
        var name = CallSyntax.Name(call)?.Identifier.ValueText ?? target.Name;
        var type = call.Ancestors().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault()?.Identifier.ValueText;
        var elsewhere = string.Equals(type, target.ContainingType.Name, StringComparison.Ordinal) ? "" : target.ContainingType.Name + ".";
        return $"{Member(call, model, cancellationToken)}/{elsewhere}{name}#{Ordinal(call, name)}";
    }

    private static int Ordinal(InvocationExpressionSyntax call, string name)
    {
        var before = 0;
        var member = CallSyntax.Member(call);
        foreach (var node in CallSyntax.Scope(call).DescendantNodes(node => member is not null || node is not BaseTypeDeclarationSyntax))
        {
            if (node == call)
                break;
            // Arguments come after the call that holds them in the tree, and so does the call that a chain begins with.
            if (node is InvocationExpressionSyntax other && string.Equals(CallSyntax.Name(other)?.Identifier.ValueText, name, StringComparison.Ordinal))
                before++;
        }

        return before;
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

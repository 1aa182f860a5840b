using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slipway.Generators.CodeFixes;

/// <summary>Says of a task that has no JSON form that it is not recorded, or that a parameter is no part of its key (SLIP006).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotRecordedFix))]
[Shared]
public sealed class NotRecordedFix() : FileFix("SLIP006")
{
    internal const string NotKeyed = "Leave it out of the key: [NotKeyed]";
    internal const string NotPersisted = "Record no result: Persist = false";

    private protected override IEnumerable<(string Title, Func<SyntaxNode> Change)> Fixes(SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var place = root.FindToken(diagnostic.Location.SourceSpan.Start).Parent;
        if (place is ParameterSyntax parameter)
            yield return (NotKeyed, () => root.ReplaceNode(parameter, Marked(parameter)));
        if (place?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && Attribute(method, model, cancellationToken) is { } attribute)
            yield return (NotPersisted, () => root.ReplaceNode(attribute, WithoutPersistence(attribute)));
    }

    private static ParameterSyntax Marked(ParameterSyntax parameter)
    {
        var attributes = SyntaxFactory.AttributeList([SyntaxFactory.Attribute(Diagnosed.Name("Slipway.NotKeyed"))]).WithTrailingTrivia(SyntaxFactory.Space);
        return parameter.WithoutLeadingTrivia().WithAttributeLists(parameter.WithoutLeadingTrivia().AttributeLists.Insert(0, attributes)).WithLeadingTrivia(parameter.GetLeadingTrivia());
    }

    /// <summary>The [Task] of this declaration; a part of a partial method may have it elsewhere.</summary>
    private static AttributeSyntax? Attribute(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellationToken) => method.AttributeLists
        .SelectMany(list => list.Attributes)
        .FirstOrDefault(attribute => string.Equals(model.GetTypeInfo(attribute, cancellationToken).Type?.ToDisplayString(), "Slipway.TaskAttribute", StringComparison.Ordinal));

    private static AttributeSyntax WithoutPersistence(AttributeSyntax attribute)
    {
        var argument = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression("false"))
            .WithNameEquals(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName("Persist").WithTrailingTrivia(SyntaxFactory.Space)).WithTrailingTrivia(SyntaxFactory.Space));
        if (attribute.ArgumentList is not { Arguments.Count: > 0 } list)
            return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList([argument]));
        if (list.Arguments.FirstOrDefault(each => each.NameEquals?.Name.Identifier.ValueText is "Persist") is { } present)
            return attribute.WithArgumentList(list.ReplaceNode(present, argument.WithTriviaFrom(present)));
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return attribute.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(list.Arguments.GetWithSeparators().Add(comma).Add(argument))));
    }
}

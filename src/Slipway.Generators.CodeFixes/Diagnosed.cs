using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Slipway.Generators.CodeFixes;

/// <summary>What several fixes ask of the source, and how they write names.</summary>
internal static class Diagnosed
{
    /// <summary>The method that is declared where the diagnostic points, or null.</summary>
    public static MethodDeclarationSyntax? Method(SyntaxNode root, Diagnostic diagnostic) => root.FindToken(diagnostic.Location.SourceSpan.Start).Parent as MethodDeclarationSyntax;

    /// <summary>Whether the signature may change without breaking another declaration: a base, an interface, or the other half of a partial method.</summary>
    public static bool IsOnItsOwn(IMethodSymbol method) =>
        method is { IsOverride: false, IsVirtual: false, IsAbstract: false, PartialDefinitionPart: null, PartialImplementationPart: null, ContainingType.TypeKind: TypeKind.Class or TypeKind.Struct } &&
        !method.ContainingType.AllInterfaces
            .SelectMany(each => each.GetMembers())
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    /// <summary>The type, written as short as its place allows.</summary>
    public static TypeSyntax Type(string fullName) => SyntaxFactory.ParseTypeName("global::" + fullName).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>An attribute's name, written as short as its place allows.</summary>
    public static NameSyntax Name(string fullName) => SyntaxFactory.ParseName("global::" + fullName).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>The name as source writes it: with an @ where it is a keyword.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}

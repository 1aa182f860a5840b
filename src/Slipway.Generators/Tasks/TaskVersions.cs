using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slipway.Generators.Tasks;

/// <summary>The default version of a task: what its source says, whatever it looks like.</summary>
internal static class TaskVersions
{
    /// <summary>
    /// The first 16 hexadecimal digits of the SHA-256 of the method's tokens, without white space, comments and attributes: a change of its retries is
    /// no reason to throw recorded results away. A partial method counts by the part that has a body.
    /// </summary>
    public static string Of(MethodDeclarationSyntax method)
    {
        var text = new StringBuilder();
        foreach (var token in method.DescendantTokens(node => node is not AttributeListSyntax))
        {
            if (token.Parent is not AttributeListSyntax && token.RawKind != (int)SyntaxKind.None)
                text.Append(token.Text).Append('\n');
        }

        using var hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())).Take(8).Select(part => part.ToString("x2")));
    }

    /// <summary>The declaration that counts: with a body, if there is one.</summary>
    public static MethodDeclarationSyntax? Declaration(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var parts = new[] { method.PartialImplementationPart, method }.OfType<IMethodSymbol>().SelectMany(part => part.DeclaringSyntaxReferences).ToImmutableArray();
        return parts.Select(reference => reference.GetSyntax(cancellationToken)).OfType<MethodDeclarationSyntax>().FirstOrDefault();
    }
}

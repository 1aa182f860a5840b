using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Slipway.Generators.CodeFixes;

/// <summary>Lets a task that is async void return Task (SLIP004); its callers are then told to await it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTaskFix))]
[Shared]
public sealed class ReturnTaskFix() : FileFix("SLIP004")
{
    private const string Title = "Return Task";

    private protected override IEnumerable<(string Title, Func<SyntaxNode> Change)> Fixes(SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (Diagnosed.Method(root, diagnostic) is not { } method ||
            model.GetDeclaredSymbol(method, cancellationToken) is not { IsAsync: true, ReturnsVoid: true } symbol ||
            !Diagnosed.IsOnItsOwn(symbol))
        {
            yield break;
        }

        yield return (Title, () => root.ReplaceNode(method.ReturnType, Diagnosed.Type("System.Threading.Tasks.Task").WithTriviaFrom(method.ReturnType)));
    }
}

using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Slipway.Generators.Analyzers;
using Slipway.Generators.CodeFixes;
using Slipway.Generators.Tests.Compiling;

namespace Slipway.Generators.Tests.CodeFixes;

/// <summary>A project as an editor holds it, with Slipway's analyzers and code fixes.</summary>
internal sealed class FixableProject : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly ProjectId _id;

    public FixableProject(params string[] sources)
    {
        var project = _workspace.AddProject("Flows", LanguageNames.CSharp)
            .WithCompilationOptions(FlowCompilation.CompilationOptions)
            .WithParseOptions(FlowCompilation.ParseOptions)
            .WithMetadataReferences(FlowCompilation.References)
            .AddDocument("Usings.cs", FlowCompilation.Usings).Project;
        for (var index = 0; index < sources.Length; index++)
            project = project.AddDocument($"Flows{index}.cs", sources[index]).Project;
        _id = project.Id;
        Assert.True(_workspace.TryApplyChanges(project.Solution));
    }

    public static IReadOnlyList<CodeFixProvider> Providers { get; } =
        [new LambdaFix(), new ReturnTaskFix(), new NotRecordedFix(), new AwaitFix(), new TokenFix(), new RetryPredicateFix()];

    private Project Project => _workspace.CurrentSolution.GetProject(_id)!;

    /// <summary>What the analyzers say, in the order of the source; an error of the compiler fails the test.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync()
    {
        var compilation = await Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(compilation!.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var diagnostics = await compilation
            .WithAnalyzers([new TaskCallAnalyzer(), new DeclarationAnalyzer(), new AssemblyAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>The fixes that are offered for a diagnostic.</summary>
    public async Task<IReadOnlyList<(CodeFixProvider Provider, CodeAction Action)>> FixesAsync(Diagnostic diagnostic)
    {
        var actions = new List<(CodeFixProvider, CodeAction)>();
        foreach (var provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id, StringComparer.Ordinal)))
        {
            await provider.RegisterCodeFixesAsync(new(
                Project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => actions.Add((provider, action)), TestContext.Current.CancellationToken));
        }

        return actions;
    }

    /// <summary>Applies one fix.</summary>
    public async Task ApplyAsync(CodeAction action)
    {
        foreach (var operation in await action.GetOperationsAsync(TestContext.Current.CancellationToken))
            operation.Apply(_workspace, TestContext.Current.CancellationToken);
    }

    /// <summary>Applies a fix everywhere, as an editor does.</summary>
    public async Task ApplyToAllAsync(CodeFixProvider provider, string equivalenceKey, FixAllScope scope)
    {
        var document = Project.Documents.First(document => document.Name != "Usings.cs");
        var context = new FixAllContext(
            document, provider, scope, equivalenceKey, provider.FixableDiagnosticIds, new Found(this), TestContext.Current.CancellationToken);
        await ApplyAsync(await provider.GetFixAllProvider()!.GetFixAsync(context) ?? throw new InvalidOperationException("There is nothing to fix."));
    }

    /// <summary>The text of a file.</summary>
    public async Task<string> TextAsync(int file = 0) =>
        (await Project.Documents.Single(document => document.Name == string.Create(CultureInfo.InvariantCulture, $"Flows{file}.cs")).GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    public void Dispose() => _workspace.Dispose();

    private sealed class Found(FixableProject project) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project _, CancellationToken cancellationToken) => OfAsync(_ => true);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            OfAsync(diagnostic => project.Project.GetDocument(diagnostic.Location.SourceTree)?.Id == document.Id);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project _, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        private async Task<IEnumerable<Diagnostic>> OfAsync(Func<Diagnostic, bool> wanted) => (await project.DiagnosticsAsync()).Where(wanted);
    }
}

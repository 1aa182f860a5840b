using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Slipway.Core.Errors;
using Slipway.Generators.Analyzers;
using Slipway.Generators.Tests.Calls;
using Slipway.Generators.Tests.Compiling;
using Slipway.Runtime;

namespace Slipway.Generators.Tests.Analyzers;

/// <summary>What the analyzers say of a program.</summary>
public sealed class AnalyzerTests
{
    /// <summary>Members of a class that holds a task Step and a flow, and what is said of them.</summary>
    public static TheoryData<string, string> Complaints => new()
    {
        { "SLIP001 Step", "static object Use() => (Func<int, Task<int>>)Step;" },
        { "SLIP001 Step", "static object Use() => new[] { 1 }.Select(Step);" },
        { "SLIP002 base.Get()", "public class A { [Task] public virtual Task<int> Get() => Task.FromResult(1); } public class B : A { public new Task<int> Get() => base.Get(); }" },
        { "SLIP003 Step(1)", "static System.Linq.Expressions.Expression<Func<Task<int>>> Use() => () => Step(1);" },
        { "SLIP004 Local", "static void Use() { [Task] static void Local() { } Local(); }" },
        { "SLIP004 X", "[Task] static async void X() => await Task.Yield();" },
        { "SLIP005 X", "[Task] static void X(ref int n) { }" },
        { "SLIP005 X", "[Task] static void X(out int n) => n = 1;" },
        { "SLIP005 X", "[Task] static void X(in int n) { }" },
        { "SLIP005 X", "[Task] static void X(Span<int> n) { }" },
        { "SLIP006 n", "[Task] static void X(Func<int> n) { }" },
        { "SLIP006 n", "[Task] static void X(Stream n) { }" },
        { "SLIP006 n", "[Task] static void X(TextReader n) { }" },
        { "SLIP006 n", "[Task] static void X(Type n) { }" },
        { "SLIP006 n", "[Task] static void X(IQueryable<int> n) { }" },
        { "SLIP006 n", "[Task] static void X(IAsyncEnumerable<int> n) { }" },
        { "SLIP006 X", "[Task] static Stream X() => Stream.Null;" },
        { "SLIP006 X", "[Task] static Task<FileStream> X() => Task.FromResult(File.OpenRead(\"x\"));" },
        { "SLIP006 n", "[Task] static void X(List<Type> n) { }" },
        { "SLIP007 Step(1)", "static void Use() { Step(1); }" },
        { "SLIP007 Step(1)", "static void Use() { _ = Step(1); }" },
        { "SLIP007 Step(1)", "static void Use() { Step(1).ConfigureAwait(false); }" },
        { "SLIP008 Step(1)", "static int Use() => Step(1).Result;" },
        { "SLIP008 Step(1)", "static void Use() => Step(1).Wait();" },
        { "SLIP008 Step(1)", "static int Use() => Step(1).GetAwaiter().GetResult();" },
        { "SLIP009 X", "[Task(TimeoutSeconds = 5)] static void X() { }" },
        { "SLIP009 X", "[Task(TimeoutSeconds = 5)] private static partial void X(); private static partial void X() { }" },
        { "SLIP010 Second", "[Flow(\"first\")] static void First() { } [Flow(\"first\")] static void Second() { }" },
        { "SLIP011 Flow(Cron = \"0 3 * *\")", "[Flow(Cron = \"0 3 * *\")] static void X() { }" },
        { "SLIP011 Schedule(\"61 * * * *\")", "[Flow] [Schedule(\"61 * * * *\")] static void X() { }" },
        { "SLIP012 X", "[Task(RetryWhen = \"Missing\")] static void X() { }" },
        { "SLIP014 X", "[Flow] static void X<T>() { }" },
        { "SLIP014 X", "[Flow] static void X(out int n) => n = 1;" },
    };

    public static TheoryData<string> Fine => new()
    {
        "static async Task Use() { var one = Step(1); var all = await Task.WhenAll(Step(2), one); await Step(all[0]); }",
        "static Task<int> Use() => Step(1);",
        "static object Use() => new[] { 1 }.Select(n => Step(n));",
        "[Task(TimeoutSeconds = 5)] static void X(CancellationToken ct) { }",
        "[Task(Persist = false)] static Stream X(Func<int> n) => Stream.Null;",
        "[Task] static void X([NotKeyed] Stream n) { }",
        "[Task] static void X(System.Data.Common.DbConnection n, TimeProvider t, IServiceProvider s, CancellationToken ct) { }",
        "[Task] static Dictionary<string, List<int>> X(int[] a, IEnumerable<string> b, (int, string) c, DateOnly d, object e, System.Text.Json.Nodes.JsonNode f) => [];",
        "[Flow(Cron = \"*/5 0-6,22 1,15 JAN-MAR MON-FRI\")] static void X() { }",
        "[Task(RetryWhen = nameof(Again))] static void X() { } static bool Again(Exception e) => true;",
        "static object Use() => nameof(Step);",
        "[Flow] private static partial Task X(); private static partial Task X() => Task.CompletedTask;",
        "static object Use() => (Func<string>)Plain; static string Plain() => \"\";",
    };

    public static TheoryData<string> Untracked => [.. CallShapes.Untracked.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Complaints))]
    public async Task It_complains(string expected, string members) => Assert.Equal([expected], await OfAsync(Class(members)));

    [Theory]
    [MemberData(nameof(Fine))]
    public async Task It_says_nothing(string members) => Assert.Empty(await OfAsync(Class(members)));

    [Theory]
    [MemberData(nameof(Untracked))]
    public async Task Whatever_is_not_tracked_is_said(string name)
    {
        // No analyzer sees what a dynamic call will reach, and these two call no task of Slipway's.
        string[] unseen = ["dynamic", "another attribute called Task", "nameof"];
        var complaints = await OfAsync(CallShapes.Untracked.Single(shape => shape.Name == name).Source);
        if (unseen.Contains(name, StringComparer.Ordinal))
            Assert.Empty(complaints);
        else
            Assert.Contains(complaints, complaint => complaint[..7] is "SLIP001" or "SLIP002" or "SLIP003" or "SLIP004" or "SLIP005");
    }

    [Theory]
    [MemberData(nameof(CallShapeTests.Tracked), MemberType = typeof(CallShapeTests))]
    public async Task Whatever_is_tracked_is_left_alone(string name)
    {
        var shape = CallShapes.Tracked.Single(shape => shape.Name == name);
        if (shape.Library is null)
            Assert.DoesNotContain(await OfAsync(shape.Source), complaint => complaint[..7] is "SLIP001" or "SLIP002" or "SLIP003" or "SLIP004" or "SLIP005");
    }

    [Fact]
    public async Task A_library_without_its_module_is_named()
    {
        var library = FlowCompilation.Create("Library", [("/src/Library.cs", "public static class L { [Task] public static void Step() { } }")], []);
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var program = FlowCompilation.Create("Flows", [("/src/Flows.cs", "static class F { static void Use() => L.Step(); }")], [MetadataReference.CreateFromImage(image.ToArray())]);
        var complaint = Assert.Single(await DiagnosticsAsync(program));
        Assert.StartsWith("Library has tasks or flows but was built without Slipway's generator", complaint.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_without_its_module_is_named_when_it_is_to_run()
    {
        var (with, without) = (FlowCompilation.Of("public static class L { [Task] public static void Step() { } }").Load(), Plain("public static class L { [Task] public static void Step() { } }"));
        FlowAssemblies.EnsureGenerated(with);
        FlowAssemblies.EnsureGenerated(Plain("public static class L { public static void Step() { } }"));
        var exception = Assert.Throws<SlipwayException>(() => FlowAssemblies.EnsureGenerated(without));
        Assert.Equal("flow.not-generated", exception.Code);
        Assert.Contains("Plain has L.Step", exception.Message, StringComparison.Ordinal);
    }

    private static Assembly Plain(string source)
    {
        using var image = new MemoryStream();
        Assert.True(FlowCompilation.Create("Plain", [("/src/Plain.cs", source)], []).Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;
        return new AssemblyLoadContext("Plain", isCollectible: true).LoadFromStream(image);
    }

    private static string Class(string members) => $$"""
        static partial class F
        {
            [Task] static Task<int> Step(int n) => Task.FromResult(n);
            {{members}}
        }
        """;

    /// <summary>Each complaint as its id and the source that it points at.</summary>
    private static async Task<string[]> OfAsync(string source)
    {
        var diagnostics = await DiagnosticsAsync(FlowCompilation.Create("Flows", [("/src/Flows.cs", source)], []));
        return [.. diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceTree?.GetText(TestContext.Current.CancellationToken).ToString(diagnostic.Location.SourceSpan)}")];
    }

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Compilation compilation)
    {
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var diagnostics = await compilation
            .WithAnalyzers([new TaskCallAnalyzer(), new DeclarationAnalyzer(), new AssemblyAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}

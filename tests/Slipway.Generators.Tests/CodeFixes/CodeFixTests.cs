using Slipway.Generators.Analyzers;
using Slipway.TestKits;

namespace Slipway.Generators.Tests.CodeFixes;

/// <summary>What each code fix makes of a member, and that nothing is said of it afterwards.</summary>
public sealed class CodeFixTests
{
    /// <summary>The diagnostic, the fix, a member before and after.</summary>
    public static TheoryData<string, string, string, string> Fixes => new()
    {
        { "SLIP001", "Call it in a lambda", "static object Use() => new[] { 1 }.Select(Step);", "static object Use() => new[] { 1 }.Select(number => Step(number));" },
        { "SLIP001", "Call it in a lambda", "static object Use() => new[] { 1 }.Select(F.Step);", "static object Use() => new[] { 1 }.Select(number => F.Step(number));" },
        { "SLIP001", "Call it in a lambda", "static object Use() => (Func<int, Task<int>>)Step;", "static object Use() => (Func<int, Task<int>>)(number => Step(number));" },
        { "SLIP001", "Call it in a lambda", "static object Use() => new Func<int, Task<int>>(Step);", "static object Use() => new Func<int, Task<int>>(number => Step(number));" },
        { "SLIP001", "Call it in a lambda", "static object Use() { var step = Step; return step; }", "static object Use() { var step = (int number) => Step(number); return step; }" },
        { "SLIP001", "Call it in a lambda", "static object Use() { Func<int, Task<int>> step = /* kept */ Step; return step; }", "static object Use() { Func<int, Task<int>> step = /* kept */ number => Step(number); return step; }" },
        { "SLIP001", "Call it in a lambda", "static Task<int> Use() => Task.Run(Zero);", "static Task<int> Use() => Task.Run(() => Zero());" },
        { "SLIP001", "Call it in a lambda", "static object Use() => new[] { 1 }.Aggregate(Add);", "static object Use() => new[] { 1 }.Aggregate((left, @long) => Add(left, @long));" },
        { "SLIP001", "Call it in a lambda", "static object Use(Api number) => new[] { 1 }.Select(number.Get);", "static object Use(Api number) => new[] { 1 }.Select(number2 => number.Get(number2));" },
        { "SLIP001", "Call it in a lambda", "static object Use() => new[] { 1 }.Select(Echo<int>);", "static object Use() => new[] { 1 }.Select(value => Echo<int>(value));" },
        { "SLIP001", "Call it in a lambda", "static object Use(string text) => new[] { 1 }.Select(text.Times);", "static object Use(string text) => new[] { 1 }.Select(count => text.Times(count));" },
        { "SLIP004", "Return Task", "[Task] static async void X() => await Task.Yield();", "[Task] static async Task X() => await Task.Yield();" },
        { "SLIP006", "Leave it out of the key: [NotKeyed]", "[Task] static void X(int n, /* why */ Type s) { }", "[Task] static void X(int n, /* why */ [NotKeyed] Type s) { }" },
        { "SLIP006", "Leave it out of the key: [NotKeyed]", "[Task] static void X([Mark] Func<int> n) { }", "[Task] static void X([NotKeyed][Mark] Func<int> n) { }" },
        { "SLIP006", "Record no result: Persist = false", "[Task] static void X(Type s) { }", "[Task(Persist = false)] static void X(Type s) { }" },
        { "SLIP006", "Record no result: Persist = false", "[Task(\"x\", Retries = 2)] static Stream X() => Stream.Null;", "[Task(\"x\", Retries = 2, Persist = false)] static Stream X() => Stream.Null;" },
        { "SLIP006", "Record no result: Persist = false", "[Task(Persist = true, Retries = 2)] static Stream X() => Stream.Null;", "[Task(Persist = false, Retries = 2)] static Stream X() => Stream.Null;" },
        { "SLIP007", "Await it", "static async Task Use() { Step(1); await Task.Yield(); }", "static async Task Use() { await Step(1); await Task.Yield(); }" },
        { "SLIP007", "Await it", "static async Task Use() { _ = Step(1); await Task.Yield(); }", "static async Task Use() { await Step(1); await Task.Yield(); }" },
        { "SLIP007", "Await it", "static async Task Use() { Step(1).ConfigureAwait(false); await Task.Yield(); }", "static async Task Use() { await Step(1).ConfigureAwait(false); await Task.Yield(); }" },
        { "SLIP007", "Await it", "static Func<Task> Use() => async () => { Step(1); await Task.Yield(); };", "static Func<Task> Use() => async () => { await Step(1); await Task.Yield(); };" },
        { "SLIP008", "Await it", "static async Task<int> Use() { await Task.Yield(); return Step(1).Result; }", "static async Task<int> Use() { await Task.Yield(); return await Step(1); }" },
        { "SLIP008", "Await it", "static async Task<string> Use() { await Task.Yield(); return Step(1).Result.ToString(); }", "static async Task<string> Use() { await Task.Yield(); return (await Step(1)).ToString(); }" },
        { "SLIP008", "Await it", "static async Task Use() { await Task.Yield(); Step(1).Wait(); }", "static async Task Use() { await Task.Yield(); await Step(1); }" },
        { "SLIP008", "Await it", "static async Task<int> Use() { await Task.Yield(); return 2 + Step(1).GetAwaiter().GetResult(); }", "static async Task<int> Use() { await Task.Yield(); return 2 + await Step(1); }" },
        {
            "SLIP008", "Await it", "static async Task<int> Use() { await Task.Yield(); return Step(1).ConfigureAwait(false).GetAwaiter().GetResult(); }",
            "static async Task<int> Use() { await Task.Yield(); return await Step(1).ConfigureAwait(false); }"
        },
        { "SLIP009", "Add a CancellationToken", "[Task(TimeoutSeconds = 5)] static void X() { }", "[Task(TimeoutSeconds = 5)] static void X(CancellationToken cancellationToken = default) { }" },
        { "SLIP009", "Add a CancellationToken", "[Task(TimeoutSeconds = 5)] static void X(int n = 1) { }", "[Task(TimeoutSeconds = 5)] static void X(int n = 1, CancellationToken cancellationToken = default) { }" },
        { "SLIP009", "Add a CancellationToken", "[Task(TimeoutSeconds = 5)] static void X(int cancellationToken) { }", "[Task(TimeoutSeconds = 5)] static void X(int cancellationToken, CancellationToken ct = default) { }" },
        {
            "SLIP009", "Add a CancellationToken", "[Task(TimeoutSeconds = 5)]\n    static void X(\n        int n,\n        int m) { }",
            "[Task(TimeoutSeconds = 5)]\n    static void X(\n        int n,\n        int m,\n        CancellationToken cancellationToken = default) { }"
        },
        {
            "SLIP012", "Declare the predicate", "[Task(RetryWhen = \"IsTransient\")]\n    static void X() { }",
            "[Task(RetryWhen = \"IsTransient\")]\n    static void X() { }\n\n    private static bool IsTransient(Exception exception) => throw new NotImplementedException();"
        },
    };

    /// <summary>Members that are complained about, and that no fix can mend.</summary>
    public static TheoryData<string, string> Left => new()
    {
        { "SLIP001", "static event Func<int, Task<int>>? E; static void Use() { E += Step; E?.Invoke(1); }" },
        { "SLIP001", "static Api Make() => new(); static object Use() => new[] { 1 }.Select(Make().Get);" },
        { "SLIP001", "static unsafe void Use() { delegate*<int, Task<int>> step = &Step; }" },
        { "SLIP004", "static void Use() { [Task] static void Local() { } Local(); }" },
        { "SLIP004", "[Task] static IEnumerable<int> X() { yield return 1; }" },
        { "SLIP007", "static void Use() { Step(1); }" },
        { "SLIP007", "static async Task Use() { await Task.Yield(); lock (typeof(F)) Step(1); }" },
        { "SLIP007", "static async Task Use(Api? api) { await Task.Yield(); api?.Get(1); }" },
        { "SLIP008", "static int Use() => Step(1).Result;" },
        { "SLIP008", "static async Task<bool> Use() { await Task.Yield(); return Step(1).Wait(100); }" },
        { "SLIP009", "[Task(TimeoutSeconds = 5)] static void X(params int[] n) { }" },
        { "SLIP009", "[Task(TimeoutSeconds = 5)] static partial void X(); static partial void X() { }" },
        { "SLIP009", "public abstract class A { [Task(TimeoutSeconds = 5)] public abstract void X(); }" },
        { "SLIP009", "public class A : IDisposable { [Task(TimeoutSeconds = 5)] public void Dispose() { } }" },
        { "SLIP012", "[Task(RetryWhen = nameof(Again))] static void X() { } static void Again() { }" },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task It_is_mended(string id, string title, string before, string after)
    {
        using var project = new FixableProject(Class(before));
        var diagnostic = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(id, diagnostic.Id);
        await project.ApplyAsync(Assert.Single(await project.FixesAsync(diagnostic), fix => fix.Action.Title == title).Action);
        Assert.Equal(Class(after), await project.TextAsync());
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Theory]
    [MemberData(nameof(Left))]
    public async Task Nothing_is_offered_that_would_not_do(string id, string members)
    {
        using var project = new FixableProject(Class(members));
        var diagnostic = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(id, diagnostic.Id);
        Assert.Empty(await project.FixesAsync(diagnostic));
    }

    [Fact]
    public async Task Names_are_written_in_full_where_nothing_imports_them()
    {
        const string Before = "namespace N { class C { [Slipway.Task(TimeoutSeconds = 5)] void X() { } } class CancellationToken; }";
        using var project = new FixableProject(Before);
        await project.ApplyAsync(Assert.Single(await project.FixesAsync(Assert.Single(await project.DiagnosticsAsync()))).Action);
        Assert.Equal(Before.Replace("X()", "X(System.Threading.CancellationToken cancellationToken = default)", StringComparison.Ordinal), await project.TextAsync());
    }

    [Fact]
    public async Task All_of_a_project_are_mended_at_once()
    {
        using var project = new FixableProject(
            Class("static async Task Use() { Step(1); Step(2); await Task.Yield(); Step(3).Wait(); }\n    static async Task<int> More() { _ = Step(4); return await Step(5); }"),
            "static class G { static async Task Use() { F.Zero(); await Task.Yield(); } }");
        Assert.Equal(5, (await project.DiagnosticsAsync()).Count);
        await project.ApplyToAllAsync(FixableProject.Providers.Single(provider => provider.FixableDiagnosticIds.Contains("SLIP007", StringComparer.Ordinal)), "Await it", Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Project);
        Assert.Equal(
            Class("static async Task Use() { await Step(1); await Step(2); await Task.Yield(); await Step(3); }\n    static async Task<int> More() { await Step(4); return await Step(5); }"),
            await project.TextAsync());
        Assert.Equal("static class G { static async Task Use() { await F.Zero(); await Task.Yield(); } }", await project.TextAsync(1));
        Assert.Empty(await project.DiagnosticsAsync());
    }

    /// <summary>Every fix, twice in a file.</summary>
    [Theory]
    [InlineData("Call it in a lambda", "static object Use() => new[] { 1 }.Select(Step).Concat(new[] { 2 }.Select(Step));")]
    [InlineData("Return Task", "[Task] static async void X() => await Task.Yield(); [Task] static async void Y() => await Task.Yield();")]
    [InlineData("Leave it out of the key: [NotKeyed]", "[Task] static void X(Type a, Type b) { }")]
    [InlineData("Record no result: Persist = false", "[Task] static Type X(Type a, Type b) => a;")]
    [InlineData("Await it", "static async Task Use() { Step(1); await Task.Yield(); Step(1); }")]
    [InlineData("Add a CancellationToken", "[Task(TimeoutSeconds = 5)] static void X() { } [Task(TimeoutSeconds = 5)] static void Y(int n) { }")]
    [InlineData("Declare the predicate", "[Task(RetryWhen = \"A\")] static void X() { } [Task(RetryWhen = \"B\")] static void Y() { }")]
    public async Task All_of_a_file_are_mended_at_once(string title, string members)
    {
        using var project = new FixableProject(Class(members));
        var diagnostics = await project.DiagnosticsAsync();
        Assert.True(diagnostics.Count >= 2);
        var (provider, action) = (await project.FixesAsync(diagnostics[0])).Concat(await project.FixesAsync(diagnostics[1])).First(fix => fix.Action.Title == title);
        await project.ApplyToAllAsync(provider, action.EquivalenceKey!, Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Document);
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public void Each_fixable_diagnostic_exists_and_the_page_says_that_it_has_a_fix()
    {
        var fixable = FixableProject.Providers.SelectMany(provider => provider.FixableDiagnosticIds).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(fixable.Distinct(StringComparer.Ordinal), fixable);
        Assert.Empty(fixable.Except(Descriptors.All.Select(each => each.Id), StringComparer.Ordinal));
        var parts = File.ReadAllText(Repository.Path("docs", "reference", "diagnostics.md")).Split("\n## ").Skip(1);
        Assert.Equal(fixable, parts.Where(part => part.Contains("**Fix:**", StringComparison.Ordinal)).Select(part => part[..7]));
    }

    [Fact]
    public void Every_fix_of_the_assembly_is_tested_here() => Assert.Equal(
        typeof(Generators.CodeFixes.AwaitFix).Assembly.GetExportedTypes().Where(type => !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal),
        FixableProject.Providers.Select(provider => provider.GetType().Name).Order(StringComparer.Ordinal));

    private static string Class(string members) => $$"""
        static partial class F
        {
            [Task] static Task<int> Step(int number) => Task.FromResult(number);
            [Task] internal static Task<int> Zero() => Task.FromResult(0);
            [Task] static int Add(int left, int @long) => left + @long;
            [Task] static Task<T> Echo<T>(T value) => Task.FromResult(value);
            [Task] static string Times(this string text, int count) => text + count;

            {{members}}
        }

        public sealed class Api { [Task] public Task<int> Get(int number) => Task.FromResult(number); }

        sealed class MarkAttribute : Attribute;

        """;
}

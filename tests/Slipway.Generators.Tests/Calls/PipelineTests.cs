using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Slipway.Generators.Tests.Compiling;

namespace Slipway.Generators.Tests.Calls;

/// <summary>What an edit makes the generator write again, and that its output depends on the source alone.</summary>
public sealed class PipelineTests
{
    private const string Flow = """
        public static class Orders
        {
            [Flow("orders")] public static async Task RunAsync() { await First(); await Second(); }
            [Task] internal static Task First() => Task.CompletedTask;
            [Task] static Task Second() => Task.CompletedTask;
        }
        """;

    [Fact]
    public void An_unrelated_edit_writes_nothing_again() =>
        Assert.All(After("static class Other { static int N => 1; }", "static class Other { static int N => 2; static void Call() => Console.WriteLine(); }"), reason => Assert.True(IsUnchanged(reason), reason.ToString()));

    [Fact]
    public void A_new_call_writes_only_its_tasks_file_again()
    {
        var reasons = After("static class Other;", "static class Other { static Task Call() => Orders.First(); }");
        Assert.Equal([IncrementalStepRunReason.Modified], reasons.Where(reason => !IsUnchanged(reason)));
    }

    [Fact]
    public void A_changed_method_writes_its_own_file_and_the_module_again()
    {
        const string Before = "static class Other { [Task] static Task Third() => Task.CompletedTask; static Task Call() => Third(); }";
        var reasons = After(Before, Before.Replace("Task.CompletedTask", "Task.Delay(1)", StringComparison.Ordinal));
        // Its calls stand elsewhere in the file now, and it has another version.
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified], reasons.Where(reason => !IsUnchanged(reason)));
        Assert.True(reasons.Count(IsUnchanged) >= 2, "The files of the other two tasks were not made anew.");
    }

    [Fact]
    public void Two_folders_give_the_same_files()
    {
        var (here, there) = (Files("/home/a/project"), Files("/builds/42"));
        Assert.Equal(here, there);
        Assert.DoesNotContain(here, file => file.Contains("/home/a", StringComparison.Ordinal));

        static string[] Files(string folder) =>
            [.. FlowCompilation.Of("Flows", [($"{folder}/Orders.cs", Flow), ($"{folder}/Other.cs", "static class Other { static Task Call() => Orders.RunAsync(); }")], [($"{folder}/Orders.md", "# Orders")])
                .Files.Select(file => $"{file.HintName}\n{file.SourceText}")];
    }

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        var orders = ("/src/Orders.cs", Flow);
        var other = ("/src/Other.cs", "static class Other { [Flow(\"other\")] public static Task Call() => Orders.RunAsync(); }");
        Assert.Equal(Files(orders, other), Files(other, orders));

        static string[] Files(params (string, string)[] files) =>
            [.. FlowCompilation.Of("Flows", files, []).Files.OrderBy(file => file.HintName, StringComparer.Ordinal).Select(file => file.SourceText.ToString())];
    }

    /// <summary>How each written file came about after the second file was edited.</summary>
    private static List<IncrementalStepRunReason> After(string before, string after)
    {
        var input = FlowCompilation.Create("Flows", [("/src/Orders.cs", Flow), ("/src/Other.cs", before)], []);
        var driver = FlowCompilation.NewDriver().RunGenerators(input, TestContext.Current.CancellationToken);
        var edited = input.SyntaxTrees.Single(tree => tree.FilePath == "/src/Other.cs");
        input = input.ReplaceSyntaxTree(edited, CSharpSyntaxTree.ParseText(after, FlowCompilation.ParseOptions, edited.FilePath, System.Text.Encoding.UTF8));
        var result = driver.RunGenerators(input, TestContext.Current.CancellationToken).GetRunResult().Results[0];
        Assert.Null(result.Exception);
        return [.. result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason)];
    }

    private static bool IsUnchanged(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;
}

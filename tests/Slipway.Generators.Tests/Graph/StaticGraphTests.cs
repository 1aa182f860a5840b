using Slipway.Core.Flows;
using Slipway.Generators.Tests.Compiling;

namespace Slipway.Generators.Tests.Graph;

/// <summary>What the source tells of a flow's graph: tasks A to E, each of which takes what it depends on.</summary>
public sealed class StaticGraphTests
{
    private const string Tasks = """
            [Task] static async Task<int> A(params object?[] inputs) { await Task.Yield(); return 1; }
            [Task] static async Task<int> B(params object?[] inputs) { await Task.Yield(); return 2; }
            [Task] static async Task<int> C(params object?[] inputs) { await Task.Yield(); return 3; }
            [Task] static async Task<int> D(params object?[] inputs) { await Task.Yield(); return 4; }
            [Task] static int S(params object?[] inputs) => 5;
        """;

    public static TheoryData<string, string, string> Flows => new()
    {
        { "a value passed on", "var a = await A(); await B(a);", "a b | a=>b" },
        { "a value through fields and properties", "var a = new { X = await A() }; await B(a.X.ToString().Length);", "a b | a=>b" },
        { "order without data", "await A(); await B();", "a b | a->b" },
        { "synchronous calls in order", "S(); await B();", "s b | s->b" },
        { "two at once, then one", "var a = A(); var b = B(); await Task.WhenAll(a, b); await C();", "a b c | a->c b->c" },
        { "two at once with their results", "var a = A(); var b = B(); await C(await a, await b);", "a b c | a=>c b=>c" },
        { "begun early, awaited late", "var a = A(); await B(); await a; await C();", "a b c | a->c b->c" },
        { "no order that data implies", "var a = await A(); var b = await B(a); await C(a, b);", "a b c | a=>b a=>c b=>c" },
        { "both sides of a branch", "var n = await A(); int x; if (n > 0) x = await B(); else x = await C(); await D(x);", "a b? c? d | a->b a->c b=>d c=>d" },
        { "a branch that may be left out", "var x = 0; if (x == 0) x = await A(); await B(x);", "a? b | a=>b" },
        { "a conditional expression", "var x = await A() > 0 ? await B() : await C(); await D(x);", "a b? c? d | a->b a->c b=>d c=>d" },
        { "a switch", "switch (await A()) { case 1: await B(); break; default: await C(); break; } await D();", "a b? c? d | a->b a->c b->d c->d" },
        { "a switch expression", "var x = await A() switch { 1 => await B(), _ => await C() }; await D(x);", "a b? c? d | a->b a->c b=>d c=>d" },
        { "a loop", "var list = new List<int>(); foreach (var i in new[] { 1, 2 }) list.Add(await A(i)); await B(list);", "a*? b | a=>b" },
        { "a loop over a result", "foreach (var x in Enumerable.Range(0, await A())) await B(x);", "a b*? | a=>b" },
        { "a value from round to round", "var x = 0; for (var i = 0; i < 3; i++) { var y = await A(x); x = await B(y); } await C(x);", "a*? b*? c | a=>b b=>c" },
        { "mapped", "var n = await A(); var parts = await Task.WhenAll(Enumerable.Range(0, n).Select(i => B(i))); await C(parts);", "a b* c | a=>b b=>c" },
        { "mapped in two steps", "var xs = await Task.WhenAll(new[] { 1 }.Select(async i => { var a = await A(i); return await B(a); })); await C(xs);", "a* b* c | a=>b b=>c" },
        { "tasks kept in a list", "var tasks = new List<Task<int>>(); tasks.Add(A()); tasks.Add(B()); var all = await Task.WhenAll(tasks); await C(all);", "a b c | a=>c b=>c" },
        { "a second name of a list", "var list = new List<int>(); var same = list; same.Add(await A()); await B(list);", "a b | a=>b" },
        { "a dictionary", "var map = new Dictionary<string, int> { [\"a\"] = await A() }; map[\"b\"] = await B(); await C(map);", "a b c | a->b a=>c b=>c" },
        { "a deconstructed tuple", "var (x, y) = (await A(), await B()); await C(x); await D(y);", "a b c d | a->b a=>c b->c b=>d c->d" },
        { "a helper", "var x = await Help(1); await B(x); async Task<int> Help(int n) => await A(n);", "a b | a=>b" },
        { "a helper with an argument", "var x = await A(); await Help(x); static async Task Help(int n) { await B(n); await C(); }", "a b c | a=>b b->c" },
        { "a lambda in a variable", "Func<int, Task<int>> f = n => A(n); var x = await f(1); await B(x);", "a b | a=>b" },
        { "Task.Run", "var x = await Task.Run(() => A()); await B(x);", "a b | a=>b" },
        { "Result", "var x = A().Result; await B(x);", "a b | a=>b" },
        { "a failure that is handled", "var x = 0; try { x = await A(); } catch (IOException) { x = await B(); } await C(x);", "a b? c | a=>c b=>c" },
        { "finally", "try { await A(); } finally { await B(); }", "a b | a->b" },
        { "an early end", "if (await A() > 0) return; await B();", "a b | a->b" },
        { "a pattern", "if (await A() is var n and > 0) await B(n);", "a b? | a=>b" },
        { "nothing", "await Task.Yield();", " | " },
    };

    public static TheoryData<string, string, string> Gaps => new()
    {
        { "recursion", "await Down(3); async Task Down(int n) { if (n > 0) { await A(); await Down(n - 1); } }", "Down calls itself." },
        { "goto", "again: await A(); if (Environment.TickCount < 0) goto again;", "It uses goto." },
        { "a delegate of a task", "Func<object?[], Task<int>> f = A; await f([]);", "A is called through a delegate, which is not tracked." },
        { "an unknown delegate", "await Outside!(); await B();", "It calls a delegate that comes from elsewhere." },
        { "dynamic", "dynamic x = 1; x.Run(); await B();", "It calls something dynamic." },
        { "an interface", "IJob job = null!; await job.Run();", "Which method IJob.Run calls is known only in a run." },
    };

    [Theory]
    [MemberData(nameof(Flows))]
    public void The_graph_is_found(string name, string body, string expected)
    {
        var graph = Graph(body);
        Assert.Equal(expected, Shown(graph));
        Assert.False(graph.Partial, $"{name}: {string.Join(' ', graph.Gaps)}");
    }

    [Theory]
    [MemberData(nameof(Gaps))]
    public void What_cannot_be_followed_is_said(string name, string body, string gap)
    {
        var graph = Graph(body);
        Assert.True(graph.Partial, name);
        Assert.Contains(gap, graph.Gaps);
    }

    [Fact]
    public void Subflows_and_calls_within_tasks_are_in_it()
    {
        var flow = FlowCompilation.Of("""
            static class F
            {
                [Flow("f")] public static async Task Run() { await Outer(); await G.RunAsync(); }
                [Task] static async Task Outer() { var x = await Inner(); await Last(x); }
                [Task] static Task<int> Inner() => Task.FromResult(1);
                [Task] static Task Last(int x) => Task.CompletedTask;
            }
            static class G { [Flow] public static Task RunAsync() => Task.CompletedTask; }
            """).Module().Flows.Single(flow => flow.Name == "f");
        var graph = ManifestFormat.ReadGraph(flow.StaticGraph!().Span);
        Assert.Equal(
            ["F.Run/Outer#0 Task outer ", "F.Run/G.RunAsync#0 Subflow g ", "F.Outer/Inner#0 Task inner F.Run/Outer#0", "F.Outer/Last#0 Task last F.Run/Outer#0"],
            graph.Tasks.Select(task => $"{task.Id} {task.Kind} {task.Task} {task.Parent}"));
        Assert.Equal(["F.Run/Outer#0 F.Run/G.RunAsync#0 Order", "F.Outer/Inner#0 F.Outer/Last#0 Data"], graph.Edges.Select(edge => $"{edge.From} {edge.To} {edge.Kind}"));
    }

    private static ManifestGraph Graph(string body)
    {
        var source = $$"""
            static class F
            {
                [Flow("f")] public static async Task Run() { {{body}} }
                public static Func<Task>? Outside;
            {{Tasks}}
            }
            interface IJob { Task Run(); }
            """;
        return ManifestFormat.ReadGraph(Assert.Single(FlowCompilation.Of(source).Module().Flows).StaticGraph!().Span);
    }

    /// <summary><c>a b*? | a=&gt;b</c>: mapped, conditional; data, and <c>-&gt;</c> for order.</summary>
    private static string Shown(ManifestGraph graph)
    {
        var names = graph.Tasks.ToDictionary(task => task.Id, task => task.Task, StringComparer.Ordinal);
        var tasks = graph.Tasks.Select(task => $"{task.Task}{(task.Mapped ? "*" : "")}{(task.Conditional ? "?" : "")}");
        var edges = graph.Edges.Select(edge => $"{names[edge.From]}{(edge.Kind == ManifestEdgeKind.Data ? "=>" : "->")}{names[edge.To]}").Order(StringComparer.Ordinal);
        return $"{string.Join(' ', tasks)} | {string.Join(' ', edges)}";
    }
}

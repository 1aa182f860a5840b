namespace Slipway.Generators.Tests.Calls;

/// <summary>Every way to call a task that there is, and whether it is tracked.</summary>
internal static class CallShapes
{
    public static IReadOnlyList<CallShapeCase> Tracked { get; } =
    [
        new("a public static method", "return await Step(1, ct);", "[Task] public static async Task<string> Step(int x, CancellationToken ct) { await Task.Yield(); return ct.CanBeCanceled || x == 1 ? \"ok\" : \"no\"; }")
        {
            Sites = ["Orders.RunAsync/Step#0"],
        },
        new("a private static method of a static class", "return await Step();", "[Task] static Task<string> Step() => Task.FromResult(\"ok\");") { Sites = ["Orders.RunAsync/Step#0"] },
        new("a synchronous result", "return Step(\"o\", 'k');", "[Task] static string Step(string a, char b) => a + b;") { Sites = ["Orders.RunAsync/Step#0"] },
        new("void", "var list = new List<string>(); Fill(list); return list[0];", "[Task] static void Fill(List<string> list) => list.Add(\"ok\");") { Sites = ["Orders.RunAsync/Fill#0"] },
        new("Task", "var list = new List<string>(); await Fill(list); return list[0];", "[Task] static async Task Fill(List<string> list) { await Task.Yield(); list.Add(\"ok\"); }")
        {
            Sites = ["Orders.RunAsync/Fill#0"],
        },
        new("ValueTask", "var list = new List<string>(); await Fill(list); return list[0];", "[Task] static async ValueTask Fill(List<string> list) { await Task.Yield(); list.Add(\"ok\"); }")
        {
            Sites = ["Orders.RunAsync/Fill#0"],
        },
        new("ValueTask of a result", "return await Step();", "[Task] static async ValueTask<string> Step() { await Task.Yield(); return \"ok\"; }") { Sites = ["Orders.RunAsync/Step#0"] },
        new("an instance method", "return await new Api(\"ok\").Get();", types: "public sealed class Api(string text) { [Task] public async Task<string> Get() { await Task.Yield(); return text; } }")
        {
            Sites = ["Orders.RunAsync/Api.Get#0"],
        },
        new("a private instance method of the flow's own class", "return await Get();", "private readonly string _text = \"ok\"; [Task] private Task<string> Get() => Task.FromResult(_text);")
        {
            IsInstance = true,
            Sites = ["Orders.RunAsync/Get#0"],
        },
        new("a protected virtual method, overridden", "return await new Sub().Outer();", types: """
            public class Base { [Task] protected virtual Task<string> Get() => Task.FromResult("base"); public Task<string> Outer() => Get(); }
            public sealed class Sub : Base { protected override Task<string> Get() => Task.FromResult("ok"); }
            """) { Sites = ["Base.Outer/Get#0"] },
        new("a virtual method through its base", "Base x = new Sub(); return await x.Get();", types: """
            public class Base { [Task] public virtual Task<string> Get() => Task.FromResult("base"); }
            public class Sub : Base { public override Task<string> Get() => Task.FromResult("ok"); }
            """) { Sites = ["Orders.RunAsync/Base.Get#0"] },
        new("an override of a task, on the derived type", "return await new Sub().Get();", types: """
            public class Base { [Task] public virtual Task<string> Get() => Task.FromResult("base"); }
            public class Sub : Base { public override Task<string> Get() => Task.FromResult("ok"); }
            """) { Sites = ["Orders.RunAsync/Sub.Get#0"] },
        new("an interface's method", "IApi x = new Api(); return await x.Get(1);", types: """
            public interface IApi { [Task] Task<string> Get(int n); }
            public sealed class Api : IApi { public Task<string> Get(int n) => Task.FromResult("ok"); }
            """) { Sites = ["Orders.RunAsync/IApi.Get#0"] },
        new("an extension method as one", "return await \"o\".Add(\"k\");", types: "public static class Texts { [Task] public static Task<string> Add(this string a, string b) => Task.FromResult(a + b); }")
        {
            Sites = ["Orders.RunAsync/Texts.Add#0"],
        },
        new("an extension method as a static one", "return await Texts.Add(\"o\", \"k\");", types: "public static class Texts { [Task] public static Task<string> Add(this string a, string b) => Task.FromResult(a + b); }")
        {
            Sites = ["Orders.RunAsync/Texts.Add#0"],
        },
        new("a conditional access", "Api? a = new(), b = null; return await a?.Get()! + (b?.Get() is null ? \"\" : \"no\");", types: "public sealed class Api { [Task] public Task<string> Get() => Task.FromResult(\"ok\"); }")
        {
            Sites = ["Orders.RunAsync/Api.Get#0"],
        },
        new("a generic method", "return await Echo(\"ok\") + (await Echo(1) == 1 ? \"\" : \"no\");", "[Task] static Task<T> Echo<T>(T value) where T : notnull => Task.FromResult(value);")
        {
            Sites = ["Orders.RunAsync/Echo#0", "Orders.RunAsync/Echo#1"],
        },
        new("a generic method with a private type", "return (await Echo(new Inner(\"ok\"))).Text;", "[Task] static Task<T> Echo<T>(T value) => Task.FromResult(value); private sealed record Inner(string Text);")
        {
            Sites = ["Orders.RunAsync/Echo#0"],
        },
        new("a method of a generic type", "return await new Box<string>(\"ok\").Get();", types: "public sealed class Box<T>(T value) where T : class { [Task] public Task<T> Get() => Task.FromResult(value); }")
        {
            Sites = ["Orders.RunAsync/Box.Get#0"],
        },
        new("a private method of a generic type", "return await new Box<string>(\"ok\").Outer();", types: "public sealed class Box<T>(T value) where T : class, IComparable<T> { [Task] private Task<(T, U)> Get<U>(U other) => Task.FromResult((value, other)); public async Task<T> Outer() => (await Get(1)).Item1; }")
        {
            Sites = ["Box.Outer/Get#0"],
        },
        new("a private static method of a generic type", "return await Box<string>.Outer(\"ok\");", types: "public class Box<T> { [Task] private static Task<T> Get(T value) => Task.FromResult(value); public static Task<T> Outer(T value) => Get(value); }")
        {
            Sites = ["Box.Outer/Get#0"],
        },
        new("a private method of a static generic class", "return await Box<string>.Outer(\"ok\");", types: "public static class Box<T> { [Task] private static Task<T> Get(T value) => Task.FromResult(value); public static Task<T> Outer(T value) => Get(value); }")
        {
            Sites = ["Box.Outer/Get#0"],
        },
        new("a method of a private nested static class", "return await Inner.Get();", "private static class Inner { [Task] public static Task<string> Get() => Task.FromResult(\"ok\"); }") { Sites = ["Orders.RunAsync/Inner.Get#0"] },
        new("a method of an internal nested type of a generic one", "return await Outer<string>.Inner.Get(\"ok\");", types: "internal static class Outer<T> { internal static class Inner { [Task] internal static Task<T> Get(T value) => Task.FromResult(value); } }")
        {
            Sites = ["Orders.RunAsync/Inner.Get#0"],
        },
        new("optional arguments", "return await Step() + await Step(b: \"\", a: \"\");", "[Task] static Task<string> Step(string a = \"o\", string b = \"k\") => Task.FromResult(a + b);")
        {
            Sites = ["Orders.RunAsync/Step#0", "Orders.RunAsync/Step#1"],
        },
        new("params", "return await Join(\"o\", \"k\");", "[Task] static Task<string> Join(params string[] parts) => Task.FromResult(string.Concat(parts));") { Sites = ["Orders.RunAsync/Join#0"] },
        new("params of a list", "return await Join(\"o\", \"k\");", "[Task] static Task<string> Join(params IReadOnlyList<string> parts) => Task.FromResult(string.Concat(parts));") { Sites = ["Orders.RunAsync/Join#0"] },
        new("caller information", "return await Who();", "[Task] static Task<string> Who([System.Runtime.CompilerServices.CallerMemberName] string? name = null) => Task.FromResult(name!);")
        {
            Returns = "RunAsync",
            Sites = ["Orders.RunAsync/Who#0"],
        },
        new("keywords as names", "return await @class(\"ok\");", "[Task] static Task<string> @class(string @event) => Task.FromResult(@event);") { Sites = ["Orders.RunAsync/class#0"] },
        new("a tuple and a nullable", "var (a, b) = await Step((1, \"ok\"), null); return b ?? \"no\";", "[Task] static Task<(int A, string? B)> Step((int A, string? B) pair, int? n) => Task.FromResult((n ?? pair.A, pair.B));")
        {
            Sites = ["Orders.RunAsync/Step#0"],
        },
        new("a call in a lambda", "return string.Concat(await Task.WhenAll(new[] { \"o\", \"k\" }.Select(c => Step(c))));", "[Task] static Task<string> Step(string c) => Task.FromResult(c);")
        {
            Sites = ["Orders.RunAsync/Step#0", "Orders.RunAsync/Step#0"],
        },
        new("a call in a local function", "Task<string> Local() => Step(); return await Local();", "[Task] static Task<string> Step() => Task.FromResult(\"ok\");") { Sites = ["Orders.RunAsync/Step#0"] },
        new("a call in a field initialiser", "return new Holder().Value;", "[Task] internal static string Step() => \"ok\";", "public sealed class Holder { public readonly string Value = Orders.Step(); }") { Sites = ["Holder.Value/Orders.Step#0"] },
        new("a call in a property", "return Value;", "[Task] static string Step() => \"ok\"; static string Value => Step();") { Sites = ["Orders.Value/Step#0"] },
        new("a call in a constructor", "return new Holder().Value;", "[Task] internal static string Step() => \"ok\";", "public sealed class Holder { public Holder() => Value = Orders.Step(); public string Value; }") { Sites = ["Holder.new/Orders.Step#0"] },
        new("a call in a query", "return string.Concat(from c in new[] { \"o\", \"k\" } select Step(c));", "[Task] static string Step(string c) => c;") { Sites = ["Orders.RunAsync/Step#0", "Orders.RunAsync/Step#0"] },
        new("a chain", "return await (await Start()).Next();", "[Task] static Task<Link> Start() => Task.FromResult(new Link());", "public sealed class Link { [Task] public Task<string> Next() => Task.FromResult(\"ok\"); }")
        {
            Sites = ["Orders.RunAsync/Start#0", "Orders.RunAsync/Link.Next#0"],
        },
        new("a task in a task", "return await Outer();", "[Task] static Task<string> Outer() => Inner(); [Task] static Task<string> Inner() => Task.FromResult(\"ok\");")
        {
            Sites = ["Orders.RunAsync/Outer#0", "Orders.Outer/Inner#0"],
        },
        new("a task as an argument", "return await Second(await First());", "[Task] static Task<string> First() => Task.FromResult(\"o\"); [Task] static Task<string> Second(string s) => Task.FromResult(s + \"k\");")
        {
            Sites = ["Orders.RunAsync/First#0", "Orders.RunAsync/Second#0"],
        },
        new("a method of a readonly struct", "return await new Point(\"ok\").Get();", types: "public readonly struct Point(string text) { [Task] public Task<string> Get() => Task.FromResult(text); }")
        {
            Sites = ["Orders.RunAsync/Point.Get#0"],
        },
        new("a readonly method of a struct, private", "return await new Point { Text = \"ok\" }.Outer();", types: "public struct Point { public string Text; [Task] private readonly Task<string> Get() => Task.FromResult(Text); public readonly Task<string> Outer() => Get(); }")
        {
            Sites = ["Point.Outer/Get#0"],
        },
        new("overloads", "return await Step(1) + await Step(\"k\");", "[Task] static Task<string> Step(int n) => Task.FromResult(\"o\"); [Task(\"step-text\")] static Task<string> Step(string s) => Task.FromResult(s);")
        {
            Sites = ["Orders.RunAsync/Step#0", "Orders.RunAsync/Step#1"],
        },
        new("a caller with overloads", "return await Help(1);", "static Task<string> Help(int n) => Step(); static Task<string> Help(string s) => Step(); [Task] static Task<string> Step() => Task.FromResult(\"ok\");")
        {
            Sites = ["Orders.Help(int)/Step#0"],
        },
        new("retry settings of every kind", "return await Step();", """
            [Task("step", Version = "2", Retries = 2, RetryDelays = [0.5, 1], RetryBackoff = 2, RetryOn = [typeof(IOException), typeof(List<int>), typeof(Mine)], RetryWhen = nameof(Again), TimeoutSeconds = 60,
                Cache = CachePolicy.Inputs, Slots = ["db"], RunName = "step \"x\"", Tags = ["a", "b"], Persist = false)]
            static Task<string> Step() => Task.FromResult("ok");
            static bool Again(Exception exception) => exception is IOException;
            private sealed class Mine : Exception;
            """) { Sites = ["Orders.RunAsync/Step#0"] },
        new("a task of another assembly", "return await Library.Steps.Get() + await \"\".Twice();", library: """
            namespace Library;
            public static class Steps
            {
                [Task] public static Task<string> Get() => Inner();
                [Task] private static Task<string> Inner() => Task.FromResult("ok");
                [Task] public static Task<string> Twice(this string text) => Task.FromResult(text + text);
            }
            """, types: "using Library;")
        {
            Sites = ["Orders.RunAsync/Steps.Get#0", "Steps.Get/Inner#0", "Orders.RunAsync/Steps.Twice#0"],
        },
        new("a subflow", "return await Audit.RunAsync(1);", types: "public static class Audit { [Flow] public static Task<string> RunAsync(int n) => Step(); [Task] static Task<string> Step() => Task.FromResult(\"ok\"); }")
        {
            Sites = ["Orders.RunAsync/Audit.RunAsync#0", "Audit.RunAsync/Step#0"],
        },
        new("an unsafe and obsolete one", "return await Step();", "[Obsolete(\"old\")] [Task] static Task<string> Step() => Task.FromResult(\"ok\");") { Sites = ["Orders.RunAsync/Step#0"] },
        new("dynamic and object arguments", "return await Step(1, \"k\");", "[Task] static Task<string> Step(object a, dynamic b) => Task.FromResult(\"o\" + b);") { Sites = ["Orders.RunAsync/Step#0"] },
        new("a partial method", "return await Step();", "[Task] private static partial Task<string> Step(); private static partial Task<string> Step() => Task.FromResult(\"ok\");") { Sites = ["Orders.RunAsync/Step#0"] },
    ];

    /// <summary>Calls that stay plain ones.</summary>
    public static IReadOnlyList<CallShapeCase> Untracked { get; } =
    [
        new("a delegate", "Func<Task<string>> step = Step; return await step();", "[Task] static Task<string> Step() => Task.FromResult(\"ok\");"),
        new("a method group", "return string.Concat(await Task.WhenAll(new[] { \"o\", \"k\" }.Select(Step)));", "[Task] static Task<string> Step(string c) => Task.FromResult(c);"),
        new("a call through base", "return await new Sub().Get();", types: """
            public class Base { [Task] public virtual Task<string> Get() => Task.FromResult("ok"); }
            public class Sub : Base { public new Task<string> Get() => base.Get(); }
            """),
        new("an expression tree", "System.Linq.Expressions.Expression<Func<string>> step = () => Step(); return step.Compile()();", "[Task] static string Step() => \"ok\";"),
        new("a query that becomes an expression tree", "return string.Concat(from c in new[] { \"o\", \"k\" }.AsQueryable() select Step(c));", "[Task] static string Step(string c) => c;"),
        new("a local function", "[Task] static Task<string> Local() => Task.FromResult(\"ok\"); return await Local();"),
        new("a ref parameter", "var n = 1; return Step(ref n);", "[Task] static string Step(ref int n) => \"ok\";"),
        new("an out parameter", "return Step(out _);", "[Task] static string Step(out int n) { n = 1; return \"ok\"; }"),
        new("an in parameter", "return Step(1);", "[Task] static string Step(in int n) => \"ok\";"),
        new("a span", "return Step(\"ok\");", "[Task] static string Step(ReadOnlySpan<char> text) => text.ToString();"),
        new("a mutable struct", "return new Counter().Get();", types: "public struct Counter { public int N; [Task] public string Get() { N++; return \"ok\"; } }"),
        new("a private type in the signature", "return Step(new Inner());", "[Task] static string Step(Inner inner) => \"ok\"; private sealed class Inner;"),
        new("a method of a private nested class", "return new Inner().Get();", "private sealed class Inner { [Task] public string Get() => \"ok\"; }"),
        new("a type local to its file", "return Hidden.Get();", types: "file static class Hidden { [Task] public static string Get() => \"ok\"; }"),
        new("async void", "Fire(); return \"ok\";", "[Task] static async void Fire() => await Task.Yield();"),
        new("an iterator", "return string.Concat(Each());", "[Task] static IEnumerable<string> Each() { yield return \"o\"; yield return \"k\"; }"),
        new("an asynchronous stream", "await foreach (var x in Each()) return x; return \"no\";", "[Task] static async IAsyncEnumerable<string> Each() { await Task.Yield(); yield return \"ok\"; }"),
        new("another awaitable", "await Step(); return \"ok\";", "[Task] static System.Runtime.CompilerServices.YieldAwaitable Step() => Task.Yield();"),
        new("dynamic", "dynamic x = new Api(); return x.Get();", types: "public sealed class Api { [Task] public string Get() => \"ok\"; }"),
        new("a returned reference", "return Step();", "private static string s_text = \"ok\"; [Task] static ref string Step() => ref s_text;"),
        new("a static abstract method", "return Get<Api>(); static string Get<T>() where T : IApi => T.Get();", types: "public interface IApi { [Task] static abstract string Get(); } public sealed class Api : IApi { public static string Get() => \"ok\"; }"),
        new("an extension block", "return \"ok\".Same();", types: "public static class Texts { extension(string text) { [Task] public string Same() => text; } }"),
        new("a pointer", "unsafe { return Step(null); }", "[Task] static unsafe string Step(int* n) => \"ok\";"),
        new("another attribute called Task", "return Step();", "[Other.Task] static string Step() => \"ok\";", "public static class Other { public sealed class TaskAttribute : Attribute; }"),
        new("nameof", "return nameof(Step) is \"Step\" ? \"ok\" : \"no\";", "[Task] static string Step() => \"no\";"),
    ];
}

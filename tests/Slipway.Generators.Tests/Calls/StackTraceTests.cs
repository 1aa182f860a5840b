using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using Slipway.Generators.Tests.Compiling;
using Slipway.Running;

namespace Slipway.Generators.Tests.Calls;

/// <summary>What an author sees of a failure, and where a debugger can stop: their own lines, and nothing generated.</summary>
public sealed partial class StackTraceTests
{
    private const string Source = """
        namespace Shop;

        public static class Orders
        {
            [Flow("synchronous")] public static int Synchronous() => Outer(1);
            [Flow("asynchronous")] public static async Task<int> Asynchronous() => await OuterAsync(1);
            [Flow("begun")] public static async Task Begun() => await AtOnceAsync();
            [Flow("valued")] public static async Task Valued() => await ValueAsync();
            [Flow("retried")] public static async Task Retried() => await RetriedAsync();
            [Flow("retried-synchronous")] public static void RetriedSynchronous() => RetriedNow();
            [Flow("mapped")] public static async Task Mapped() => await Task.WhenAll(new[] { 1 }.Select(n => InnerAsync(n)));
            [Flow("bounded")] public static async Task Bounded() => await Run.MapAsync([1], n => InnerAsync(n), maxConcurrency: 2);
            [Flow("nested")] public static async Task Nested() => await Sub.RunAsync();

            [Task] static int Outer(int n) => Inner(n) + 1;
            [Task] static int Inner(int n) => throw new InvalidOperationException("no");
            [Task] static async Task<int> OuterAsync(int n) { await Task.Yield(); return await InnerAsync(n) + 1; }
            [Task] internal static async Task<int> InnerAsync(int n) { await Task.Yield(); throw new InvalidOperationException("no"); }
            [Task] static Task AtOnceAsync() => throw new InvalidOperationException("no");
            [Task] static async ValueTask<int> ValueAsync() { await Task.Yield(); throw new InvalidOperationException("no"); }
            [Task(Retries = 1, TimeoutSeconds = 60)] static async Task RetriedAsync(CancellationToken ct = default) { await Task.Yield(); throw new InvalidOperationException("no"); }
            [Task(Retries = 1)] static void RetriedNow() => throw new InvalidOperationException("no");
        }

        public static class Sub { [Flow] public static async Task RunAsync() => await Orders.InnerAsync(1); }
        """;

    // An asynchronous method that awaits the author's cannot be left out of a trace: the runtime has these, and what is generated only the flow's own call.
    private static readonly string[] Known =
    [
        "Slipway.Execution.PlainCalls.FinishAsync", "Slipway.Execution.Attempts.", "Slipway.Execution.TaskBody`1.InvokeAsync", "Slipway.Mapping.BoundedMap.", "Slipway.Run.",
        "Slipway.Running.FlowRunner.RunAsync", "Slipway.Generated.FlowModule_Flows.Invoke_",
    ];

    /// <summary>Flows, and the author's methods in the trace of their failure, innermost first.</summary>
    public static TheoryData<string, string> Failures => new()
    {
        { "synchronous", "Inner Outer Synchronous" },
        { "asynchronous", "InnerAsync OuterAsync Asynchronous" },
        { "begun", "AtOnceAsync Begun" },
        { "valued", "ValueAsync Valued" },
        { "retried", "RetriedAsync Retried" },
        { "retried-synchronous", "RetriedNow RetriedSynchronous" },
        { "mapped", "InnerAsync Mapped" },
        { "bounded", "InnerAsync Bounded" },
        { "nested", "InnerAsync RunAsync Nested" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_stack_trace_tells_the_authors_methods_with_their_lines(string name, string expected)
    {
        var flow = FlowCompilation.Of(Source).Module().Flows.Single(flow => flow.Name == name);
        var result = await FlowRunner.RunAsync(flow, cancellationToken: TestContext.Current.CancellationToken);
        var trace = Assert.IsType<InvalidOperationException>(result.Exception).StackTrace!;
        var frames = Frames().Matches(trace).Select(frame => (Method: frame.Groups["method"].Value, Place: frame.Groups["place"].Value)).ToList();
        var own = frames.Where(frame => frame.Method.StartsWith("Shop.", StringComparison.Ordinal)).ToList();
        if (!expected.Split(' ').SequenceEqual(own.Select(frame => frame.Method.Split('.')[^1])))
            Assert.Fail($"Expected {expected}:\n{trace}");
        Assert.All(own, frame => Assert.Matches("^/src/Flows.cs:line [0-9]+$", frame.Place));

        var others = frames.Except(own).Select(frame => frame.Method).Where(method => !Known.Any(each => method.StartsWith(each, StringComparison.Ordinal)));
        if (others.Any())
            Assert.Fail($"Unexpected: {string.Join(", ", others)}\n{trace}");
    }

    [Fact]
    public void A_debugger_can_stop_in_the_authors_lines_alone()
    {
        var (_, symbols) = FlowCompilation.Of(Source).Emit();
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var reader = provider.GetMetadataReader();
        var stops = reader.MethodDebugInformation
            .Select(reader.GetMethodDebugInformation)
            .SelectMany(method => method.GetSequencePoints().Where(point => !point.IsHidden).Select(point => reader.GetString(reader.GetDocument(point.Document).Name)))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Equal(["/src/Flows.cs"], stops);
    }

    [Fact]
    public void A_debugger_steps_through_what_is_generated()
    {
        var types = FlowCompilation.Of(Source).Load().GetTypes();
        // Closures and state machines have no lines to stop at; what is declared says so itself.
        var generated = types.Where(type => type.FullName!.StartsWith("Slipway.Generated.", StringComparison.Ordinal) && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false));
        Assert.All(
            generated.Where(type => type.GetMethods(System.Reflection.BindingFlags.DeclaredOnly | System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic).Any(method => method.GetMethodBody() is not null)),
            type => Assert.True(type.IsDefined(typeof(System.Diagnostics.DebuggerStepThroughAttribute), inherit: false), type.FullName));
    }

    [GeneratedRegex(@"^   at (?<method>[^\[(]+)[^\n]*?(?: in (?<place>[^\n]+))?$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Frames();
}

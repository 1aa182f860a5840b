using System.Reflection;
using Slipway.Core.Runs;
using Slipway.Generators.Tests.Compiling;
using Slipway.Reporting;
using Slipway.Running;

namespace Slipway.Generators.Tests.Calls;

/// <summary>Which calls are tracked: each is compiled, run as a flow, and run as a plain method.</summary>
public sealed class CallShapeTests
{
    public static TheoryData<string> Tracked => [.. CallShapes.Tracked.Select(shape => shape.Name)];

    public static TheoryData<string> Untracked => [.. CallShapes.Untracked.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Tracked))]
    public Task It_is_tracked(string name) => RunAsync(CallShapes.Tracked.Single(shape => shape.Name == name));

    [Theory]
    [MemberData(nameof(Untracked))]
    public Task It_stays_a_plain_call(string name) => RunAsync(CallShapes.Untracked.Single(shape => shape.Name == name));

    private static async Task RunAsync(CallShapeCase shape)
    {
        FlowCompilation[] libraries = shape.Library is { } source ? [FlowCompilation.Of("Library", [("/src/Library.cs", source)], [])] : [];
        var compilation = FlowCompilation.Of(shape.Source, libraries);
        var module = compilation.Module();

        var sink = new MemorySink();
        var flow = Assert.Single(module.Flows, flow => flow.Name == "orders");
        var result = await FlowRunner.RunAsync(flow, options: new() { Sinks = [sink] }, cancellationToken: TestContext.Current.CancellationToken);
        result.ThrowIfNotCompleted();
        Assert.Equal(RunState.Completed, result.State);
        Assert.Equal(shape.Returns, result.Value);
        Assert.Equal(shape.Sites, sink.Events.OfType<TaskRunCreated>().Select(created => created.Site));

        var type = module.GetType().Assembly.GetType("Shop.Orders")!;
        var instance = shape.IsInstance ? Activator.CreateInstance(type) : null;
        var plain = (Task<string>)type.GetMethod("RunAsync", BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance)!.Invoke(instance, [CancellationToken.None])!;
        Assert.Equal(shape.Returns, await plain);
    }
}

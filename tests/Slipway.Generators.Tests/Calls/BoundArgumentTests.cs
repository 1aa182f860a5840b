using System.Reflection;
using Slipway.Generators.Tests.Compiling;
using Slipway.Running;

namespace Slipway.Generators.Tests.Calls;

/// <summary>What a run gives a task whose caller leaves it out.</summary>
public sealed class BoundArgumentTests
{
    private const string Source = """
        using Microsoft.Extensions.Logging;
        namespace Shop;

        public sealed class Clock : IFormattable { public string ToString(string? format, IFormatProvider? provider) => "now"; }

        public static class Orders
        {
            [Flow("orders")] public static Task<string> RunAsync() => StepAsync(1);

            [Task] static Task<string> StepAsync(int n, ILogger? logger = null, ILogger<Clock>? named = null, IFormattable? clock = null, CancellationToken ct = default) =>
                Task.FromResult($"{n} {logger is not null} {named is not null} {clock?.ToString("", null) ?? "never"} {ct.CanBeCanceled}");
        }
        """;

    [Fact]
    public async Task Logger_service_and_token_come_from_the_run()
    {
        var module = FlowCompilation.Of(Source).Module();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var options = new FlowRunOptions { Services = new Services(Activator.CreateInstance(module.GetType().Assembly.GetType("Shop.Clock")!)!) };
        var result = await FlowRunner.RunAsync(Assert.Single(module.Flows), options: options, cancellationToken: cancellation.Token);
        Assert.Equal("1 True True now True", result.ThrowIfNotCompleted().Value);
    }

    [Fact]
    public async Task Without_a_run_they_are_what_the_method_says()
    {
        var orders = FlowCompilation.Of(Source).Load().GetType("Shop.Orders")!;
        var plain = (Task<string>)orders.GetMethod("RunAsync", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null)!;
        Assert.Equal("1 False False never False", await plain);
    }

    private sealed class Services(object clock) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IFormattable) ? clock : null;
    }
}

using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Slipway.ContainerTasks;
using Slipway.Core.Errors;
using Slipway.Hosting.CommandLine;
using Slipway.Reporting;
using Slipway.Running;
using Slipway.Runtime;
using Slipway.VariableStores;

namespace Slipway.Testing;

/// <summary>
/// Runs a flow in memory: nothing is stored, delays between retries take no time, and tasks fail when the test says so. One object runs one flow.
/// </summary>
public sealed class FlowTest
{
    private readonly Faults _faults = new();

    /// <summary>Prepares a run.</summary>
    /// <param name="start">Where the clock starts. Default: 2026-01-05 12:00 UTC, a Monday.</param>
    public FlowTest(DateTimeOffset? start = null) => Clock = new TestClock(start);

    /// <summary>The clock of the run, which code under test also gets as its <see cref="TimeProvider"/>.</summary>
    public TestClock Clock { get; }

    /// <summary>What flows and tasks may ask for. Default: the clock alone.</summary>
    public IServiceCollection Services { get; } = new ServiceCollection();

    /// <summary>How many task runs may hold a slot at once. Default: one.</summary>
    public IDictionary<string, int> Slots { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>How inputs are read. Default: as in a program of flows.</summary>
    public JsonSerializerOptions Json { get; set; } = FlowJson.Default;

    /// <summary>How long the test may take in real time. Default: 30 s.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What containers do: nothing is started. Without more they end well at once.</summary>
    public TestContainers Containers { get; } = new();

    /// <summary>Where variables are kept. Default: in this object; set one for tests of several runs.</summary>
    public IVariableStore Variables { get; set; } = new MemoryVariableStore();

    /// <summary>Makes the next attempts of a task fail before its body runs. What its retries say then applies.</summary>
    /// <param name="task">The task's name, or the name of one task run.</param>
    /// <param name="times">How many attempts, over all its task runs. Default: one.</param>
    /// <param name="with">Makes the exception. Default: an <see cref="InvalidOperationException"/> that says it was asked for.</param>
    public FlowTest Fail(string task, int times = 1, Func<Exception>? with = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(task);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _faults.Add(task, times, name => with?.Invoke() ?? new InvalidOperationException($"The test made {name} fail."));
        return this;
    }

    /// <summary>Makes every attempt of a task fail.</summary>
    /// <param name="task">The task's name, or the name of one task run.</param>
    /// <param name="with">Makes the exception.</param>
    public FlowTest FailAlways(string task, Func<Exception>? with = null) => Fail(task, Faults.Always, with);

    /// <summary>Runs code as a flow: a call of a flow's method, or of tasks.</summary>
    /// <param name="flow">The code; the token ends with <paramref name="cancellationToken"/>.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <exception cref="TimeoutException">It took longer than <see cref="Deadline"/>; the message says what still runs.</exception>
    public Task<FlowTestResult> RunAsync<T>(Func<CancellationToken, Task<T>> flow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return RunAsync(Delegate(async call => await flow(call.CancellationToken)), arguments: null, cancellationToken);
    }

    /// <summary>Runs code as a flow that returns nothing.</summary>
    /// <param name="flow">The code; the token ends with <paramref name="cancellationToken"/>.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <exception cref="TimeoutException">It took longer than <see cref="Deadline"/>; the message says what still runs.</exception>
    public Task<FlowTestResult> RunAsync(Func<CancellationToken, Task> flow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return RunAsync(
            Delegate(async call =>
            {
                await flow(call.CancellationToken);
                return null;
            }),
            arguments: null,
            cancellationToken);
    }

    /// <summary>Runs a flow of an assembly by its name: with its attribute's settings, its instance and services from <see cref="Services"/>.</summary>
    /// <param name="assembly">Where the flow is: <c>typeof(DailyOrders).Assembly</c>.</param>
    /// <param name="flow">The flow's name.</param>
    /// <param name="inputs">An object with a property per input: <c>new { day = new DateOnly(2026, 1, 31) }</c>. What is left out has its default.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <exception cref="SlipwayException"><c>flow.unknown</c>: the assembly has no such flow, or the flow no such input.</exception>
    /// <exception cref="TimeoutException">It took longer than <see cref="Deadline"/>; the message says what still runs.</exception>
    public Task<FlowTestResult> RunAsync(Assembly assembly, string flow, object? inputs = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var flows = FlowList.Of(FlowList.ModuleOf(assembly));
        var definition = flows.FirstOrDefault(known => known.Name == flow)
            ?? throw new SlipwayException("flow.unknown", $"{assembly.GetName().Name} has no flow '{flow}'. Its flows: {string.Join(", ", flows.Select(known => known.Name))}.");
        return RunAsync(definition, Inputs(definition, inputs), cancellationToken);
    }

    /// <summary>Runs a flow.</summary>
    internal async Task<FlowTestResult> RunAsync(FlowDefinition flow, IReadOnlyDictionary<string, object?>? arguments, CancellationToken cancellationToken)
    {
        Services.TryAddSingleton<TimeProvider>(Clock);
        Services.TryAddSingleton<IContainerRunner>(Containers);
        await using var services = Services.BuildServiceProvider();
        var pace = new Pace(Clock);
        var sink = new MemorySink();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        pace.Enter();
        var run = FlowRunner.RunAsync(
            flow,
            arguments,
            new FlowRunOptions
            {
                Sinks = [sink],
                Services = services,
                Clock = Clock,
                LimitClock = Clock.Limits,
                Slots = new Dictionary<string, int>(Slots, StringComparer.Ordinal),
                Json = Json,
                Variables = Variables,
                Fault = (id, task) => _faults.Next(task, pace.NameOf(id) ?? task),
                Listener = pace.Hear,
            },
            end.Token);
        try
        {
            var result = await run.WaitAsync(Deadline, TimeProvider.System, CancellationToken.None);
            return _faults.Unused is { Count: > 0 } unused
                ? throw new InvalidOperationException($"The test made {string.Join(", ", unused)} fail more often than there were attempts. Task runs: {string.Join(", ", new FlowTestResult(result, sink.Events).TaskRuns)}.", result.Exception)
                : new FlowTestResult(result, sink.Events);
        }
        catch (TimeoutException exception) when (!run.IsCompleted)
        {
            var unfinished = pace.Unfinished;
            await end.CancelAsync();
            throw new TimeoutException(
                $"The flow still runs after {Deadline.TotalSeconds:0} s of real time (clock: +{Clock.Elapsed}). Not over: {unfinished}. Time limits do not end by themselves under test: move the clock by FlowTest.Clock.Advance.",
                exception);
        }
    }

    private static FlowDefinition Delegate(Func<FlowCall, Task<object?>> body) =>
        new() { Id = "test", Name = "test", Settings = new FlowAttribute("test"), Invoke = body };

    private static Dictionary<string, object?> Inputs(FlowDefinition flow, object? inputs)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in inputs?.GetType().GetProperties() ?? [])
        {
            if (!flow.Parameters.Any(parameter => parameter.Name == property.Name))
                throw new SlipwayException("flow.unknown", $"The flow {flow.Name} has no input '{property.Name}'. Its inputs: {string.Join(", ", flow.Parameters.Select(parameter => parameter.Name))}.");
            arguments[property.Name] = property.GetValue(inputs);
        }

        return arguments;
    }
}

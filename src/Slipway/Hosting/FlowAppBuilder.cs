using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Slipway.Hosting;
using Slipway.Hosting.CommandLine;
using Slipway.Hosting.Running;
using Slipway.Reporting;
using Slipway.Results;
using Slipway.Running;
using Slipway.VariableStores;

namespace Slipway;

/// <summary>What a program of flows is made of: services, JSON options, slots, sinks. Made by <see cref="FlowApp.CreateBuilder"/>.</summary>
public sealed class FlowAppBuilder
{
    private readonly Assembly? _assembly;

    internal FlowAppBuilder(Assembly? assembly) => _assembly = assembly;

    /// <summary>
    /// What flows and tasks may ask for, in constructors and parameters. Without logging of its own (<c>AddLogging</c>), an <c>ILogger&lt;T&gt;</c> of a
    /// service writes to the task run that the service is called in.
    /// </summary>
    public IServiceCollection Services { get; } = new ServiceCollection();

    /// <summary>How parameters are read, and inputs and results written: a copy of <see cref="FlowJson.Default"/> to add converters to.</summary>
    public JsonSerializerOptions Json { get; } = new(FlowJson.Default);

    /// <summary>How many task runs may hold a slot at once, by the slot's name. Default: one. <c>--slots</c> goes over it.</summary>
    public IDictionary<string, int> Slots { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Where runs report to, besides the terminal. Default: nowhere.</summary>
    public IList<IRunSink> Sinks { get; } = [];

    /// <summary>
    /// Where results are recorded and cached, so that runs can be resumed. Default: files in the folder <c>.slipway</c> of the working directory.
    /// <c>--results</c> names another folder, <c>--no-results</c> records nothing.
    /// </summary>
    public IResultStore? Results { get; set; }

    /// <summary>Where <see cref="Slipway.Variables"/> are kept. Default: files in the folder <c>.slipway</c> of the working directory.</summary>
    public IVariableStore? Variables { get; set; }

    /// <summary>The lowest level of log lines that are shown and reported. Default: information.</summary>
    public LogLevel MinimumLogLevel { get; set; } = LogLevel.Information;

    /// <summary>The options, which do not change any more.</summary>
    internal JsonSerializerOptions SealedJson
    {
        get
        {
            if (!Json.IsReadOnly)
                Json.MakeReadOnly(populateMissingResolver: true);
            return Json;
        }
    }

    /// <summary>Runs the command line: see <see cref="FlowApp.RunAsync"/>.</summary>
    /// <param name="args">The arguments of the program.</param>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is ["run", _, ..])
            StartUp.Prepare(SealedJson);
        var assembly = _assembly ?? throw new InvalidOperationException("There is no entry assembly: this process was not started by a program of its own.");
        return new HostProgram(HostContext.OfThisProcess(), this, () => FlowList.ModuleOf(assembly)).RunAsync(args);
    }

    /// <summary>The provider of a run.</summary>
    internal BuiltServices BuildServices()
    {
        // A program without services does not pay for a container.
        if (Services.Count == 0)
            return new BuiltServices(provider: null);
        Services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(AmbientLogger<>)));
        return new BuiltServices(Services.BuildServiceProvider());
    }
}

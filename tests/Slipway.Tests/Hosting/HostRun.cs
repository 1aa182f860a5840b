using Slipway.Hosting.CommandLine;
using Slipway.Hosting.Running;
using Slipway.Hosting.Terminal;
using Slipway.Runtime;

namespace Slipway.Tests.Hosting;

/// <summary>A program of flows, run in this process with its output caught.</summary>
internal sealed class HostRun : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public HostRun(params FlowDefinition[] flows) => Module = HostFlows.Module(flows);

    public FlowModule Module { get; init; }

    public FlowAppBuilder App { get; } = new(assembly: null);

    public Interrupts Interrupts { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("slipway-host-").FullName;

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public Task<int> RunAsync(params string[] arguments)
    {
        var context = new HostContext
        {
            Program = "shop",
            Variable = name => Variables.GetValueOrDefault(name),
            WorkingDirectory = Folder,
            Terminal = new HostTerminal { Out = TextWriter.Synchronized(_out), Error = TextWriter.Synchronized(_error) },
            Interrupts = () => Interrupts,
        };
        return new HostProgram(context, App, () => Module).RunAsync(arguments);
    }

    public void Dispose()
    {
        Interrupts.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

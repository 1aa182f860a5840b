using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>What an engine says of a container.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Such as <c>created</c>, <c>running</c> or <c>exited</c>.</param>
/// <param name="IsRunning">Whether it runs.</param>
/// <param name="Pid">The pid of its first process; 0 when it does not run.</param>
/// <param name="ExitCode">Its exit code; 0 while it runs.</param>
/// <param name="OutOfMemory">Whether the engine knows that the kernel killed it for its memory.</param>
internal sealed record InspectedContainer(string Id, string Status, bool IsRunning, int Pid, int ExitCode, bool OutOfMemory)
{
    /// <summary>Whether its first process was started ever.</summary>
    public bool WasStarted => Status is not ("created" or "configured" or "initialized" or "removing");

    /// <summary>Asks the engine; null when it knows of no such container.</summary>
    public static async Task<InspectedContainer?> LoadAsync(EngineCli cli, string name, CancellationToken cancellationToken)
    {
        var result = await cli.RunAsync(["container", "inspect", name], cancellationToken);
        if (result.ExitCode != 0)
        {
            return result.Errors.Contains("no such container", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw new LocalEcsException("LOCALECS_ENGINE_FAILED", $"{cli.Engine.Name} cannot say what became of container {name}: {result.Reason}");
        }

        var json = JsonNode.Parse(result.Output)![0]!;
        var state = json["State"]!;
        return new(
            json[nameof(Id)]!.GetValue<string>(),
            state[nameof(Status)]!.GetValue<string>(),
            state["Running"]!.GetValue<bool>(),
            state[nameof(Pid)]!.GetValue<int>(),
            state[nameof(ExitCode)]!.GetValue<int>(),
            state["OOMKilled"]?.GetValue<bool>() ?? false);
    }
}

using System.Reflection;

namespace Slipway;

/// <summary>
/// The entry point of a program of flows: <c>return await FlowApp.RunAsync(args);</c> in Program.cs makes every method marked <see cref="FlowAttribute"/>
/// one that can be started by <c>run NAME</c>, listed, and deployed.
/// </summary>
public static class FlowApp
{
    /// <summary>Runs the command line with the flows of the entry assembly and of those that it references.</summary>
    /// <param name="args">The arguments of the program: <c>run FLOW [options]</c>, <c>list</c>, <c>slipway manifest</c>, <c>--help</c>.</param>
    /// <returns>The exit code, as docs/reference/exit-codes.md lists them: 0 for a flow that completed, 1 for one that failed.</returns>
    public static Task<int> RunAsync(string[] args) => CreateBuilder().RunAsync(args);

    /// <summary>Begins a program that has services, own sinks or settings.</summary>
    public static FlowAppBuilder CreateBuilder() => new(Assembly.GetEntryAssembly());
}

using Slipway.Cli.CommandLine;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Running;

/// <summary>Keeps the promise of <c>--json</c> when something goes wrong: standard output still holds exactly one object.</summary>
internal sealed class JsonGuard(CliContext context, bool json)
{
    /// <summary>Runs a command; an error becomes words on standard error, and with <c>--json</c> an object too.</summary>
    public async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
#pragma warning disable CA1031 // Whatever it is becomes a message and an exit code.
        catch (Exception exception) when (json)
#pragma warning restore CA1031
        {
            var (code, message, exitCode) = ErrorReport.Describe(exception);
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject("error");
                writer.WriteString("code", code);
                writer.WriteString("message", message);
                writer.WriteEndObject();
                writer.WriteNumber("commandExitCode", exitCode);
            });
            return ErrorReport.Write(exception, context);
        }
    }
}

using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Core.Text;

namespace Slipway.Cli.Doctor;

/// <summary><c>slipway doctor</c>: looks at everything that <c>run</c> needs.</summary>
internal static class DoctorCommand
{
    private const int Column = 25;

    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new CliCommand("doctor", "Looks at everything that 'slipway run' needs, and says what to mend. Exit code 0 when it will work, 1 when something will not.")
        {
            Examples =
            [
                new("slipway doctor -e prod", "Settings, credentials, cluster, network, roles, logs, registry, ledger."),
                new("slipway doctor -e local", "What runs containers on this machine."),
            ],
            Remarks = "It changes nothing, except that it takes and gives back a lease in the ledger to see whether the ledger can be written.",
        };
        var settings = new SettingsOptions(context, command, withCluster: true);
        command.Add(json);
        command.SetAction((parse, cancellationToken) => RunAsync(context, settings.Read(parse), parse.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, SettingsFlags flags, bool json, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        await foreach (var finding in new Examination(context, flags).RunAsync(cancellationToken))
        {
            findings.Add(finding);
            if (!json)
                Tell(context.Terminal, finding);
        }

        var failed = findings.Count(finding => finding.Level is FindingLevel.Failed);
        if (json)
            WriteJson(context.Terminal.Out, findings, failed == 0);
        else
            context.Terminal.Say(failed switch { 0 => "everything that 'slipway run' needs is there", 1 => "one thing to mend", _ => $"{failed} things to mend" });
        return failed == 0 ? ExitCodes.Success : ExitCodes.Findings;
    }

    private static void Tell(TerminalStreams terminal, Finding finding)
    {
        var word = finding.Word.PadRight(8);
        if (terminal.OutIsTerminal && terminal.Colours)
        {
            var colour = finding.Level switch { FindingLevel.Ok => "\e[32m", FindingLevel.Warning => "\e[33m", FindingLevel.Failed => "\e[1;31m", _ => "\e[2m" };
            word = $"{colour}{word}\e[0m";
        }

        var indent = new string(' ', Column);
        var text = Wrapping.Lines($"{finding.Word,-8} {finding.Check,-15} ", indent, finding.Text, terminal.OutWidth);
        terminal.Out.WriteLine(word + text[finding.Word.PadRight(8).Length..]);
        if (finding.Mend is { } mend)
            terminal.Out.WriteLine(Wrapping.Lines(indent + "→ ", indent + "  ", mend, terminal.OutWidth));
    }

    private static void WriteJson(TextWriter output, IReadOnlyList<Finding> findings, bool well) => JsonOutput.Write(output, writer =>
    {
        writer.WriteBoolean("ok", well);
        writer.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("check", finding.Check);
            writer.WriteString("level", finding.Word.ToLowerInvariant());
            writer.WriteString("text", finding.Text);
            writer.WriteString("mend", finding.Mend);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}

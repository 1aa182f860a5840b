using System.CommandLine;
using System.Text;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Help;

namespace Slipway.Cli.Tests.Reference;

public sealed class CommandReferenceTests
{
    [Fact]
    public void The_reference_of_commands_is_what_the_help_pages_say()
    {
        var text = new StringBuilder("""
            # The `slipway` command

            Generated from the program's own help pages. Settings are in [settings.md](settings.md), exit codes in
            [exit-codes.md](exit-codes.md), errors in [errors.md](errors.md).

            Results and the container's log go to standard output, Slipway's own words to standard error. With `--json`, standard output holds exactly
            one JSON object, also after an error (`{"error": {"code", "message"}, "commandExitCode"}`), and the container's log goes to standard
            error. `NO_COLOR` and `TERM=dumb` are respected; in a pipe nothing is coloured, wrapped or redrawn.

            What follows `--` belongs to the container and is never read as an option.

            The completion scripts of bash, zsh and fish are tried in their shells by the tests. PowerShell's is not: its shape and what it asks of `slipway` are.


            """.ReplaceLineEndings("\n"));
        var root = CommandTree.Build(TestContexts.In(Path.GetTempPath()));
        Write(text, root, ["slipway"]);
        Document.IsExactly("docs/reference/cli.md", text.ToString().TrimEnd() + "\n");
    }

    private static void Write(StringBuilder text, Command command, IReadOnlyList<string> path)
    {
        if (command is not RootCommand)
        {
            text.Append($"## {string.Join(' ', path)}\n\n```text\n{HelpPage.Usage(command, path)}\n```\n\n{command.Description}\n\n");
            Table(text, "Argument", command.Arguments.Where(argument => !argument.Hidden).Select(argument => (argument.Name, argument.Description)));
            Table(text, "Option", HelpPage.Options(command).Where(option => option.Name != "--help").Select(option => (HelpPage.Label(option).Trim(), option.Description)));
            var details = command as CliCommand;
            if (details?.Examples is { Count: > 0 } examples)
            {
                text.Append("```sh\n");
                foreach (var example in examples)
                    text.Append($"{example.CommandLine}   # {example.Meaning}\n");
                text.Append("```\n\n");
            }

            if (details?.Remarks is { } remarks)
                text.Append(remarks.Replace("\n", "\n\n", StringComparison.Ordinal)).Append("\n\n");
        }

        foreach (var sub in command.Subcommands.Where(sub => !sub.Hidden))
            Write(text, sub, [.. path, sub.Name]);
    }

    private static void Table(StringBuilder text, string title, IEnumerable<(string Name, string? Description)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        text.Append($"| {title} | |\n|---|---|\n");
        foreach (var (name, description) in all)
            text.Append($"| `{name}` | {description?.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        text.Append('\n');
    }
}

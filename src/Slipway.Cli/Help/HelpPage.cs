using System.CommandLine;
using System.Text;
using Slipway.Cli.CommandLine;
using Slipway.Core.Text;

namespace Slipway.Cli.Help;

/// <summary>Writes the help page of a command: usage, what it does, what it takes, examples.</summary>
internal static class HelpPage
{
    /// <summary>The page, at most <paramref name="width"/> columns wide where words allow it.</summary>
    public static string Of(Command command, IReadOnlyList<string> path, int width)
    {
        var page = new HelpText(width);
        var details = command as CliCommand;
        page.Line($"Usage: {Usage(command, path)}").Line().Paragraph(command.Description ?? "");

        page.Section("Arguments", [.. command.Arguments.Where(a => !a.Hidden).Select(a => (a.Name, a.Description ?? ""))]);
        page.Section("Commands", [.. command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, FirstSentence(c.Description)))]);
        page.Section("Options", [.. Options(command).Select(o => (Label(o), o.Description ?? ""))]);

        if (details?.Examples is { Count: > 0 } examples)
        {
            page.Line().Line("Examples:");
            foreach (var example in examples)
                page.Line("  " + example.CommandLine).Paragraph(example.Meaning, "      ");
        }

        if (details?.Remarks is { } remarks)
            page.Line().Paragraph(remarks);
        if (command.Subcommands.Any(c => !c.Hidden))
            page.Line().Line($"'{string.Join(' ', path)} COMMAND --help' tells more about a command.");
        return page.ToString();
    }

    /// <summary>The options that the page lists, those for every command last.</summary>
    public static IEnumerable<Option> Options(Command command) =>
        command.Options.Where(o => !o.Hidden).Concat(command is RootCommand ? [] : [SharedOptions.Help]).OrderBy(o => o.Name == "--help" || o.Name == "--version");

    /// <summary>The usage line, without <c>Usage:</c>.</summary>
    public static string Usage(Command command, IReadOnlyList<string> path)
    {
        var usage = new StringBuilder(string.Join(' ', path));
        if (command.Subcommands.Any(c => !c.Hidden))
            usage.Append(" COMMAND");
        foreach (var argument in command.Arguments.Where(a => !a.Hidden))
        {
            var name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "…" : argument.Name;
            usage.Append(' ').Append(argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name);
        }

        usage.Append(" [options]");
        if ((command as CliCommand)?.AfterDashes is { } after)
            usage.Append($" [-- {after}]");
        return usage.ToString();
    }

    /// <summary>The option's names and the placeholder of its value.</summary>
    public static string Label(Option option)
    {
        var names = option.Aliases.Where(alias => alias is not ("/?" or "/h" or "-?")).Append(option.Name).OrderBy(name => name.Length);
        var value = option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool) ? " " + (option.HelpName ?? "VALUE") : "";
        var label = string.Join(", ", names);
        return (label.StartsWith("--", StringComparison.Ordinal) ? "    " + label : label) + value;
    }

    private static string FirstSentence(string? text) => text is null ? "" : text.Split(". ", 2)[0].TrimEnd('.') + ".";
}

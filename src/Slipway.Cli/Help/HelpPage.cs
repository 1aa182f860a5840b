using System.CommandLine;
using System.Text;
using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Help;

/// <summary>Writes the help page of a command: usage, what it does, what it takes, examples.</summary>
internal static class HelpPage
{
    private const int MaxWidth = 100;
    private const int MinText = 30;
    private const int MaxFirstColumn = 30;

    /// <summary>The page, at most <paramref name="width"/> columns wide where words allow it.</summary>
    public static string Of(Command command, IReadOnlyList<string> path, int width)
    {
        width = Math.Clamp(width, 40, MaxWidth);
        var page = new StringBuilder();
        var details = command as CliCommand;
        page.Append("Usage: ").AppendLine(Usage(command, path)).AppendLine();
        Wrap(page, command.Description ?? "", "", width);

        Section(page, "Arguments", [.. command.Arguments.Where(a => !a.Hidden).Select(a => (a.Name, a.Description ?? ""))], width);
        Section(page, "Commands", [.. command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, FirstSentence(c.Description)))], width);
        Section(page, "Options", [.. Options(command).Select(o => (Label(o), o.Description ?? ""))], width);

        if (details?.Examples is { Count: > 0 } examples)
        {
            page.AppendLine().AppendLine("Examples:");
            foreach (var example in examples)
            {
                page.Append("  ").AppendLine(example.CommandLine);
                Wrap(page, example.Meaning, "      ", width);
            }
        }

        if (details?.Remarks is { } remarks)
        {
            page.AppendLine();
            Wrap(page, remarks, "", width);
        }

        if (command.Subcommands.Any(c => !c.Hidden))
            page.AppendLine().AppendLine($"'{string.Join(' ', path)} COMMAND --help' tells more about a command.");
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

    private static void Section(StringBuilder page, string title, IReadOnlyList<(string Name, string Text)> rows, int width)
    {
        if (rows.Count == 0)
            return;

        page.AppendLine().Append(title).AppendLine(":");
        var column = Math.Min(rows.Max(row => row.Name.Length), Math.Min(MaxFirstColumn, width - MinText));
        var indent = new string(' ', column + 4);
        foreach (var (name, text) in rows)
        {
            page.Append("  ").Append(name);
            if (name.Length > column)
            {
                page.AppendLine();
                Wrap(page, text, indent, width);
                continue;
            }

            page.Append(' ', column + 2 - name.Length);
            Wrap(page, text, indent, width, firstLineStarted: true);
        }
    }

    private static void Wrap(StringBuilder page, string text, string indent, int width, bool firstLineStarted = false)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var column = indent.Length;
            if (!firstLineStarted)
                page.Append(indent);
            firstLineStarted = false;
            var first = true;
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!first && column + 1 + word.Length > width)
                {
                    page.AppendLine().Append(indent);
                    column = indent.Length;
                    first = true;
                }

                page.Append(first ? "" : " ").Append(word);
                column += word.Length + (first ? 0 : 1);
                first = false;
            }

            page.AppendLine();
        }
    }

    private static string FirstSentence(string? text) => text is null ? "" : text.Split(". ", 2)[0].TrimEnd('.') + ".";
}

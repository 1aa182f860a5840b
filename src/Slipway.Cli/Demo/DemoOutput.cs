using System.Globalization;
using Slipway.Cli.Terminal;
using Spectre.Console;

namespace Slipway.Cli.Demo;

/// <summary>How the demo talks: headings, the commands typed, what they write, and what was checked.</summary>
internal sealed class DemoOutput(TerminalStreams terminal)
{
    private readonly IAnsiConsole _console = terminal.OutConsole();
    private readonly Lock _gate = new();
    private int _step;

    /// <summary>A line of the demo's own.</summary>
    public void Say(string text) => Line(Markup.Escape(text));

    /// <summary>Begins a step.</summary>
    public void Heading(string text) => Line($"\n[bold]{++_step}. {Markup.Escape(text)}[/]");

    /// <summary>A command line as somebody would type it.</summary>
    public void Command(string commandLine) => Line($"[cyan]$ {Markup.Escape(commandLine)}[/]");

    /// <summary>A line that a command wrote.</summary>
    public void Echo(string line) => Line($"[grey]  {Markup.Escape(line)}[/]");

    /// <summary>A line of a diff.</summary>
    public void Diff(string line) => Line(line switch
    {
        ['-', ..] => $"[red]  {Markup.Escape(line)}[/]",
        ['+', ..] => $"[green]  {Markup.Escape(line)}[/]",
        _ => $"[grey]  {Markup.Escape(line)}[/]",
    });

    /// <summary>Something that was checked and holds.</summary>
    public void Checked(string claim) => Line($"[green]✓[/] {Markup.Escape(claim)}");

    /// <summary>Something that was checked and does not hold.</summary>
    public void Broken(string claim) => Line($"[red]✗ {Markup.Escape(claim)}[/]");

    /// <summary>The table at the end.</summary>
    public void Table(IReadOnlyList<DemoStep> steps)
    {
        var table = new Table { Border = terminal.OutIsTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in (string[])["step", "what happened", "calls that change AWS", "calls that look", "time"])
            table.AddColumn(column);
        foreach (var step in steps)
        {
            table.AddRow(
                new Text(step.Name),
                new Text(step.Result),
                new Text(step.Calls.Changes is { Length: > 0 } changes ? changes : "none"),
                new Text(step.Calls.Reads is { Length: > 0 } reads ? reads : "none"),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{step.Elapsed.TotalSeconds:0.0} s")));
        }

        lock (_gate)
        {
            _console.WriteLine();
            _console.Write(table);
        }
    }

    private void Line(string markup)
    {
        lock (_gate)
            _console.MarkupLine(markup);
    }
}

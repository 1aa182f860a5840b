using System.CommandLine;
using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Flows;

/// <summary><c>slipway flow graph</c>.</summary>
internal static class GraphCommand
{
    private static readonly string[] Formats = ["text", "mermaid", "dot", "json"];

    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The flow." };
        var format = new Option<string>("--format")
        {
            HelpName = "FORMAT",
            Description = "text (a picture for the terminal), mermaid (for Markdown), dot (for Graphviz) or json. Default: text.",
            DefaultValueFactory = _ => "text",
        };
        format.CompletionSources.Add(Formats);
        var command = new CliCommand("graph", "Shows what a flow runs, and in which order.")
        {
            Examples =
            [
                new("slipway flow graph flows/daily-orders.yaml", "A picture on the terminal."),
                new("slipway flow graph flows/daily-orders.yaml --format mermaid", "A diagram that GitHub and GitLab draw."),
            ],
        };
        command.Add(file);
        command.Add(format);
        command.SetAction(parse => Run(context, parse.GetRequiredValue(file), parse.GetRequiredValue(format)));
        return command;
    }

    private static int Run(CliContext context, string path, string format)
    {
        if (!Formats.Contains(format, StringComparer.Ordinal))
            throw new Core.Errors.SlipwayException("input.option", $"--format: '{format}' is none of: {string.Join(", ", Formats)}.");
        var file = FlowFile.Read(path, context.WorkingDirectory);
        switch (format)
        {
            case "mermaid":
                context.Terminal.Out.Write(GraphFormats.Mermaid(file));
                break;
            case "dot":
                context.Terminal.Out.Write(GraphFormats.Dot(file));
                break;
            case "json":
                GraphFormats.Json(file, context.Terminal.Out);
                break;
            default:
                context.Terminal.Out.Write(GraphPicture.Draw(file));
                break;
        }

        return ExitCodes.Success;
    }
}

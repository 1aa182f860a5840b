using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Terminal;
using Slipway.Core.Text;

namespace Slipway.Cli.Settings;

/// <summary><c>slipway config</c>.</summary>
internal static class ConfigCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context) => new("config", "Shows the settings.") { Show(context) };

    private static CliCommand Show(CliContext context)
    {
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new CliCommand("show", "Shows the settings of an environment, and where each value comes from. Values of 'env' are not shown.")
        {
            Examples =
            [
                new("slipway config show", "The environment that 'slipway run' would use here."),
                new("slipway config show -e prod --json", "Another environment, for programs."),
            ],
        };
        var options = new SettingsOptions(context, command, withCluster: true);
        command.Add(json);
        command.SetAction(parse => Run(context, options.Load(parse), parse.GetValue(json)));
        return command;
    }

    private static int Run(CliContext context, LoadedSettings settings, bool json)
    {
        var values = ShownValue.Of(settings);
        if (json)
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteString("file", settings.File?.Path);
                writer.WriteStartObject("settings");
                foreach (var value in values)
                {
                    writer.WriteStartObject(value.Name);
                    if (value.Items is null)
                    {
                        writer.WriteString("value", value.Value);
                    }
                    else
                    {
                        writer.WriteStartArray("value");
                        foreach (var item in value.Items)
                            writer.WriteStringValue(item);
                        writer.WriteEndArray();
                    }

                    writer.WriteString("origin", value.Origin);
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            });
            return ExitCodes.Success;
        }

        var table = new TextTable("SETTING", "VALUE", "FROM");
        foreach (var value in values)
            table.Add(value.Name, value.Value, value.Origin);
        table.Write(context.Terminal);
        foreach (var name in settings.UnknownVariables)
        {
            var known = SettingsMembers.Common.Select(member => member.Variable).OfType<string>().Concat(SettingsMembers.OtherVariables);
            context.Terminal.Say($"the variable {name} means nothing to Slipway.{Spelling.Hint(name, known)}");
        }

        return ExitCodes.Success;
    }
}

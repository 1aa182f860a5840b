using System.CommandLine;
using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Settings;

/// <summary>The options of every command that works in an environment.</summary>
internal sealed class SettingsOptions
{
    private readonly CliContext _context;

    private readonly Option<string?> _environment = new("--environment", "-e") { HelpName = "NAME", Description = "The environment of slipway.yaml to work in, or 'local' for ECS on this machine." };
    private readonly Option<string?> _file = new("--settings") { HelpName = "FILE", Description = "The settings file. Default: slipway.yaml here or in the nearest folder above." };
    private readonly Option<string?> _cluster = new("--cluster") { HelpName = "NAME", Description = "The ECS cluster, by name or ARN." };
    private readonly Option<string?> _region = new("--region") { HelpName = "REGION", Description = "The AWS region." };
    private readonly Option<string?> _profile = new("--profile") { HelpName = "NAME", Description = "The profile of ~/.aws/config to take credentials from." };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="context">The process.</param>
    /// <param name="command">The command.</param>
    /// <param name="withCluster">Whether the command does something in a cluster.</param>
    public SettingsOptions(CliContext context, Command command, bool withCluster = false)
    {
        _context = context;
        _environment.CompletionSources.Add(_ => EnvironmentNames());
        command.Add(_environment);
        if (withCluster)
            command.Add(_cluster);
        command.Add(_region);
        command.Add(_profile);
        command.Add(_file);
    }

    /// <summary>What the command line says.</summary>
    public SettingsFlags Read(ParseResult parse) => new()
    {
        Environment = parse.GetValue(_environment),
        File = parse.GetValue(_file),
        Values = new[] { _cluster, _region, _profile }
            .Where(option => parse.GetResult(option) is not null && parse.GetValue(option) is not null)
            .ToDictionary(option => option.Name, option => parse.GetValue(option)!, StringComparer.Ordinal),
    };

    /// <summary>Loads the settings.</summary>
    public LoadedSettings Load(ParseResult parse) => SettingsLoader.Load(_context, Read(parse));

    // Completion never fails: a file that cannot be read has no names.
    private IEnumerable<string> EnvironmentNames()
    {
        try
        {
            var file = SettingsFile.Find(_context.WorkingDirectory) is { } path ? YamlReader.Read(path, File.ReadAllText(path)) : null;
            return ((file?[SettingsMembers.Environments] as SettingsMap)?.Entries.Select(entry => entry.Name) ?? []).Append(LocalEnvironment.Name).Distinct(StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SettingsException)
        {
            return [LocalEnvironment.Name];
        }
    }
}

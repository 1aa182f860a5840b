using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Settings;
using Slipway.Core.Containers;
using Slipway.Core.Errors;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;

namespace Slipway.Cli.Running;

/// <summary>The options of <c>slipway run</c>, and what they mean.</summary>
internal sealed class RunOptions
{
    private readonly Argument<string> _image = new("IMAGE") { Description = "The image and its version: dbt-model:1.0.1, dbt-model:^1.0, dbt-model@sha256:…, with or without a registry." };
    private readonly Option<string[]> _env = new("--env") { HelpName = "NAME=VALUE", Description = "An environment variable of the container; NAME alone passes on your own. May be given several times." };
    private readonly Option<string[]> _envFile = new("--env-file") { HelpName = "FILE", Description = "A file of NAME=VALUE lines. --env goes over it. May be given several times." };
    private readonly Option<string[]> _secret = new("--secret") { HelpName = "NAME=REF", Description = "An environment variable that ECS fetches at start: ssm:/path, secretsmanager:name[:json-key], or an ARN. May be given several times." };
    private readonly Option<string?> _cpu = new("--cpu") { HelpName = "VCPU", Description = "CPU of this run, in vCPU: 0.5." };
    private readonly Option<string?> _memory = new("--memory") { HelpName = "SIZE", Description = "Memory of this run: '2 GiB', or a bare number of MiB." };
    private readonly Option<string?> _timeout = new("--timeout") { HelpName = "TIME", Description = "Stops the container when it runs longer: 90s, 45m, 2h. Exit code 122." };
    private readonly Option<string?> _launchId = new("--launch-id") { HelpName = "ID", Description = "Makes the run idempotent: the same id again, from any machine, follows what it started before." };
    private readonly Option<bool> _detach = new("--detach", "-d") { Description = "Returns once ECS has the ECS task, and prints the launch's id." };
    private readonly Option<bool> _perRun = new("--per-run") { Description = "Runs on a revision of its own, which is deregistered afterwards." };
    private readonly Option<bool> _json = new("--json") { Description = "Ends with one JSON object on standard output; the container's log goes to standard error." };

    private readonly Option<string?> _result = new("--result") { HelpName = "FILE", Description = "Where to put the JSON that the container writes into the file that its variable SLIPWAY_RESULT_FILE names. Without any, no file." };
    private readonly Option<string?> _report = new("--report") { HelpName = "FILE", Description = "Where to put the object of --json, beside the log on standard output." };

    /// <summary>Adds the options to the command.</summary>
    public RunOptions(Command command)
    {
        command.Add(_image);
        foreach (var option in new Option[] { _env, _envFile, _secret, _cpu, _memory, _timeout, _launchId, _detach, _perRun, _result, _report, _json })
            command.Add(option);
    }

    /// <summary>The image as it was written.</summary>
    public string Image(ParseResult parse) => parse.GetRequiredValue(_image);

    /// <summary>Whether to let go once it is started.</summary>
    public bool Detach(ParseResult parse) => parse.GetValue(_detach);

    /// <summary>Whether it runs on a revision of its own.</summary>
    public bool PerRun(ParseResult parse) => parse.GetValue(_perRun);

    /// <summary>Whether standard output is for one object.</summary>
    public bool Json(ParseResult parse) => parse.GetValue(_json);

    /// <summary>The launch's id: the one that was given, or a new one, which nobody can have used before.</summary>
    public (LaunchId Id, bool IsNew) LaunchId(ParseResult parse, TimeProvider time) =>
        parse.GetValue(_launchId) is { } text ? (Core.Launches.LaunchId.Parse(text), false) : (Core.Launches.LaunchId.New(time), true);

    /// <summary>How long the container may run; null means without limit.</summary>
    public TimeSpan? Timeout(ParseResult parse)
    {
        if (parse.GetValue(_timeout) is not { } text)
            return null;
        Refuse("--timeout", Quantity.ReadDuration(text, out var timeout));
        return timeout > TimeSpan.Zero ? timeout : throw Bad("--timeout", "it must be longer than nothing");
    }

    /// <summary>What this run wants otherwise than the settings say.</summary>
    public RunRequest Request(ParseResult parse, CliContext context)
    {
        int? cpu = null, memory = null;
        if (parse.GetValue(_cpu) is { } cpuText)
        {
            Refuse("--cpu", Quantity.ReadCpu(cpuText, out var units));
            cpu = units;
        }

        if (parse.GetValue(_memory) is { } memoryText)
        {
            Refuse("--memory", Quantity.ReadMemory(memoryText, out var mebibytes));
            memory = mebibytes;
        }

        return new RunRequest
        {
            Command = context.AfterDashes is { Count: > 0 } command ? command : null,
            CpuUnits = cpu,
            MemoryMiB = memory,
            Env = EnvFile.Read(parse.GetValue(_envFile) ?? [], parse.GetValue(_env) ?? [], context.Variables, context.WorkingDirectory),
        };
    }

    /// <summary>The secrets of this run, as settings.</summary>
    public SettingsMap Secrets(ParseResult parse)
    {
        var origin = Origin.Flag("--secret");
        var entries = new List<SettingsEntry>();
        foreach (var text in parse.GetValue(_secret) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw Bad("--secret", "write NAME=REF, such as PASSWORD=ssm:/data/password");
            if (!SecretReference.TryParse(text[(equals + 1)..], out _, out var problem))
                throw Bad("--secret", $"{text[..equals]} {problem}");
            entries.RemoveAll(entry => entry.Name == text[..equals]);
            entries.Add(new SettingsEntry(text[..equals], origin, new SettingsScalar(text[(equals + 1)..], true, origin)));
        }

        return new SettingsMap(entries, origin);
    }

    /// <summary>Where the container's result goes; null when nobody wants it.</summary>
    public string? Result(ParseResult parse, CliContext context) => FileOf(parse, context, _result);

    /// <summary>Where the report goes besides; null for nowhere.</summary>
    public string? Report(ParseResult parse, CliContext context) => FileOf(parse, context, _report);

    /// <summary>Refuses options that contradict each other.</summary>
    public void Check(ParseResult parse)
    {
        if (Detach(parse) && parse.GetValue(_timeout) is not null)
            throw Bad("--timeout", "with --detach nobody is there to stop the container. Leave one of them out");
        if (Detach(parse) && parse.GetValue(_result) is not null)
            throw Bad("--result", "with --detach nobody waits for it. Leave one of them out");
    }

    // Found out before the run, not after an hour of it.
    private static string? FileOf(ParseResult parse, CliContext context, Option<string?> option)
    {
        if (parse.GetValue(option) is not { } file)
            return null;
        var path = Path.GetFullPath(file, context.WorkingDirectory);
        if (Directory.Exists(path))
            throw Bad(option.Name, $"{file} is a folder");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw Bad(option.Name, $"there is no folder {Path.GetDirectoryName(path)}");
        return path;
    }

    private static void Refuse(string option, string? problem)
    {
        if (problem is not null)
            throw Bad(option, problem);
    }

    private static SlipwayException Bad(string option, string problem) => new("input.option", $"{option}: {problem}.");
}

using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Core.Errors;
using Slipway.Core.Text;

namespace Slipway.Cli.Local;

/// <summary>The options by which LocalEcs is started.</summary>
internal sealed class LocalEcsOptionSet
{
    private static readonly string[] Runtimes = ["auto", "podman", "docker", "process"];

    private readonly Option<int> _port = new("--port") { HelpName = "PORT", Description = "The port on loopback. Default: the last one, else a free one." };
    private readonly Option<string?> _runtime = new("--runtime") { HelpName = "NAME", Description = "What runs containers: podman, docker, process, or auto for the best that is there (default)." };
    private readonly Option<string?> _images = new("--images") { HelpName = "FILE", Description = "A JSON file that maps images to folders and commands, for the process runtime." };
    private readonly Option<string?> _secrets = new("--secrets") { HelpName = "FILE", Description = "A JSON file with values of secrets by reference." };
    private readonly Option<string?> _registry = new("--registry") { HelpName = "URL", Description = "A plain registry that answers look-ups of images, such as http://localhost:5000." };

    /// <summary>Adds the options to a command.</summary>
    public LocalEcsOptionSet(Command command)
    {
        _runtime.CompletionSources.Add(Runtimes);
        foreach (var option in new Option[] { _port, _runtime, _images, _secrets, _registry })
            command.Add(option);
    }

    /// <summary>Reads the options; files become full paths.</summary>
    public LocalServerChoices Read(ParseResult parse, CliContext context)
    {
        var runtime = parse.GetValue(_runtime) ?? "auto";
        if (!Runtimes.Contains(runtime, StringComparer.Ordinal))
            throw new SlipwayException("input.option", $"--runtime: there is no '{runtime}'. It is one of {string.Join(", ", Runtimes)}.{Spelling.Hint(runtime, Runtimes)}");
        var port = parse.GetValue(_port);
        if (port is < 0 or > ushort.MaxValue)
            throw new SlipwayException("input.option", $"--port: {port} is not a port; use 1 to {ushort.MaxValue}, or 0 for a free one.");
        var registry = parse.GetValue(_registry);
        if (registry is not null && !(Uri.TryCreate(registry, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            throw new SlipwayException("input.option", $"--registry: '{registry}' is not the address of a registry; write it with its scheme: http://localhost:5000.");
        return new LocalServerChoices
        {
            Port = port,
            Runtime = runtime,
            Images = ExistingFile(parse, _images, context),
            Secrets = ExistingFile(parse, _secrets, context),
            Registry = registry,
        };
    }

    private static string? ExistingFile(ParseResult parse, Option<string?> option, CliContext context)
    {
        if (parse.GetValue(option) is not { } file)
            return null;
        var path = Path.GetFullPath(file, context.WorkingDirectory);
        return File.Exists(path) ? path : throw new SlipwayException("input.option", $"{option.Name}: there is no file {path}.");
    }
}

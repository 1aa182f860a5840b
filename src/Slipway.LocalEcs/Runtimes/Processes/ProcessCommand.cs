using Slipway.LocalEcs.Images;

namespace Slipway.LocalEcs.Runtimes.Processes;

/// <summary>What a plan comes to when its container is a plain process: program, arguments, environment and working directory.</summary>
/// <param name="Program">The full path of the program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">All of its environment.</param>
/// <param name="WorkingDirectory">Where it starts.</param>
internal sealed record ProcessCommand(
    string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string WorkingDirectory)
{
    // Nothing else of the host's environment: credentials live there, and under HOME.
    private static readonly string[] FromHost = ["PATH", "LANG", "DOTNET_ROOT"];

    /// <summary>Works it out, with the rules of docker: an entry point of the definition drops the image's command.</summary>
    /// <param name="plan">The container.</param>
    /// <param name="image">Its image.</param>
    /// <param name="places">The folders of the container.</param>
    /// <exception cref="ContainerStartException">It cannot be started; the message is ECS's reason.</exception>
    public static ProcessCommand Of(ContainerPlan plan, MappedImage image, ProcessPlaces places)
    {
        IReadOnlyList<string> words =
        [
            .. plan.EntryPoint ?? image.EntryPoint,
            .. plan.Command ?? (plan.EntryPoint is null ? image.Command : []),
        ];
        if (words.Count == 0)
        {
            throw new ContainerStartException(ContainerReasons.CannotStartFor("no command specified"));
        }

        return Of(plan, image, places, words);
    }

    /// <summary>Works out a command that runs beside the container's own, in the same surroundings: a health check.</summary>
    public static ProcessCommand Of(ContainerPlan plan, MappedImage image, ProcessPlaces places, IReadOnlyList<string> words)
    {
        var environment = EnvironmentOf(plan, image, places);
        var directory = Directory(plan, places);
        var program = Resolve(places.Translate(words[0]), environment["PATH"], directory);
        return new(program, [.. words.Skip(1).Select(places.Translate)], environment, directory);
    }

    private static Dictionary<string, string> EnvironmentOf(ContainerPlan plan, MappedImage image, ProcessPlaces places)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = places.Home,
            ["TMPDIR"] = places.Temporary,
        };
        foreach (var name in FromHost)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                environment[name] = value;
            }
        }

        foreach (var (name, value) in places.Volumes.Concat(image.Environment).Concat(plan.Environment))
        {
            if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') || value.Contains('\0', StringComparison.Ordinal))
            {
                throw new ContainerStartException(ContainerReasons.CannotStartFor($"invalid environment variable: '{name}'"));
            }

            environment[name] = places.Translate(value);
        }

        return environment;
    }

    private static string Directory(ContainerPlan plan, ProcessPlaces places)
    {
        if (plan.WorkingDirectory is not { } wanted)
        {
            return places.Work;
        }

        var translated = places.Translate(wanted);
        var directory = translated != wanted ? translated : Path.Combine(places.Work, wanted.TrimStart('/'));
        return System.IO.Directory.Exists(directory)
            ? directory
            : throw new ContainerStartException(ContainerReasons.CannotStartFor(
                $"the working directory {wanted} is neither in the image's folder nor in a mounted volume"));
    }

    private static string Resolve(string program, string path, string directory)
    {
        var file = Locate(program, path, directory);
        return HasFormat(file) ? file : throw new ContainerStartException(ContainerReasons.CannotExecute(program, "exec format error"));
    }

    private static string Locate(string program, string path, string directory)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            var full = Path.GetFullPath(program, directory);
            if (!File.Exists(full))
            {
                throw new ContainerStartException(ContainerReasons.CannotExecute(program, $"stat {program}: no such file or directory"));
            }

            return IsExecutable(full) ? full : throw new ContainerStartException(ContainerReasons.CannotExecute(program, "permission denied"));
        }

        return path.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(Path.GetFullPath(folder, directory), program))
            .FirstOrDefault(file => File.Exists(file) && IsExecutable(file))
            ?? throw new ContainerStartException(ContainerReasons.CannotExecute(program, "executable file not found in $PATH"));
    }

    private static bool IsExecutable(string file)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(target) & Execute) != UnixFileMode.None;
    }

    // The C library would hand a script without its first line to a shell; the engines do not.
    private static bool HasFormat(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            Span<byte> start = stackalloc byte[4];
            var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return start[..length].StartsWith("#!"u8) || start[..length].SequenceEqual("\u007fELF"u8);
        }
        catch (UnauthorizedAccessException)
        {
            // A program may be executable and not readable; a script may not.
            return true;
        }
    }
}

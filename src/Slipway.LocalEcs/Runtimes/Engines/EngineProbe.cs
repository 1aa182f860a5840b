using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>Finds out whether an engine works, by asking it, and how it must be called.</summary>
internal sealed class EngineProbe(string stateDirectory)
{
    private const string Nothing = "/slipway-probe";
    private const int CommandNotFound = 127;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks an engine.</summary>
    /// <returns>The engine, or null and why not.</returns>
    public async Task<(Engine? Engine, string Why)> TryAsync(EngineKind kind, TimeProvider time, CancellationToken cancellationToken)
    {
        var name = kind == EngineKind.Podman ? "podman" : "docker";
        if (FindProgram(name) is not { } program)
        {
            return (null, $"{name} is not installed");
        }

        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return kind == EngineKind.Podman ? await TryPodmanAsync(program, either.Token) : await TryDockerAsync(program, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"{name} did not answer within {Patience.TotalSeconds:0} s");
        }
        catch (Exception exception) when (exception is JsonException or LocalEcsException)
        {
            return (null, $"{name} gave an answer that cannot be read: {exception.Message}");
        }
    }

    /// <summary>The full path of a program on PATH; null when it is not there.</summary>
    public static string? FindProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private async Task<(Engine? Engine, string Why)> TryPodmanAsync(string program, CancellationToken cancellationToken)
    {
        var engine = new Engine { Kind = EngineKind.Podman, Program = program, Version = "" };
        var answer = await new EngineCli(engine).RunAsync(["info", "--format", "json"], cancellationToken);
        if (answer.ExitCode != 0)
        {
            return (null, $"podman does not work: {answer.Reason}");
        }

        var info = JsonNode.Parse(answer.Output)!;
        var controllers = info["host"]?["cgroupControllers"]?.AsArray().Select(node => node!.GetValue<string>()).ToArray() ?? [];
        var isLocal = OperatingSystem.IsLinux() && info["host"]?["serviceIsRemote"]?.GetValue<bool>() != true;
        engine = engine with
        {
            Version = info["version"]?["Version"]?.GetValue<string>() ?? "of unknown version",
            IsLocal = isLocal,
            LimitsMemory = !isLocal || controllers.Contains("memory"),
            LimitsCpu = !isLocal || controllers.Contains("cpu"),
            ImageStore = isLocal ? $"{info["store"]?["graphRoot"]}/{info["store"]?["graphDriverName"]}-images" : null,
        };
        return isLocal ? await FindWayToStartAsync(engine, cancellationToken) : (engine, $"podman {engine.Version} answers");
    }

    /// <summary>Tries to start a container, by default settings first, then around two known obstacles. Settings that work are remembered.</summary>
    private async Task<(Engine? Engine, string Why)> FindWayToStartAsync(Engine engine, CancellationToken cancellationToken)
    {
        // Without CAP_SYS_RESOURCE podman's default limits cannot be set. The machine's own containers.conf stays as it is.
        var folder = Path.Combine(stateDirectory, "podman");
        StateDatabase.CreateOwnedDirectory(folder);
        var configuration = Path.Combine(folder, "containers.conf");
        await File.WriteAllTextAsync(configuration, "[containers]\ndefault_ulimits = []\n", cancellationToken);
        var noLimits = new Dictionary<string, string> { ["CONTAINERS_CONF"] = configuration };
        (Engine Engine, string With)[] ways =
        [
            (engine, ""),
            (engine with { Environment = noLimits }, " with default_ulimits = []"),
            .. FindProgram("runc") is null ? Array.Empty<(Engine, string)>() :
            [
                (engine with { GlobalArguments = ["--runtime", "runc"] }, " with --runtime runc"),
                (engine with { GlobalArguments = ["--runtime", "runc"], Environment = noLimits }, " with --runtime runc and default_ulimits = []"),
            ],
        ];

        var remembered = Path.Combine(folder, "way.txt");
        var key = $"{engine.Program} {engine.Version}";
        if (File.Exists(remembered)
            && await File.ReadAllLinesAsync(remembered, cancellationToken) is [var forEngine, var with]
            && forEngine == key
            && Array.Find(ways, way => way.With == with) is { Engine: not null } known)
        {
            return (known.Engine, $"podman {engine.Version} starts containers{with}");
        }

        var reason = "";
        foreach (var way in ways)
        {
            if (await WhyItCannotStartAsync(way.Engine, folder, cancellationToken) is not { } why)
            {
                await File.WriteAllLinesAsync(remembered, [key, way.With], cancellationToken);
                return (way.Engine, $"podman {engine.Version} starts containers{way.With}");
            }

            reason = reason.Length == 0 ? why : reason;
        }

        return (null, $"podman {engine.Version} is installed but cannot start a container: {reason}");
    }

    /// <summary>Starts an empty container for a program that is not there: when only the program is missing, all that comes before works.</summary>
    private static async Task<string?> WhyItCannotStartAsync(Engine engine, string folder, CancellationToken cancellationToken)
    {
        var root = Path.Combine(folder, "empty");
        Directory.CreateDirectory(root);
        var result = await new EngineCli(engine).RunAsync(
            ["run", "--rm", "--network", "host", "--rootfs", root, Nothing], cancellationToken, workingDirectory: folder);
        return result.ExitCode == CommandNotFound && result.Errors.Contains(Nothing, StringComparison.Ordinal) ? null : result.Reason;
    }

    private static async Task<(Engine? Engine, string Why)> TryDockerAsync(string program, CancellationToken cancellationToken)
    {
        var engine = new Engine { Kind = EngineKind.Docker, Program = program, Version = "" };
        var answer = await new EngineCli(engine).RunAsync(["info", "--format", "{{json .}}"], cancellationToken);
        // The program answers for itself, with errors inside, even when its daemon is not there.
        if (answer.ExitCode != 0 || JsonNode.Parse(answer.Output) is not { } info || info["ServerVersion"]?.GetValue<string>() is not { Length: > 0 } version)
        {
            return (null, $"docker's daemon does not answer: {answer.Reason}");
        }

        engine = engine with
        {
            Version = version,
            LimitsMemory = info["MemoryLimit"]?.GetValue<bool>() ?? true,
            LimitsCpu = info["CPUShares"]?.GetValue<bool>() ?? true,
        };
        return (engine, $"docker {version} answers");
    }
}

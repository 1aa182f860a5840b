using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>What is refused in one container definition.</summary>
/// <remarks>documented, where nothing else is said: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html</remarks>
internal static partial class ContainerRules
{
    /// <summary>Checks one container definition.</summary>
    public static void Check(JsonObject container, bool taskHasMemory, string? networkMode)
    {
        var name = container.Text("name") ?? "";
        if (name.Length == 0)
        {
            throw EcsErrors.Client("Container.name should not be null or empty."); // observed
        }

        if (!DefinitionRules.IsName(name))
        {
            throw EcsErrors.Client($"Container.name contains invalid characters: '{name}'."); // observed
        }

        CheckImage(container.Text("image") ?? "");
        CheckMemory(container, name, taskHasMemory);
        CheckPorts(container, name, networkMode);
        CheckEnvironment(container, name);
        CheckHealth(container, name);
        CheckOthers(container, name, networkMode);
    }

    private static void CheckImage(string image)
    {
        if (image.Length == 0)
        {
            throw EcsErrors.Client("Container.image should not be null or empty."); // observed
        }

        if (image.Length > 255)
        {
            throw EcsErrors.Client("Container.image should not be longer than 255 characters.");
        }

        if (!Image().IsMatch(image))
        {
            throw EcsErrors.Client("Container.image contains invalid characters."); // observed
        }
    }

    private static void CheckMemory(JsonObject container, string name, bool taskHasMemory)
    {
        var memory = container.Integer("memory");
        var reservation = container.Integer("memoryReservation");
        if (memory is null && reservation is null && !taskHasMemory)
        {
            throw EcsErrors.Client($"Invalid setting for container '{name}'. At least one of 'memory' or 'memoryReservation' must be specified."); // observed
        }

        if (memory < 6 || reservation < 6)
        {
            throw EcsErrors.Client($"Invalid setting for container '{name}'. 'memory' and 'memoryReservation' must be at least 6 MiB.");
        }

        if (memory <= reservation)
        {
            throw EcsErrors.Client($"Invalid setting for container '{name}'. 'memory' must be greater than 'memoryReservation'.");
        }

        if (container.Integer("cpu") < 0)
        {
            throw EcsErrors.Client($"Invalid setting for container '{name}'. 'cpu' must not be negative.");
        }
    }

    private static void CheckPorts(JsonObject container, string name, string? networkMode)
    {
        var seen = new HashSet<(int, string)>();
        foreach (var mapping in container.Structures("portMappings"))
        {
            DefinitionRules.OneOf(mapping, "protocol", "tcp", "udp");
            DefinitionRules.OneOf(mapping, "appProtocol", "http", "http2", "grpc");
            if (mapping.Integer("containerPort") is not { } port)
            {
                if (mapping.Text("containerPortRange") is null)
                {
                    throw EcsErrors.Client($"Invalid setting for container '{name}'. A port mapping needs 'containerPort' or 'containerPortRange'.");
                }

                continue;
            }

            if (port is < 1 or > 65535)
            {
                throw EcsErrors.Client($"Invalid setting for container '{name}'. 'containerPort' must be between 1 and 65535.");
            }

            if (networkMode is "awsvpc" && mapping.Integer("hostPort") is { } hostPort && hostPort != 0 && hostPort != port)
            {
                throw EcsErrors.Client("When networkMode=awsvpc, the host ports and container ports in port mappings must match."); // observed
            }

            if (!seen.Add((port, mapping.Text("protocol") ?? "tcp")))
            {
                throw EcsErrors.Client($"Invalid setting for container '{name}'. The container port {port} is mapped twice.");
            }
        }
    }

    private static void CheckEnvironment(JsonObject container, string name)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in container.Structures("environment"))
        {
            if (variable.Text("name") is not { Length: > 0 } variableName)
            {
                throw EcsErrors.Client($"Invalid setting for container '{name}'. Environment variable names must not be null or empty.");
            }

            names.Add(variableName);
        }

        foreach (var secret in container.Structures("secrets"))
        {
            if (secret.Text("name") is not { Length: > 0 } secretName || secret.Text("valueFrom") is not { Length: > 0 })
            {
                throw EcsErrors.Client($"Invalid setting for container '{name}'. Secrets need a 'name' and a 'valueFrom'.");
            }

            if (!names.Add(secretName))
            {
                // observed
                throw EcsErrors.Client(
                    $"The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '{secretName}'.");
            }
        }
    }

    private static void CheckHealth(JsonObject container, string name)
    {
        // documented: API_HealthCheck.
        if (container.Structure("healthCheck") is not { } check)
        {
            return;
        }

        if (check.Texts("command") is not [var kind, _, ..] || kind is not ("CMD" or "CMD-SHELL"))
        {
            throw EcsErrors.Client($"Invalid setting for container '{name}'. The health check's command must start with CMD or CMD-SHELL and name what to run.");
        }

        Between(check, "interval", 5, 300, name);
        Between(check, "timeout", 2, 120, name);
        Between(check, "retries", 1, 10, name);
        Between(check, "startPeriod", 0, 300, name);
    }

    private static void CheckOthers(JsonObject container, string name, string? networkMode)
    {
        DefinitionRules.OneOf(container, "versionConsistency", "enabled", "disabled");
        if (networkMode is "awsvpc" && (container.Text("hostname") is not null || container.Texts("links").Count > 0 || container.Texts("dnsServers").Count > 0
            || container.Texts("dnsSearchDomains").Count > 0 || container.Structures("extraHosts").Any()))
        {
            throw EcsErrors.Client(
                $"Invalid setting for container '{name}'. Links, hostname, dnsServers, dnsSearchDomains and extraHosts are not supported with networkMode=awsvpc.");
        }

        foreach (var ulimit in container.Structures("ulimits"))
        {
            DefinitionRules.OneOf(
                ulimit, "name", "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack");
            if (ulimit.Integer("softLimit") > ulimit.Integer("hardLimit"))
            {
                throw EcsErrors.Client($"Invalid setting for container '{name}'. The soft limit of the ulimit '{ulimit.Text("name")}' is above its hard limit.");
            }
        }

        if (container.Structure("repositoryCredentials") is { } credentials && credentials.Text("credentialsParameter") is "")
        {
            throw EcsErrors.Client($"Invalid setting for container '{name}'. 'credentialsParameter' must not be empty.");
        }
    }

    private static void Between(JsonObject json, string member, int from, int to, string container)
    {
        if (json.Integer(member) is { } value && (value < from || value > to))
        {
            throw EcsErrors.Client($"Invalid setting for container '{container}'. The health check's {member} must be between {from} and {to}: {value} is not.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_.:/@#+-]+$")]
    private static partial Regex Image();
}

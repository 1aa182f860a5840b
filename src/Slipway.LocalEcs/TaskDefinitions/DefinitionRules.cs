using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>What RegisterTaskDefinition refuses.</summary>
/// <remarks>
/// documented, where nothing else is said: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html and
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html. The messages marked observed are AWS's own words.
/// </remarks>
internal static partial class DefinitionRules
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxContainers = 10;

    /// <summary>Checks a request.</summary>
    /// <exception cref="AwsServiceException">The first rule it breaks.</exception>
    public static void Check(JsonObject request)
    {
        var family = request.Text("family") ?? "";
        if (family.Length == 0)
        {
            throw EcsErrors.Client("Family should not be null or empty."); // observed
        }

        if (!Name().IsMatch(family))
        {
            throw EcsErrors.Client("Family contains invalid characters."); // observed
        }

        // documented (service quotas): a definition has at most 64 KB.
        if (Encoding.UTF8.GetByteCount(request.ToJsonString()) > MaxBytes)
        {
            throw EcsErrors.Client("Actual length: the task definition is larger than the limit of 65536 bytes.");
        }

        OneOf(request, "networkMode", "awsvpc", "bridge", "host", "none");
        OneOf(request, "pidMode", "host", "task");
        OneOf(request, "ipcMode", "host", "task", "none");
        var compatibilities = request.Texts("requiresCompatibilities");
        if (compatibilities.FirstOrDefault(c => c is not ("EC2" or "FARGATE" or "EXTERNAL" or "MANAGED_INSTANCES")) is { } unknown)
        {
            throw EcsErrors.Client($"Requires compatibilities should be one of [EC2,FARGATE,EXTERNAL,MANAGED_INSTANCES]: '{unknown}' is not.");
        }

        var containers = request.Structures("containerDefinitions").ToList();
        if (containers.Count == 0)
        {
            throw EcsErrors.Client("Container list cannot be empty."); // observed
        }

        if (containers.Count > MaxContainers)
        {
            throw EcsErrors.Client($"A task definition can have at most {MaxContainers} containers."); // documented (service quotas)
        }

        var (cpu, memory) = Size(request);
        var fargate = compatibilities.Contains("FARGATE", StringComparer.Ordinal);
        if (fargate)
        {
            FargateRules.CheckSize(request, cpu, memory);
        }

        var volumes = VolumeRules.Check(request);
        foreach (var container in containers)
        {
            ContainerRules.Check(container, memory is not null, request.Text("networkMode"));
            VolumeRules.CheckMounts(container, volumes, containers);
            LogRules.Check(container);
        }

        if (containers.GroupBy(c => c.Text("name"), StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw EcsErrors.Client($"Duplicate container name: '{twice.Key}'. Container names must be unique within a task definition."); // assumed: the words
        }

        if (!containers.Any(c => c["essential"]?.GetValue<bool>() ?? true))
        {
            throw EcsErrors.Client("A task definition must have at least one essential container."); // assumed: the words
        }

        CheckSums(containers, cpu, memory);
        DependencyRules.Check(containers);
        CheckSecrets(request, containers);
        CheckEphemeralStorage(request);
        if (request.Structure("runtimePlatform") is { } platform)
        {
            OneOf(platform, "cpuArchitecture", "X86_64", "ARM64");
        }

        if (fargate)
        {
            FargateRules.Check(request, containers);
        }
    }

    /// <summary>Refuses a text member that is present and not one of these.</summary>
    public static void OneOf(JsonObject json, string member, params string[] allowed)
    {
        if (json.Text(member) is { } value && !allowed.Contains(value, StringComparer.Ordinal))
        {
            throw EcsErrors.Client($"{member} should be one of [{string.Join(',', allowed)}]: '{value}' is not."); // assumed: the words
        }
    }

    /// <summary>Whether a text is a name as families and containers have them.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Refuses ephemeral storage outside what Fargate offers.</summary>
    public static void CheckEphemeralStorage(JsonObject json)
    {
        // documented (API_EphemeralStorage): 21 to 200 GiB.
        if (json.Structure("ephemeralStorage")?.Integer("sizeInGiB") is { } size && size is < 21 or > 200)
        {
            throw EcsErrors.Client($"Ephemeral storage size must be between 21 and 200 GiB: {size} is not.");
        }
    }

    private static (int? Cpu, int? Memory) Size(JsonObject request)
    {
        int? cpu = null;
        int? memory = null;
        if (request.Text("cpu") is { } cpuText)
        {
            cpu = FargateSizes.Cpu(cpuText) ?? throw EcsErrors.Client("Invalid 'cpu' setting for task. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide."); // observed
            if (cpu is < 128 or > 196608)
            {
                throw EcsErrors.Client("Invalid 'cpu' setting for task: CPU units must be between 128 and 196608.");
            }
        }

        if (request.Text("memory") is { } memoryText)
        {
            memory = FargateSizes.Memory(memoryText) ?? throw EcsErrors.Client("Invalid 'memory' setting for task. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide."); // observed
        }

        return (cpu, memory);
    }

    private static void CheckSums(List<JsonObject> containers, int? cpu, int? memory)
    {
        // documented: what the containers are given must fit into the task's own size. assumed: the words.
        var cpuSum = containers.Sum(c => (long)(c.Integer("cpu") ?? 0));
        if (cpuSum > cpu)
        {
            throw EcsErrors.Client($"The sum of the containers' 'cpu' ({cpuSum}) is greater than the task's 'cpu' ({cpu}).");
        }

        var memorySum = containers.Sum(c => (long)(c.Integer("memoryReservation") ?? c.Integer("memory") ?? 0));
        if (memorySum > memory)
        {
            throw EcsErrors.Client($"The sum of the containers' 'memory' ({memorySum} MiB) is greater than the task's 'memory' ({memory} MiB).");
        }

        if (memory is not null && containers.FirstOrDefault(c => c.Integer("memory") > memory) is { } container)
        {
            throw EcsErrors.Client($"Invalid setting for container '{container.Text("name")}'. 'memory' is greater than the task's 'memory' ({memory} MiB).");
        }
    }

    private static void CheckSecrets(JsonObject request, List<JsonObject> containers)
    {
        if (request.Text("executionRoleArn") is null
            && containers.Any(c => c.Structures("secrets").Any() || c.Structure("logConfiguration")?.Structures("secretOptions").Any() is true))
        {
            throw EcsErrors.Client("When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."); // observed
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,255}$")]
    private static partial Regex Name();
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.LocalEcs.Clusters;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.TaskDefinitions;

namespace Slipway.LocalEcs.Tasks;

/// <summary>What RunTask refuses.</summary>
/// <remarks>documented, where nothing else is said: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html</remarks>
internal static partial class RunTaskRules
{
    private const int MaxCount = 10;
    private const int MaxSubnets = 16;
    private const int MaxSecurityGroups = 5;

    /// <summary>Checks what needs no other resource.</summary>
    public static void CheckRequest(JsonObject request)
    {
        if (request.Integer("count") is < 1 or > MaxCount)
        {
            throw EcsErrors.InvalidParameter($"count must be between 1 and {MaxCount}."); // documented: 1 to 10; assumed: the words
        }

        if (request.Text("startedBy") is { } startedBy && !StartedBy().IsMatch(startedBy))
        {
            throw EcsErrors.InvalidParameter("startedBy: up to 128 letters, numbers, hyphens, forward slashes and underscores are allowed."); // assumed: the words
        }

        if (request.Text("clientToken") is { } token && !ClientToken().IsMatch(token))
        {
            throw EcsErrors.InvalidParameter("clientToken: up to 64 ASCII characters in the range of 33-126 are allowed."); // assumed: the words
        }

        if (request.Text("group") is { Length: > 255 } || request.Text("referenceId") is { Length: > 1024 })
        {
            throw EcsErrors.InvalidParameter("group has at most 255 characters, referenceId at most 1024."); // assumed: the words
        }

        if (request.Text("propagateTags") is { } propagate and not ("TASK_DEFINITION" or "NONE"))
        {
            throw EcsErrors.InvalidParameter($"propagateTags should be one of [TASK_DEFINITION,NONE] for RunTask: '{propagate}' is not."); // documented: SERVICE is an error
        }

        if (request.Text("launchType") is not (null or "EC2" or "FARGATE" or "EXTERNAL" or "MANAGED_INSTANCES"))
        {
            throw EcsErrors.InvalidParameter("launch type should be one of [EC2,FARGATE,EXTERNAL,MANAGED_INSTANCES]"); // observed
        }

        if (request.Text("launchType") is not null && request.Structures("capacityProviderStrategy").Any())
        {
            // observed
            throw EcsErrors.InvalidParameter("Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.");
        }

        if (request.Structure("overrides") is { } overrides)
        {
            var text = overrides.ToJsonString(CompactJson);
            if (text.Length > 8192)
            {
                throw EcsErrors.InvalidParameter("Container Overrides length must be at most 8192"); // observed
            }
        }
    }

    /// <summary>Checks that the revision may be launched. documented: an INACTIVE one for up to 10 minutes.</summary>
    public static void CheckStatus(StoredDefinition definition, DateTimeOffset now, TimeSpan inactiveGrace)
    {
        var launchable = definition.Status is DefinitionStatus.Active
            || (definition.Status is DefinitionStatus.Inactive && now - definition.DeregisteredAt < inactiveGrace);
        if (!launchable)
        {
            throw EcsErrors.Client("TaskDefinition is inactive"); // observed
        }
    }

    /// <summary>Checks capacity against the cluster.</summary>
    /// <returns>The capacity providers to use in the order of the ECS tasks; empty for launch type FARGATE.</returns>
    public static IReadOnlyList<JsonObject> CheckCapacity(JsonObject request, Cluster cluster, JsonObject definition)
    {
        var strategy = request.Structures("capacityProviderStrategy").ToList();
        if (strategy.Count == 0 && request.Text("launchType") is null && cluster.Settings["defaultCapacityProviderStrategy"] is JsonArray byDefault)
        {
            strategy = [.. byDefault.Select(item => item!.AsObject())];
        }

        if (strategy.Count == 0 && request.Text("launchType") is not "FARGATE")
        {
            // observed: EC2 is the launch type when none is given, and LocalEcs has no container instances.
            throw EcsErrors.InvalidParameter("No Container Instances were found in your cluster.");
        }

        foreach (var item in strategy)
        {
            if (!cluster.CapacityProviders.Contains(item.Text("capacityProvider"), StringComparer.Ordinal))
            {
                // documented: a provider must be associated with the cluster; assumed: the words
                throw EcsErrors.InvalidParameter(
                    $"The specified capacity provider '{item.Text("capacityProvider")}' was not found: it is not associated with the cluster {cluster.Name}.");
            }

            // documented: API_CapacityProviderStrategyItem.
            if (item.Integer("weight") is < 0 or > 1000 || item.Integer("base") is < 0 or > 100000)
            {
                throw EcsErrors.InvalidParameter("A capacity provider's weight must be between 0 and 1000, its base between 0 and 100000.");
            }
        }

        if (strategy.Count(item => item.Integer("base") > 0) > 1 || (strategy.Count > 0 && strategy.All(item => (item.Integer("weight") ?? 0) == 0 && (item.Integer("base") ?? 0) == 0)))
        {
            throw EcsErrors.InvalidParameter("One capacity provider only may have a base, and at least one needs a weight greater than zero."); // documented; assumed: the words
        }

        // observed: the definition must require FARGATE to run there.
        if (!definition.Texts("compatibilities").Contains("FARGATE", StringComparer.Ordinal))
        {
            throw EcsErrors.InvalidParameter("Task definition does not support launch_type FARGATE.");
        }

        if (request.Structures("placementStrategy").Any() || request.Structures("placementConstraints").Any())
        {
            throw EcsErrors.InvalidParameter("Placement constraints and strategies are not supported with FARGATE launch type."); // assumed: the words
        }

        if (request.Text("platformVersion") is { } version && version is not ("LATEST" or "1.4.0" or "1.3.0" or "1.0.0"))
        {
            throw new AwsServiceException("PlatformUnknownException", "The specified platform does not exist."); // documented: the error
        }

        return strategy;
    }

    /// <summary>Checks the network of an ECS task in mode awsvpc.</summary>
    public static void CheckNetwork(JsonObject request, JsonObject definition)
    {
        var awsvpc = request.Structure("networkConfiguration")?.Structure("awsvpcConfiguration");
        if (definition.Text("networkMode") is not "awsvpc")
        {
            if (awsvpc is not null)
            {
                throw EcsErrors.InvalidParameter("Network Configuration is not valid for the given networkMode of this task definition."); // observed
            }

            return;
        }

        if (awsvpc is null)
        {
            throw EcsErrors.InvalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified."); // observed
        }

        // documented: API_AwsVpcConfiguration.
        var subnets = awsvpc.Texts("subnets");
        if (subnets.Count == 0)
        {
            throw EcsErrors.InvalidParameter("subnets can not be empty."); // observed
        }

        if (subnets.Count > MaxSubnets || awsvpc.Texts("securityGroups").Count > MaxSecurityGroups)
        {
            throw EcsErrors.InvalidParameter($"At most {MaxSubnets} subnets and {MaxSecurityGroups} security groups are allowed."); // documented; assumed: the words
        }

        if (awsvpc.Text("assignPublicIp") is not (null or "ENABLED" or "DISABLED"))
        {
            throw EcsErrors.InvalidParameter("assignPublicIp should be one of [ENABLED,DISABLED]."); // assumed: the words
        }

        if (subnets.FirstOrDefault(subnet => !subnet.StartsWith("subnet-", StringComparison.Ordinal)) is { } wrong)
        {
            // observed: the lookup in EC2 fails. LocalEcs knows no networks and believes every well-formed id.
            throw EcsErrors.InvalidParameter($"Error retrieving subnet information for [{wrong}]: The subnet ID '{wrong}' does not exist (ErrorCode: InvalidSubnetID.NotFound)");
        }

        if (awsvpc.Texts("securityGroups").FirstOrDefault(group => !group.StartsWith("sg-", StringComparison.Ordinal)) is { } wrongGroup)
        {
            throw EcsErrors.InvalidParameter(
                $"Error retrieving security group information for [{wrongGroup}]: The security group '{wrongGroup}' does not exist (ErrorCode: InvalidGroup.NotFound)");
        }
    }

    /// <summary>Checks the overrides against the definition.</summary>
    /// <returns>The task's CPU units and MiB with the overrides applied.</returns>
    public static (int Cpu, int Memory) CheckOverrides(JsonObject? overrides, JsonObject definition)
    {
        var cpu = Size(overrides?.Text("cpu") ?? definition.Text("cpu"), FargateSizes.Cpu, "cpu");
        var memory = Size(overrides?.Text("memory") ?? definition.Text("memory"), FargateSizes.Memory, "memory");
        if (!FargateSizes.Offers(cpu, memory))
        {
            throw EcsErrors.InvalidParameter($"No Fargate configuration exists for given values: {cpu} CPU, {memory} memory. See the Amazon ECS documentation for the valid values."); // observed
        }

        var containers = ContainerSpec.Of(definition, overrides);
        foreach (var container in overrides?.Structures("containerOverrides") ?? [])
        {
            var name = container.Text("name");
            if (!containers.Any(spec => spec.Name == name))
            {
                throw EcsErrors.InvalidParameter($"Override for container named {name} is not a container in the TaskDefinition."); // observed
            }

            if (container.Structures("environment").Any(variable => variable.Text("name") is not { Length: > 0 }))
            {
                throw EcsErrors.InvalidParameter($"Environment variable names of the override for container {name} must not be empty."); // assumed: the words
            }
        }

        if (overrides is not null)
        {
            try
            {
                DefinitionRules.CheckEphemeralStorage(overrides);
            }
            catch (AwsServiceException exception)
            {
                throw EcsErrors.InvalidParameter(exception.Message);
            }
        }

        var sum = containers.Sum(spec => (long)(spec.Override?.Integer("memoryReservation") ?? spec.Override?.Integer("memory")
            ?? spec.Definition.Integer("memoryReservation") ?? spec.Definition.Integer("memory") ?? 0));
        var cpuSum = containers.Sum(spec => (long)(spec.Override?.Integer("cpu") ?? spec.Definition.Integer("cpu") ?? 0));
        if (sum > memory || cpuSum > cpu)
        {
            throw EcsErrors.InvalidParameter($"The containers' sizes with overrides ({cpuSum} CPU units, {sum} MiB) are greater than the task's ({cpu} CPU units, {memory} MiB)."); // assumed: the words
        }

        return (cpu, memory);
    }

    /// <summary>Refuses what LocalEcs would have to leave out silently: an honest no is better than a run that means something else.</summary>
    public static void CheckSupported(JsonObject request, JsonObject definition)
    {
        var what = definition.Structures("containerDefinitions").Select(Unsupported).FirstOrDefault(reason => reason is not null)
            ?? (request.Structures("volumeConfigurations").Any() ? "volumeConfigurations (EBS volumes)" : null)
            ?? (definition.Structure("proxyConfiguration") is not null ? "proxyConfiguration" : null)
            ?? (definition.Structures("inferenceAccelerators").Any() ? "inferenceAccelerators" : null);
        if (what is not null)
        {
            throw new AwsServiceException("UnsupportedFeatureException", $"LocalEcs does not run {what}. Run this definition on AWS, or leave that out.");
        }
    }

    private static string? Unsupported(JsonObject container) =>
        container.Structure("restartPolicy")?.Flag("enabled") is true ? "restartPolicy"
        : container.Structures("environmentFiles").Any() ? "environmentFiles"
        : container.Structure("firelensConfiguration") is not null ? "firelensConfiguration"
        : container.Texts("credentialSpecs").Count > 0 ? "credentialSpecs"
        : container.Structures("resourceRequirements").Any() ? "resourceRequirements"
        : null;

    private static int Size(string? text, Func<string, int?> read, string member) => text is null
        ? throw EcsErrors.InvalidParameter($"Fargate requires that '{member}' be defined at the task level.") // observed
        : read(text) ?? throw EcsErrors.InvalidParameter($"Invalid '{member}' setting for task.");

    // documented: the limit counts the JSON with its formatting characters.
    private static JsonSerializerOptions CompactJson { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex("^[A-Za-z0-9/_-]{0,128}$")]
    private static partial Regex StartedBy();

    [GeneratedRegex("^[\x21-\x7e]{0,64}$")]
    private static partial Regex ClientToken();
}

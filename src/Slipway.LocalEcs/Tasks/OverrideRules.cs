using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.TaskDefinitions;

namespace Slipway.LocalEcs.Tasks;

/// <summary>What RunTask refuses in overrides, against the definition.</summary>
/// <remarks>documented, where nothing else is said: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html</remarks>
internal static class OverrideRules
{
    /// <summary>Checks the overrides against the definition.</summary>
    /// <returns>The task's CPU units and MiB with the overrides applied.</returns>
    public static (int Cpu, int Memory) Check(JsonObject? overrides, JsonObject definition)
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

    private static int Size(string? text, Func<string, int?> read, string member) => text is null
        ? throw EcsErrors.InvalidParameter($"Fargate requires that '{member}' be defined at the task level.") // observed
        : read(text) ?? throw EcsErrors.InvalidParameter($"Invalid '{member}' setting for task.");
}

using Slipway.Aws.Ecs;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Launching;

/// <summary>Makes the RunTask request of a submission. The same order, revision, number and choice give the same bytes on every machine.</summary>
internal static class RunTaskRequests
{
    /// <summary>The tag that tells another machine what was ordered.</summary>
    internal const string OrderTag = "slipway:order";

    internal static string ClientToken(LaunchOrder order, int submission) => $"{order.Id.Value}-{submission}";

    internal static RunTaskRequest Build(LaunchOrder order, RegisteredRevision revision, int submission, string capacity, IReadOnlyList<string> subnets, string fingerprint)
    {
        var run = order.Launch.Run;
        var byLaunchType = capacity is "FARGATE" or "EC2" or "EXTERNAL" or "MANAGED_INSTANCES";
        var tags = run.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => new Tag { Key = tag.Key, Value = tag.Value });
        return new RunTaskRequest
        {
            ClientToken = ClientToken(order, submission),
            Cluster = run.Cluster,
            TaskDefinition = revision.Arn,
            Count = 1,
            StartedBy = order.Id.Value,
            LaunchType = byLaunchType ? capacity : null,
            CapacityProviderStrategy = byLaunchType ? null : [new CapacityProviderStrategyItem { CapacityProvider = capacity, Weight = 1 }],
            PlatformVersion = run.PlatformVersion,
            NetworkConfiguration = subnets.Count == 0 ? null : Network(order, subnets),
            Overrides = Overrides(order),
            EnableExecuteCommand = run.EnableExecuteCommand ? true : null,
            Tags = [.. tags, new Tag { Key = OrderTag, Value = fingerprint }],
        };
    }

    private static NetworkConfiguration Network(LaunchOrder order, IReadOnlyList<string> subnets) => new()
    {
        AwsvpcConfiguration = new AwsVpcConfiguration
        {
            Subnets = subnets,
            SecurityGroups = order.Launch.Run.SecurityGroups is { Count: > 0 } groups ? groups : null,
            AssignPublicIp = order.Launch.Run.AssignPublicIp ? "ENABLED" : "DISABLED",
        },
    };

    private static TaskOverride? Overrides(LaunchOrder order)
    {
        var run = order.Launch.Run;
        ContainerOverride? container = run.Command is null && run.Environment.Count == 0
            ? null
            : new ContainerOverride
            {
                Name = order.Launch.Definition.MainContainer,
                Command = run.Command,
                Environment = run.Environment.Count == 0
                    ? null
                    : [.. run.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new NameValue { Name = pair.Key, Value = pair.Value })],
            };
        var overrides = new TaskOverride
        {
            ContainerOverrides = container is null ? null : [container],
            Cpu = run.CpuUnits?.ToString(),
            Memory = run.MemoryMiB?.ToString(),
            TaskRoleArn = run.TaskRoleArn,
            EphemeralStorage = run.EphemeralStorageGiB is { } size ? new EphemeralStorage { SizeInGiB = size } : null,
        };
        return overrides == new TaskOverride() ? null : overrides;
    }
}

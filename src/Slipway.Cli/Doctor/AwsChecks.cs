using System.Runtime.CompilerServices;
using Slipway.Aws;
using Slipway.Aws.Ecr;
using Slipway.Aws.Ecs;
using Slipway.Aws.Logs;
using Slipway.Aws.Sqs;
using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Core.Containers;
using Slipway.Core.Images;

namespace Slipway.Cli.Doctor;

/// <summary>What AWS, or LocalEcs, is asked.</summary>
internal sealed class AwsChecks(AwsAccess access)
{
    private const int MaxNamed = 10;

    /// <summary>The cluster, and whether it measures memory.</summary>
    public async IAsyncEnumerable<Finding> ClusterAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = access.Settings.Cluster;
        using var ecs = new EcsClient(access.Options);
        var (cluster, failure) = await TryAsync("cluster", async () =>
        {
            var answer = await ecs.DescribeClustersAsync(new DescribeClustersRequest { Clusters = [name.Value], Include = ["SETTINGS"] }, cancellationToken);
            return answer.Clusters.Count > 0 ? answer.Clusters[0] : null;
        });
        if (failure is not null)
        {
            yield return failure;
            yield break;
        }

        if (cluster is not { Status: "ACTIVE" })
        {
            yield return Finding.Failed(
                "cluster",
                $"'{name.Value}' ({name.Origin}) {(cluster is null ? "does not exist" : $"is {cluster.Status}")} in {access.Region}",
                $"{await OthersAsync(ecs, cancellationToken)} Set cluster in slipway.yaml, SLIPWAY_CLUSTER or --cluster.");
            yield break;
        }

        yield return Finding.Ok("cluster", $"{cluster.ClusterName} ({name.Origin})");
        var insights = cluster.Settings?.FirstOrDefault(setting => setting.Name == "containerInsights")?.Value;
        yield return insights is "enabled" or "enhanced"
            ? Finding.Ok("insights", $"Container Insights is {insights}: peak memory and CPU are told")
            : Finding.Warning(
                "insights",
                "Container Insights is off: nobody can tell how much memory a container used",
                $"aws ecs update-cluster-settings --cluster {cluster.ClusterName} --settings name=containerInsights,value=enabled (AWS bills it).");
    }

    /// <summary>The log group.</summary>
    public async Task<Finding> LogGroupAsync(CancellationToken cancellationToken)
    {
        var logs = access.Settings.Container("slipway-doctor").Logs;
        if (logs?.Group is not { } group || logs.Driver is not (null or LogSettings.AwsLogs))
            return Finding.Skipped("log group", "none is given");

        using var client = new LogsClient(access.Options with { Region = logs.Region ?? access.Region });
        var (found, failure) = await TryAsync("log group", async () =>
            (await client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { LogGroupNamePrefix = group }, cancellationToken)).LogGroups.Any(candidate => candidate.LogGroupName == group));
        if (failure is not null)
            return failure;
        return found ? Finding.Ok("log group", group)
            : logs.CreateGroup == true ? Finding.Ok("log group", $"{group} does not exist yet; the first ECS task makes it")
            : access.Settings.IsLocal ? Finding.Ok("log group", $"{group}; LocalEcs makes it")
            : Finding.Failed("log group", $"{group} does not exist", $"aws logs create-log-group --log-group-name {group}; or logs: {{createGroup: true}}.");
    }

    /// <summary>The registry and the repositories that the settings name.</summary>
    public async IAsyncEnumerable<Finding> RegistryAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var registry = access.Registry;
        if (!EcrRegistry.TryParse(registry.Split('/')[0], out var ecr))
        {
            yield return Finding.Ok("registry", $"{registry}; whether an image is there shows when it is resolved");
            yield break;
        }

        var wanted = access.Settings.Repositories
            .Select(name => ImageReference.TryParse(name, out var reference, out _) && reference.Registry is null ? reference.Repository : null)
            .OfType<string>().Take(MaxNamed).ToList();
        using var client = new EcrClient(access.Options with { Region = ecr.Region });
        var (_, failure) = await TryAsync("registry", () => client.DescribeRepositoriesAsync(new DescribeRepositoriesRequest { RegistryId = ecr.Account, MaxResults = 1 }, cancellationToken));
        yield return failure ?? Finding.Ok("registry", registry);
        if (failure is not null)
            yield break;

        foreach (var repository in wanted)
        {
            var (_, missing) = await TryAsync(
                "repository",
                () => client.DescribeRepositoriesAsync(new DescribeRepositoriesRequest { RegistryId = ecr.Account, RepositoryNames = [repository] }, cancellationToken),
                "Push an image, or correct the name under 'containers'.");
            yield return missing ?? Finding.Ok("repository", repository);
        }
    }

    /// <summary>The queue of ECS task events.</summary>
    public async Task<Finding> EventQueueAsync(Setting<string> queue, CancellationToken cancellationToken)
    {
        using var client = new SqsClient(access.Options);
        var (_, failure) = await TryAsync("event queue", () => client.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = queue.Value, AttributeNames = ["QueueArn"] }, cancellationToken));
        return failure ?? Finding.Ok("event queue", queue.Value);
    }

    private static async Task<string> OthersAsync(EcsClient ecs, CancellationToken cancellationToken)
    {
        var (list, _) = await TryAsync("cluster", () => ecs.ListClustersAsync(new ListClustersRequest { MaxResults = MaxNamed }, cancellationToken));
        var names = (list?.ClusterArns ?? []).Select(arn => arn[(arn.LastIndexOf('/') + 1)..]).ToList();
        return names.Count == 0 ? "There is no cluster in this region and account." : $"There are: {string.Join(", ", names)}.";
    }

    private static async Task<(T? Answer, Finding? Failure)> TryAsync<T>(string check, Func<Task<T>> ask, string? mend = null)
    {
        try
        {
            return (await ask(), null);
        }
        catch (AwsException exception)
        {
            return (default, Finding.Failed(check, exception.Message, mend ?? (exception is AwsAccessDeniedException ? "Ask whoever gives rights in this account." : "See the message.")));
        }
    }
}

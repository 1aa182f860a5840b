using System.Text.Json.Nodes;
using Slipway.Aws.Ecs;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Revisions;
using Slipway.Cli.Settings;
using Slipway.Core.Images;

namespace Slipway.Cli.Init;

/// <summary>An existing revision and the latest ECS task of it that ECS still shows.</summary>
internal sealed record ExistingTask
{
    private const int MaxClusters = 100;

    /// <summary>The revision's name.</summary>
    public required string Name { get; init; }

    /// <summary>The members of RegisterTaskDefinition.</summary>
    public required JsonObject Definition { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The main container's image.</summary>
    public required string Image { get; init; }

    /// <summary>The repository of the image, as settings name it.</summary>
    public required string Repository { get; init; }

    /// <summary>The cluster; null when no ECS task was found and nobody says it.</summary>
    public string? Cluster { get; init; }

    /// <summary>The subnets that its ECS tasks ran in.</summary>
    public IReadOnlyList<string> Subnets { get; init; } = [];

    /// <summary>The id of the ECS task; null when ECS shows none.</summary>
    public string? EcsTask { get; init; }

    /// <summary>What a person should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Reads a revision, and looks for its latest ECS task.</summary>
    public static async Task<ExistingTask> FindAsync(CliContext context, string revision, InitFlags flags, CancellationToken cancellationToken)
    {
        var (family, number) = RevisionNames.Parse(revision);
        var values = new[] { ("--cluster", flags.Cluster), ("--region", flags.Region), ("--profile", flags.Profile) }
            .Where(flag => flag.Item2 is not null).ToDictionary(flag => flag.Item1, flag => flag.Item2!, StringComparer.Ordinal);

        // The file that is to be written over says nothing here; 'local' is built in.
        var settings = SettingsLoader.Load(context, new SettingsFlags { Environment = flags.Environment == LocalEnvironment.Name ? flags.Environment : null, Values = values }, withFile: false);
        var access = await AwsAccess.OpenAsync(settings, context, context.Terminal.Say, cancellationToken);
        using var ecs = new EcsClient(access.Options);
        var found = await RevisionDocument.DescribeAsync(ecs, access.Region, family, number, cancellationToken);
        var definition = RevisionDocument.Of(found).Definition;
        var task = await LatestTaskAsync(ecs, family, flags.Cluster ?? (settings.IsLocal ? settings.Cluster.Value : null), cancellationToken);

        var image = found.ContainerDefinitions.FirstOrDefault(container => container.Essential != false)?.Image ?? "";
        var reference = ImageReference.TryParse(image, out var parsed, out _) ? parsed : null;
        var notes = new List<string>();
        if (task is null)
            notes.Add("ECS shows no ECS task of this family (it forgets stopped ones after about an hour): fill in cluster and subnets");
        else
            notes.Add("ECS does not tell an ECS task's security groups: fill in securityGroups, unless the VPC's default group is right");

        return new ExistingTask
        {
            Name = $"{family}:{number}",
            Definition = definition,
            Region = access.Region,
            Account = access.Account,
            Image = reference is { Registry: { } registry } && registry == access.Registry ? reference.ToString()[(registry.Length + 1)..] : image,
            Repository = reference is null ? family : reference.Registry is null || reference.Registry == access.Registry ? reference.Repository : reference.Name,
            Cluster = task?.ClusterArn is { } arn ? arn[(arn.LastIndexOf('/') + 1)..] : flags.Cluster,
            Subnets = SubnetsOf(task),
            EcsTask = task is null ? null : task.TaskArn[(task.TaskArn.LastIndexOf('/') + 1)..],
            Notes = notes,
        };
    }

    private static async Task<EcsTask?> LatestTaskAsync(EcsClient ecs, string family, string? cluster, CancellationToken cancellationToken)
    {
        var clusters = cluster is not null
            ? [cluster]
            : (await ecs.ListClustersAsync(new ListClustersRequest { MaxResults = MaxClusters }, cancellationToken)).ClusterArns;
        EcsTask? latest = null;
        foreach (var candidate in clusters)
        {
            foreach (var status in new[] { "RUNNING", "STOPPED" })
            {
                var list = await ecs.ListTasksAsync(new ListTasksRequest { Cluster = candidate, Family = family, DesiredStatus = status }, cancellationToken);
                if (list.TaskArns.Count == 0)
                    continue;
                var tasks = await ecs.DescribeTasksAsync(new DescribeTasksRequest { Cluster = candidate, Tasks = list.TaskArns }, cancellationToken);
                latest = tasks.Tasks.Append(latest).OfType<EcsTask>().MaxBy(task => task.CreatedAt);
            }
        }

        return latest;
    }

    private static IReadOnlyList<string> SubnetsOf(EcsTask? task) =>
        [.. (task?.Attachments ?? []).SelectMany(attachment => attachment.Details ?? []).Where(detail => detail.Name == "subnetId").Select(detail => detail.Value).OfType<string>().Distinct(StringComparer.Ordinal)];
}

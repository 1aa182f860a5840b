using Slipway.LocalEcs.Clusters;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Tagging;
using Slipway.LocalEcs.TaskDefinitions;
using Slipway.LocalEcs.Tasks;

namespace Slipway.LocalEcs.Ecs;

/// <summary>Amazon ECS.</summary>
internal sealed class EcsService(
    ClusterOperations clusters, DefinitionOperations definitions, RunTaskOperation runTask, TaskOperations tasks, TagOperations tags) : IAwsService
{
    /// <inheritdoc/>
    public string TargetPrefix => "AmazonEC2ContainerServiceV20141113";

    /// <inheritdoc/>
    public string SigningName => "ecs";

    /// <inheritdoc/>
    public ServiceShapes Shapes => EcsShapes.Shapes;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Operation> Operations { get; } = new Dictionary<string, Operation>(StringComparer.Ordinal)
    {
        ["CreateCluster"] = clusters.CreateAsync,
        ["DescribeClusters"] = clusters.DescribeAsync,
        ["ListClusters"] = clusters.ListAsync,
        ["DeleteCluster"] = clusters.DeleteAsync,
        ["RegisterTaskDefinition"] = definitions.RegisterAsync,
        ["DescribeTaskDefinition"] = definitions.DescribeAsync,
        ["ListTaskDefinitions"] = definitions.ListAsync,
        ["ListTaskDefinitionFamilies"] = definitions.ListFamiliesAsync,
        ["DeregisterTaskDefinition"] = definitions.DeregisterAsync,
        ["DeleteTaskDefinitions"] = definitions.DeleteAsync,
        ["RunTask"] = runTask.RunAsync,
        ["StopTask"] = tasks.StopAsync,
        ["DescribeTasks"] = tasks.DescribeAsync,
        ["ListTasks"] = tasks.ListAsync,
        ["TagResource"] = tags.TagAsync,
        ["UntagResource"] = tags.UntagAsync,
        ["ListTagsForResource"] = tags.ListAsync,
    };
}

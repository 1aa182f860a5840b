namespace Slipway.Aws.Ecs;

/// <summary>The operations of Amazon ECS that Slipway uses.</summary>
internal static class EcsOperations
{
    internal static JsonOperation<RegisterTaskDefinitionRequest, RegisterTaskDefinitionResponse> RegisterTaskDefinition { get; } =
        new(nameof(RegisterTaskDefinition), EcsJson.Default.RegisterTaskDefinitionRequest, EcsJson.Default.RegisterTaskDefinitionResponse)
        {
            // It has no client token: sending it twice makes two revisions.
            RepeatableWhenFateUnknown = false,
        };

    internal static JsonOperation<DeregisterTaskDefinitionRequest, DeregisterTaskDefinitionResponse> DeregisterTaskDefinition { get; } =
        new(nameof(DeregisterTaskDefinition), EcsJson.Default.DeregisterTaskDefinitionRequest, EcsJson.Default.DeregisterTaskDefinitionResponse);

    internal static JsonOperation<DeleteTaskDefinitionsRequest, DeleteTaskDefinitionsResponse> DeleteTaskDefinitions { get; } =
        new(nameof(DeleteTaskDefinitions), EcsJson.Default.DeleteTaskDefinitionsRequest, EcsJson.Default.DeleteTaskDefinitionsResponse);

    internal static JsonOperation<DescribeTaskDefinitionRequest, DescribeTaskDefinitionResponse> DescribeTaskDefinition { get; } =
        new(nameof(DescribeTaskDefinition), EcsJson.Default.DescribeTaskDefinitionRequest, EcsJson.Default.DescribeTaskDefinitionResponse);

    internal static JsonOperation<ListTaskDefinitionsRequest, ListTaskDefinitionsResponse> ListTaskDefinitions { get; } =
        new(nameof(ListTaskDefinitions), EcsJson.Default.ListTaskDefinitionsRequest, EcsJson.Default.ListTaskDefinitionsResponse);

    internal static JsonOperation<ListTaskDefinitionFamiliesRequest, ListTaskDefinitionFamiliesResponse> ListTaskDefinitionFamilies { get; } =
        new(nameof(ListTaskDefinitionFamilies), EcsJson.Default.ListTaskDefinitionFamiliesRequest, EcsJson.Default.ListTaskDefinitionFamiliesResponse);

    internal static JsonOperation<RunTaskRequest, RunTaskResponse> RunTask { get; } =
        new(nameof(RunTask), EcsJson.Default.RunTaskRequest, EcsJson.Default.RunTaskResponse);

    internal static JsonOperation<StopTaskRequest, StopTaskResponse> StopTask { get; } =
        new(nameof(StopTask), EcsJson.Default.StopTaskRequest, EcsJson.Default.StopTaskResponse);

    internal static JsonOperation<DescribeTasksRequest, DescribeTasksResponse> DescribeTasks { get; } =
        new(nameof(DescribeTasks), EcsJson.Default.DescribeTasksRequest, EcsJson.Default.DescribeTasksResponse);

    internal static JsonOperation<ListTasksRequest, ListTasksResponse> ListTasks { get; } =
        new(nameof(ListTasks), EcsJson.Default.ListTasksRequest, EcsJson.Default.ListTasksResponse);

    internal static JsonOperation<DescribeClustersRequest, DescribeClustersResponse> DescribeClusters { get; } =
        new(nameof(DescribeClusters), EcsJson.Default.DescribeClustersRequest, EcsJson.Default.DescribeClustersResponse);

    internal static JsonOperation<ListClustersRequest, ListClustersResponse> ListClusters { get; } =
        new(nameof(ListClusters), EcsJson.Default.ListClustersRequest, EcsJson.Default.ListClustersResponse);

    internal static JsonOperation<CreateClusterRequest, CreateClusterResponse> CreateCluster { get; } =
        new(nameof(CreateCluster), EcsJson.Default.CreateClusterRequest, EcsJson.Default.CreateClusterResponse);

    internal static JsonOperation<TagResourceRequest, TagResourceResponse> TagResource { get; } =
        new(nameof(TagResource), EcsJson.Default.TagResourceRequest, EcsJson.Default.TagResourceResponse);

    internal static JsonOperation<UntagResourceRequest, UntagResourceResponse> UntagResource { get; } =
        new(nameof(UntagResource), EcsJson.Default.UntagResourceRequest, EcsJson.Default.UntagResourceResponse);

    internal static JsonOperation<ListTagsForResourceRequest, ListTagsForResourceResponse> ListTagsForResource { get; } =
        new(nameof(ListTagsForResource), EcsJson.Default.ListTagsForResourceRequest, EcsJson.Default.ListTagsForResourceResponse);
}

namespace Slipway.Aws.Ecs;

/// <summary>Amazon ECS. Thread-safe; keep one for the life of the program.</summary>
public sealed class EcsClient : ITaskDefinitions, IEcsTasks, IClusters, ITags, IDisposable
{
    private readonly JsonServiceClient _service;
    private readonly JsonServiceClient _registrations;

    /// <summary>Makes a client.</summary>
    /// <exception cref="AwsConfigurationException">There is no region, or the profile named does not exist.</exception>
    public EcsClient(AwsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _service = new JsonServiceClient(JsonService.Ecs, options);

        // A registration may not be repeated when its answer is lost, and sending one on a connection that the server is just closing for
        // idleness loses it: each has a connection of its own.
        _registrations = new JsonServiceClient(JsonService.Ecs, options with { PooledConnectionLifetime = TimeSpan.Zero });
    }

    /// <inheritdoc/>
    public Task<RegisterTaskDefinitionResponse> RegisterTaskDefinitionAsync(RegisterTaskDefinitionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _registrations.SendAsync(EcsOperations.RegisterTaskDefinition, request.ToUtf8Json(), request.Family, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DeregisterTaskDefinitionResponse> DeregisterTaskDefinitionAsync(DeregisterTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.DeregisterTaskDefinition, request, request?.TaskDefinition, cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteTaskDefinitionsResponse> DeleteTaskDefinitionsAsync(DeleteTaskDefinitionsRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.DeleteTaskDefinitions, request, Names.Of(request?.TaskDefinitions), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeTaskDefinitionResponse> DescribeTaskDefinitionAsync(DescribeTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.DescribeTaskDefinition, request, request?.TaskDefinition, cancellationToken);

    /// <inheritdoc/>
    public Task<ListTaskDefinitionsResponse> ListTaskDefinitionsAsync(ListTaskDefinitionsRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.ListTaskDefinitions, request, request?.FamilyPrefix, cancellationToken);

    /// <inheritdoc/>
    public Task<ListTaskDefinitionFamiliesResponse> ListTaskDefinitionFamiliesAsync(ListTaskDefinitionFamiliesRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.ListTaskDefinitionFamilies, request, request?.FamilyPrefix, cancellationToken);

    /// <inheritdoc/>
    public Task<RunTaskResponse> RunTaskAsync(RunTaskRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _service.SendAsync(EcsOperations.RunTask, request.ToUtf8Json(), request.Cluster, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RunTaskResponse> RunTaskAsync(ReadOnlyMemory<byte> storedBody, CancellationToken cancellationToken) =>
        _service.SendAsync(EcsOperations.RunTask, storedBody, RunTaskBody.CheckStored(storedBody), cancellationToken);

    /// <inheritdoc/>
    public Task<StopTaskResponse> StopTaskAsync(StopTaskRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.StopTask, request, request?.Task, cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeTasksResponse> DescribeTasksAsync(DescribeTasksRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.DescribeTasks, request, Names.Of(request?.Tasks), cancellationToken);

    /// <inheritdoc/>
    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.ListTasks, request, request?.StartedBy ?? request?.Family ?? request?.Cluster, cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeClustersResponse> DescribeClustersAsync(DescribeClustersRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.DescribeClusters, request, Names.Of(request?.Clusters), cancellationToken);

    /// <inheritdoc/>
    public Task<ListClustersResponse> ListClustersAsync(ListClustersRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.ListClusters, request, null, cancellationToken);

    /// <inheritdoc/>
    public Task<CreateClusterResponse> CreateClusterAsync(CreateClusterRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.CreateCluster, request, request?.ClusterName, cancellationToken);

    /// <inheritdoc/>
    public Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.TagResource, request, request?.ResourceArn, cancellationToken);

    /// <inheritdoc/>
    public Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.UntagResource, request, request?.ResourceArn, cancellationToken);

    /// <inheritdoc/>
    public Task<ListTagsForResourceResponse> ListTagsForResourceAsync(ListTagsForResourceRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcsOperations.ListTagsForResource, request, request?.ResourceArn, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _service.Dispose();
        _registrations.Dispose();
    }
}

using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>The caller gives up while RegisterTaskDefinition is under way; it takes effect.</summary>
internal sealed class CancellingDefinitions(FakeDefinitions ecs, CancellationTokenSource source) : ITaskDefinitions
{
    public async Task<RegisterTaskDefinitionResponse> RegisterTaskDefinitionAsync(RegisterTaskDefinitionRequest request, CancellationToken cancellationToken)
    {
        await ecs.RegisterTaskDefinitionAsync(request, cancellationToken);
        await source.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        throw new InvalidOperationException("The caller's token must reach the call.");
    }

    public Task<DeregisterTaskDefinitionResponse> DeregisterTaskDefinitionAsync(DeregisterTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        ecs.DeregisterTaskDefinitionAsync(request, cancellationToken);

    public Task<DeleteTaskDefinitionsResponse> DeleteTaskDefinitionsAsync(DeleteTaskDefinitionsRequest request, CancellationToken cancellationToken) =>
        ecs.DeleteTaskDefinitionsAsync(request, cancellationToken);

    public Task<DescribeTaskDefinitionResponse> DescribeTaskDefinitionAsync(DescribeTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        ecs.DescribeTaskDefinitionAsync(request, cancellationToken);

    public Task<ListTaskDefinitionsResponse> ListTaskDefinitionsAsync(ListTaskDefinitionsRequest request, CancellationToken cancellationToken) =>
        ecs.ListTaskDefinitionsAsync(request, cancellationToken);

    public Task<ListTaskDefinitionFamiliesResponse> ListTaskDefinitionFamiliesAsync(
        ListTaskDefinitionFamiliesRequest request,
        CancellationToken cancellationToken) =>
        ecs.ListTaskDefinitionFamiliesAsync(request, cancellationToken);
}

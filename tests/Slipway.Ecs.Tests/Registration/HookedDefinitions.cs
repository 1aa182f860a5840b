using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>Lets a test do something around each RegisterTaskDefinition: it is given the call's number, from 1, and the call itself.</summary>
internal sealed class HookedDefinitions(
    FakeDefinitions ecs, Func<int, Func<Task<RegisterTaskDefinitionResponse>>, Task<RegisterTaskDefinitionResponse>> register) : ITaskDefinitions
{
    private int _calls;

    public Task<RegisterTaskDefinitionResponse> RegisterTaskDefinitionAsync(RegisterTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        register(++_calls, () => ecs.RegisterTaskDefinitionAsync(request, cancellationToken));

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

using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>ECS as one machine reaches it.</summary>
internal sealed class MachineDefinitions(FakeDefinitions ecs, Machine machine) : ITaskDefinitions
{
    public Task<RegisterTaskDefinitionResponse> RegisterTaskDefinitionAsync(RegisterTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        StepAsync("RegisterTaskDefinition", () => ecs.RegisterTaskDefinitionAsync(request, cancellationToken));

    public Task<DeregisterTaskDefinitionResponse> DeregisterTaskDefinitionAsync(DeregisterTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        StepAsync("DeregisterTaskDefinition", () => ecs.DeregisterTaskDefinitionAsync(request, cancellationToken));

    public Task<DeleteTaskDefinitionsResponse> DeleteTaskDefinitionsAsync(DeleteTaskDefinitionsRequest request, CancellationToken cancellationToken) =>
        StepAsync("DeleteTaskDefinitions", () => ecs.DeleteTaskDefinitionsAsync(request, cancellationToken));

    public Task<DescribeTaskDefinitionResponse> DescribeTaskDefinitionAsync(DescribeTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        StepAsync("DescribeTaskDefinition", () => ecs.DescribeTaskDefinitionAsync(request, cancellationToken));

    public Task<ListTaskDefinitionsResponse> ListTaskDefinitionsAsync(ListTaskDefinitionsRequest request, CancellationToken cancellationToken) =>
        StepAsync("ListTaskDefinitions", () => ecs.ListTaskDefinitionsAsync(request, cancellationToken));

    public Task<ListTaskDefinitionFamiliesResponse> ListTaskDefinitionFamiliesAsync(
        ListTaskDefinitionFamiliesRequest request,
        CancellationToken cancellationToken) =>
        StepAsync("ListTaskDefinitionFamilies", () => ecs.ListTaskDefinitionFamiliesAsync(request, cancellationToken));

    private Task<T> StepAsync<T>(string operation, Func<Task<T>> call) =>
        machine.StepAsync($"ecs.{operation}", call, () => FakeDefinitions.NoAnswer(operation));
}

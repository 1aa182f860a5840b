using Slipway.Aws.Ecs;

namespace Slipway.Benchmarks.Children;

/// <summary>Says what is asked of ECS before it is sent, and that it was answered after: what a killed process sent is known by its lines.</summary>
internal sealed class ToldDefinitions(ITaskDefinitions inner, TextWriter lines) : ITaskDefinitions
{
    public async Task<DeregisterTaskDefinitionResponse> DeregisterTaskDefinitionAsync(DeregisterTaskDefinitionRequest request, CancellationToken cancellationToken)
    {
        Say("asks", "deregister", [request.TaskDefinition]);
        var response = await inner.DeregisterTaskDefinitionAsync(request, cancellationToken);
        Say("answered", "deregister", [request.TaskDefinition]);
        return response;
    }

    public async Task<DeleteTaskDefinitionsResponse> DeleteTaskDefinitionsAsync(DeleteTaskDefinitionsRequest request, CancellationToken cancellationToken)
    {
        Say("asks", "delete", request.TaskDefinitions);
        var response = await inner.DeleteTaskDefinitionsAsync(request, cancellationToken);
        Say("answered", "delete", request.TaskDefinitions);
        return response;
    }

    public Task<RegisterTaskDefinitionResponse> RegisterTaskDefinitionAsync(RegisterTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        inner.RegisterTaskDefinitionAsync(request, cancellationToken);

    public Task<DescribeTaskDefinitionResponse> DescribeTaskDefinitionAsync(DescribeTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        inner.DescribeTaskDefinitionAsync(request, cancellationToken);

    public Task<ListTaskDefinitionsResponse> ListTaskDefinitionsAsync(ListTaskDefinitionsRequest request, CancellationToken cancellationToken) =>
        inner.ListTaskDefinitionsAsync(request, cancellationToken);

    public Task<ListTaskDefinitionFamiliesResponse> ListTaskDefinitionFamiliesAsync(ListTaskDefinitionFamiliesRequest request, CancellationToken cancellationToken) =>
        inner.ListTaskDefinitionFamiliesAsync(request, cancellationToken);

    private void Say(string what, string action, IReadOnlyList<string> arns)
    {
        lines.WriteLine($"{what} {action} {string.Join(' ', arns.Select(arn => arn[(arn.LastIndexOf('/') + 1)..]))}");
        lines.Flush();
    }
}

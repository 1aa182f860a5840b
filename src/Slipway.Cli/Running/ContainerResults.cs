using System.Text.Json.Nodes;
using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Core.Containers;
using Slipway.Core.Errors;
using Slipway.Ecs.Budgets;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Results;

namespace Slipway.Cli.Running;

/// <summary>The result files of an environment's containers.</summary>
internal sealed class ContainerResults(EcsEnvironment environment)
{
    private readonly LogResultReader _reader = new(
        new BudgetedLogReads(environment.Ecs.Logs, environment.Ecs.Budgets, BudgetPriority.Launch),
        environment.Settings.IsLocal ? ResultOptions.Local : new ResultOptions(),
        environment.Time);

    /// <summary>The settings of a container whose result is wanted.</summary>
    /// <param name="settings">The environment's settings.</param>
    /// <param name="container">The container's own.</param>
    /// <param name="image">The container's image, which the sidecar is made of unless the settings name another.</param>
    public static ContainerSettings Wanted(LoadedSettings settings, ContainerSettings container, string image) =>
        ResultSidecar.AddTo(container, settings.ResultImage?.Value ?? image);

    /// <summary>Reads the result of a launch that succeeded.</summary>
    /// <returns>The JSON, null when the container wrote none; and what is wrong with it, of the container's own making.</returns>
    /// <exception cref="SlipwayException"><c>result.unreadable</c>: it did not arrive.</exception>
    public async Task<(JsonNode? Result, string? Problem)> ReadAsync(BoundLaunch launch, string ecsTaskArn, CancellationToken cancellationToken)
    {
        try
        {
            return (await _reader.ReadAsync(launch, ecsTaskArn, cancellationToken), null);
        }
        catch (SlipwayException exception) when (exception.Code is "result.too-large" or "result.not-json")
        {
            return (null, exception.Message);
        }
    }
}

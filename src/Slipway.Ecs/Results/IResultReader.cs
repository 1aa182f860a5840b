using System.Text.Json.Nodes;
using Slipway.Core.Expressions;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Results;

/// <summary>Reads what a container wrote into its result file, once its ECS task has ended.</summary>
public interface IResultReader
{
    /// <summary>Reads the result of a launch, however long ago it ended, as far as it is kept.</summary>
    /// <param name="launch">What was launched.</param>
    /// <param name="ecsTaskArn">The ECS task of the launch; it has ended.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The JSON, of at most <see cref="TaskResult.MaxBytes"/>; null when the container wrote no file.</returns>
    /// <exception cref="Slipway.Core.Errors.SlipwayException">
    /// <c>result.too-large</c>, <c>result.not-json</c>: the file can't be used. <c>result.unreadable</c>: it did not arrive.
    /// </exception>
    Task<JsonNode?> ReadAsync(BoundLaunch launch, string ecsTaskArn, CancellationToken cancellationToken);
}

using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Protocol;

/// <summary>Answers one call.</summary>
/// <param name="request">The request's members; unknown ones have been refused before.</param>
/// <param name="cancellationToken">Ends when the caller hangs up.</param>
/// <returns>The members of the response.</returns>
/// <exception cref="AwsServiceException">The call is refused as AWS would refuse it.</exception>
internal delegate Task<JsonObject> Operation(JsonObject request, CancellationToken cancellationToken);

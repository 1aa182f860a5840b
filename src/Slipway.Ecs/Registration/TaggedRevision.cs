using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Registration;

/// <summary>A revision that ECS has and that carries Slipway's tags.</summary>
/// <param name="Family">The family.</param>
/// <param name="Revision">The number.</param>
/// <param name="LedgerId">The ledger that registered it.</param>
/// <param name="Hash">The definition's hash.</param>
/// <param name="Launch">The launch whose own it is; null when it is shared.</param>
/// <param name="Status">ECS's word: ACTIVE, INACTIVE, DELETE_IN_PROGRESS.</param>
/// <param name="RegisteredAt">When ECS registered it.</param>
/// <param name="DeregisteredAt">When ECS deregistered it; null when it did not.</param>
internal sealed record TaggedRevision(
    string Family,
    int Revision,
    string LedgerId,
    DefinitionHash Hash,
    LaunchId? Launch,
    string Status,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? DeregisteredAt);

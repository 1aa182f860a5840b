using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Registration;

/// <summary>A revision that this process registered and has not written to the ledger yet.</summary>
/// <param name="Revision">The number.</param>
/// <param name="Hash">The definition's hash.</param>
/// <param name="Launch">The launch whose own it is; null when it is shared.</param>
/// <param name="RegisteredAt">When.</param>
internal sealed record StrayRevision(int Revision, DefinitionHash Hash, LaunchId? Launch, DateTimeOffset RegisteredAt);

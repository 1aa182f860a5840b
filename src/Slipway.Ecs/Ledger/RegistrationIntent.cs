using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Ledger;

/// <summary>
/// A registration that is about to be sent. It is written before RegisterTaskDefinition, which has no client token: whoever finds it after a crash
/// knows what to look for among the family's newer revisions.
/// </summary>
/// <param name="Hash">The definition's hash.</param>
/// <param name="LastRevisionBefore">The family's last revision before it was sent; 0 when the family had none.</param>
/// <param name="Launch">The launch whose own the revision is to be; null when it is to be shared.</param>
/// <param name="StartedAt">When it was written.</param>
/// <param name="Audit">Who asked, and for what.</param>
public sealed record RegistrationIntent(
    DefinitionHash Hash,
    int LastRevisionBefore,
    LaunchId? Launch,
    DateTimeOffset StartedAt,
    AuditContext Audit);

using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Registration;

/// <summary>Turns a definition into a revision that can run: from the ledger, or by one registration per family at a time.</summary>
public interface IRegistrar
{
    /// <summary>Finds the definition's active revision in the ledger (no ECS call), or registers it.</summary>
    /// <param name="definition">What is to run.</param>
    /// <param name="audit">Who asks, and for what.</param>
    /// <param name="cancellationToken">Ends the waiting; a registration that was sent is still adopted later.</param>
    /// <returns>A revision that is active and stays so while it is in use.</returns>
    Task<RegisteredRevision> EnsureAsync(BoundDefinition definition, AuditContext audit, CancellationToken cancellationToken);

    /// <summary>
    /// Registers a revision for one launch alone (the <c>per-run</c> policy). Asked again for the same launch, it answers the same revision.
    /// </summary>
    Task<RegisteredRevision> RegisterForLaunchAsync(BoundDefinition definition, LaunchId launch, AuditContext audit, CancellationToken cancellationToken);

    /// <summary>Deregisters what <see cref="RegisterForLaunchAsync"/> made. Doing it twice is no error.</summary>
    Task DeregisterForLaunchAsync(LaunchId launch, AuditContext audit, CancellationToken cancellationToken);

    /// <summary>Takes a revision that AWS called inactive out of use, so that the next <see cref="EnsureAsync"/> registers anew.</summary>
    Task InvalidateAsync(RegisteredRevision revision, AuditContext audit, CancellationToken cancellationToken);
}

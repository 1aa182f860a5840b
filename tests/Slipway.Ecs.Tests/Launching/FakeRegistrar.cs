using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>One launcher's registrar over shared revisions.</summary>
internal sealed class FakeRegistrar(FakeRevisions revisions, Fate fate) : IRegistrar
{
    public static string Arn(int revision) => $"arn:aws:ecs:eu-central-1:123456789012:task-definition/dbt-model:{revision}";

    public Task<RegisteredRevision> EnsureAsync(BoundDefinition definition, AuditContext audit, CancellationToken cancellationToken) =>
        fate.AwsAsync("Ensure", () => Task.FromResult(Revision(definition, revisions.Current, RevisionOrigin.Reused)));

    public Task<RegisteredRevision> RegisterForLaunchAsync(BoundDefinition definition, LaunchId launch, AuditContext audit, CancellationToken cancellationToken) =>
        fate.AwsAsync("RegisterForLaunch", () =>
        {
            if (revisions.PerRun.Add(launch))
                revisions.PerRunRegistrations++;
            return Task.FromResult(Revision(definition, 1000, RevisionOrigin.PerRun));
        });

    public Task DeregisterForLaunchAsync(LaunchId launch, AuditContext audit, CancellationToken cancellationToken) =>
        fate.AwsAsync("DeregisterForLaunch", () => Task.FromResult(revisions.PerRun.Remove(launch)));

    public Task InvalidateAsync(RegisteredRevision revision, AuditContext audit, CancellationToken cancellationToken) =>
        fate.AwsAsync("Invalidate", () =>
        {
            if (revision.Revision == revisions.Current)
                revisions.Current++;
            return Task.FromResult(true);
        });

    private static RegisteredRevision Revision(BoundDefinition definition, int number, RevisionOrigin origin) =>
        new(Arn(number), definition.Family, number, definition.Hash, origin);
}

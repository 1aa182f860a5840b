using Slipway.Aws.Ecs;
using Slipway.Core.Errors;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Registration;

/// <summary>
/// Registers at most one revision per definition, whatever fails when: the hit path asks the ledger alone; a miss goes through the family's lease, with
/// the intent written before the call.
/// </summary>
public sealed class Registrar : IRegistrar
{
    // Each further round means that the lease was taken over while this process slept for the whole lease time.
    private const int MaxRounds = 5;

    private readonly ILedger _ledger;
    private readonly ITaskDefinitions _ecs;
    private readonly RegistrarOptions _options;
    private readonly TimeProvider _time;
    private readonly LeaseKeeper _leases;
    private readonly RevisionRemoval _removal;
    private readonly KeyedGate _gates = new();

    /// <summary>Makes a registrar.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="ecs">Task definitions, inside the account's budgets, with the priority of launches.</param>
    /// <param name="options">How revisions are registered.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SlipwayException"><c>settings.invalid</c>.</exception>
    public Registrar(ILedger ledger, ITaskDefinitions ecs, RegistrarOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(ecs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        (_ledger, _ecs, _options, _time) = (ledger, ecs, options, time);
        _leases = new LeaseKeeper(ledger, options.Holder, options.Lease, time);
        _removal = new RevisionRemoval(ledger, ecs, time);
    }

    /// <inheritdoc/>
    public async Task<RegisteredRevision> EnsureAsync(BoundDefinition definition, AuditContext audit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(audit);
        var by = Complete(audit, definition, launch: null);
        return await HitAsync() ?? await InFamilyAsync(definition.Family, HitAsync, RegisterAsync, by, cancellationToken);

        async Task<RegisteredRevision?> HitAsync() =>
            await _ledger.UseAsync(definition.Family, definition.Hash, _time.GetUtcNow() + _options.UseFor, by, cancellationToken) is { } hit
                ? Named(definition, hit.Revision, RevisionOrigin.Reused)
                : null;

        async Task<RegisteredRevision> RegisterAsync(FamilySession session, Action<StrayRevision> onStray)
        {
            // Whatever the family had that the ledger did not know is in the ledger now.
            if (await HitAsync() is { } found)
                return found with { Origin = session.HasAdopted ? RevisionOrigin.Adopted : RevisionOrigin.Reused };
            var (revision, origin) = await session.RegisterAsync(definition, null, by, onStray, cancellationToken);
            return Named(definition, revision, origin);
        }
    }

    /// <inheritdoc/>
    public async Task<RegisteredRevision> RegisterForLaunchAsync(
        BoundDefinition definition,
        LaunchId launch,
        AuditContext audit,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(audit);
        var by = Complete(audit, definition, launch);
        return await FindAsync() ?? await InFamilyAsync(definition.Family, FindAsync, RegisterAsync, by, cancellationToken);

        async Task<RegisteredRevision?> FindAsync()
        {
            if (await _ledger.FindForLaunchAsync(launch, cancellationToken) is not { Revision: { } revision } own)
                return null;
            return await _ledger.FindRevisionAsync(own.Family, revision, cancellationToken) switch
            {
                { State: RevisionState.Active } entry => new RegisteredRevision(
                    _ledger.Scope.ArnOf(entry.Family, entry.Revision), entry.Family, entry.Revision, entry.Hash, RevisionOrigin.PerRun),
                // ECS called it inactive while the launch went on: it gets another.
                null or { State: RevisionState.Retired } => null,
                var entry => throw new SlipwayException(
                    "registration.launch-over",
                    $"The launch {launch} had {entry.Name} registered for itself alone, and it is {entry.State.ToText()}: the launch is over. Use a new launch id."),
            };
        }

        async Task<RegisteredRevision> RegisterAsync(FamilySession session, Action<StrayRevision> onStray)
        {
            if (await FindAsync() is { } found)
                return found;
            var (revision, origin) = await session.RegisterAsync(definition, launch, by, onStray, cancellationToken);
            return Named(definition, revision, origin);
        }
    }

    /// <inheritdoc/>
    public async Task DeregisterForLaunchAsync(LaunchId launch, AuditContext audit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(audit);
        var by = audit with { LaunchId = launch.Value };
        var own = await _ledger.FindForLaunchAsync(launch, cancellationToken);
        if (own is { Revision: null })
        {
            // The registrant died between intent and answer: what became of it is found out first.
            await InFamilyAsync(own.Family, () => Task.FromResult<object?>(null), (_, _) => Task.FromResult(own.Family), by, cancellationToken);
            own = await _ledger.FindForLaunchAsync(launch, cancellationToken);
        }

        if (own is not { Revision: { } revision } || await _ledger.FindRevisionAsync(own.Family, revision, cancellationToken) is not { } entry)
            return;

        await DeregisterAsync(entry, by, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task InvalidateAsync(RegisteredRevision revision, AuditContext audit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(revision);
        // False means that it is out of use already, which is what was wanted.
        await _ledger.TryMoveAsync(
            new RevisionMove(revision.Family, revision.Revision, RevisionState.Active, RevisionState.Retired, audit),
            cancellationToken);
    }

    /// <summary>Deregisters one revision of a launch, from whichever state it is in.</summary>
    internal async Task DeregisterAsync(RevisionEntry entry, AuditContext audit, CancellationToken cancellationToken)
    {
        var resumed = entry.State == RevisionState.Deregistering;
        if (entry.State is RevisionState.Active or RevisionState.Retired or RevisionState.Orphan)
        {
            var begun = new RevisionMove(entry.Family, entry.Revision, entry.State, RevisionState.Deregistering, audit);
            // Lost to another process: that one finishes it, or dies and leaves it to the next.
            resumed = !await _ledger.TryMoveAsync(begun, cancellationToken);
        }
        else if (!resumed)
        {
            return;
        }

        await _removal.DeregisterAsync(entry.Family, entry.Revision, resumed, audit, lease: null, cancellationToken);
    }

    /// <summary>Settles whatever a registrant that died left in a family.</summary>
    internal Task<string> SettleAsync(string family, AuditContext audit, CancellationToken cancellationToken) =>
        InFamilyAsync(family, () => Task.FromResult<string?>(null), (_, _) => Task.FromResult(family), audit, cancellationToken);

    private static AuditContext Complete(AuditContext audit, BoundDefinition definition, LaunchId? launch) => audit with
    {
        LaunchId = launch?.Value ?? audit.LaunchId,
        ImageVersion = audit.ImageVersion ?? definition.ImageVersion,
        ImageDigest = audit.ImageDigest ?? definition.ImageDigest,
    };

    private RegisteredRevision Named(BoundDefinition definition, int revision, RevisionOrigin origin) =>
        new(_ledger.Scope.ArnOf(definition.Family, revision), definition.Family, revision, definition.Hash, origin);

    /// <summary>Runs the work under the family's lease, in a family that is settled; again when the lease was taken over.</summary>
    /// <param name="family">The family.</param>
    /// <param name="find">What another may have found or registered while this one waited.</param>
    /// <param name="work">The work; it tells of each revision that it registers before it writes it.</param>
    /// <param name="audit">Who asks.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    private async Task<TResult> InFamilyAsync<TFound, TResult>(
        string family,
        Func<Task<TFound?>> find,
        Func<FamilySession, Action<StrayRevision>, Task<TResult>> work,
        AuditContext audit,
        CancellationToken cancellationToken)
        where TFound : class
        where TResult : TFound
    {
        using var pass = await _gates.EnterAsync(family, cancellationToken);
        StrayRevision? stray = null;
        for (var round = 1; ; round++)
        {
            if (stray is null && await find() is TResult before)
                return before;

            TFound? found = null;
            await using var lease = await _leases.AcquireAsync(
                LeaseNames.OfFamily(family),
                async () => stray is null && (found = await find()) is not null,
                cancellationToken);
            if (lease is null)
                return (TResult)found!;

            try
            {
                var session = new FamilySession(_ledger, _ecs, lease, family, _options, _time);
                if (stray is not null)
                    await session.TakeInAsync(stray, audit, cancellationToken);
                await session.PrepareAsync(audit, cancellationToken);
                return await work(session, registered => stray = registered);
            }
            catch (LeaseLostException) when (round < MaxRounds)
            {
                // Its new holder has settled, or is settling, what this one began. What this one registered meanwhile is not forgotten: stray.
            }
        }
    }
}

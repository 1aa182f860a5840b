using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Registration;

/// <summary>What the holder of a family's lease does: settles what was left behind, looks a new family through, registers.</summary>
internal sealed class FamilySession(ILedger ledger, ITaskDefinitions ecs, HeldLease lease, string family, RegistrarOptions options, TimeProvider time)
{
    // A registration whose answer was lost and that left no revision did not happen, and is sent again; thrice in a row means that something else is wrong.
    private const int MaxSends = 3;

    private static readonly TimeSpan FirstConcurrencyDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxConcurrencyDelay = TimeSpan.FromSeconds(10);

    private readonly EcsRevisions _revisions = new(ecs, time);

    /// <summary>Whether this session took over a revision that ECS had and the ledger did not know.</summary>
    internal bool HasAdopted { get; private set; }

    /// <summary>Brings the family's record up to what ECS has: settles an intent that its owner left, and looks a first-seen family through.</summary>
    internal async Task PrepareAsync(AuditContext audit, CancellationToken cancellationToken)
    {
        var record = await ledger.FindFamilyAsync(family, cancellationToken);
        if (record?.Intent is { } intent)
            await SettleAsync(intent, audit with { Reason = $"adopted after its registrant's end: {audit.Reason}" }, cancellationToken);
        if (record is not { LookedUp: true })
            await LookUpAsync(audit, cancellationToken);
    }

    /// <summary>Takes in a revision that this process registered while another took the lease over.</summary>
    internal async Task TakeInAsync(StrayRevision stray, AuditContext audit, CancellationToken cancellationToken)
    {
        if (await ledger.FindRevisionAsync(family, stray.Revision, cancellationToken) is not null)
            return;
        var found = new NewRevision(stray.Revision, stray.Hash, RevisionState.Active, stray.RegisteredAt, stray.RegisteredAt + options.UseFor) { Launch = stray.Launch };
        var state = await IsTakenAsync(stray.Hash, stray.Launch, cancellationToken) ? RevisionState.Orphan : RevisionState.Active;
        await ledger.ChangeFamilyAsync(
            lease.Token,
            new FamilyChange { Audit = audit with { Reason = $"registered while the lease went to another: {audit.Reason}" }, Revisions = [found with { State = state }] },
            cancellationToken);
    }

    /// <summary>Registers, with the intent written first.</summary>
    /// <exception cref="AwsException">AWS refused definitively; the intent is cleared.</exception>
    /// <exception cref="LeaseLostException">Another took the lease over; <paramref name="onStray"/> heard of what was registered meanwhile.</exception>
    internal async Task<(int Revision, RevisionOrigin Origin)> RegisterAsync(
        BoundDefinition definition,
        LaunchId? launch,
        AuditContext audit,
        Action<StrayRevision> onStray,
        CancellationToken cancellationToken)
    {
        // Of the time before the first send: a revision of it that shows up between two sends must not count as known.
        var known = (await ledger.FindFamilyAsync(family, cancellationToken))?.HighestRevision ?? 0;
        var last = Math.Max(known, await _revisions.NewestAsync(family, cancellationToken));
        for (var send = 1; ; send++)
        {
            var intent = new RegistrationIntent(definition.Hash, last, launch, time.GetUtcNow(), audit);
            await ledger.ChangeFamilyAsync(lease.Token, new FamilyChange { Audit = audit, Begin = intent, HighestSeen = last }, cancellationToken);

            int revision;
            try
            {
                revision = await SendAsync(definition, launch, cancellationToken);
            }
            catch (AwsException exception) when (exception.FateUnknown)
            {
                var reason = $"adopted after a lost response: {audit.Reason}";
                if (await SettleAsync(intent, audit with { Reason = reason }, cancellationToken) is { } adopted)
                    return (adopted, launch is null ? RevisionOrigin.Adopted : RevisionOrigin.PerRun);
                if (send == MaxSends)
                    throw;
                continue;
            }
            catch (AwsException exception)
            {
                var reason = $"AWS refused: {exception.Code}";
                await ledger.ChangeFamilyAsync(lease.Token, new FamilyChange { Audit = audit with { Reason = reason }, ClearIntent = true }, cancellationToken);
                throw;
            }

            // Should this fail, the intent stays, and whoever comes next finds the revision by its tags.
            var registered = new StrayRevision(revision, definition.Hash, launch, time.GetUtcNow());
            onStray(registered);
            await CompleteAsync(intent, registered, audit, cancellationToken);
            return (revision, launch is null ? RevisionOrigin.Registered : RevisionOrigin.PerRun);
        }
    }

    /// <summary>Looks the family's revisions in ECS through, newest first, and takes in those of this ledger that it does not know.</summary>
    /// <param name="statuses">Which to list.</param>
    /// <param name="limit">How many of each at most.</param>
    /// <param name="onLooked">Hears of each: what its tags say (null: another tool's, or known before), and how it was taken in (null: not).</param>
    /// <param name="audit">Who does it, and why.</param>
    /// <param name="cancellationToken">Ends it; what was taken in stays.</param>
    internal async Task LookThroughAsync(
        IReadOnlyList<string> statuses,
        int limit,
        Action<TaggedRevision?, NewRevision?> onLooked,
        AuditContext audit,
        CancellationToken cancellationToken)
    {
        var part = new List<NewRevision>();
        var taken = new HashSet<(DefinitionHash, LaunchId?)>();
        var highest = 0;
        foreach (var status in statuses)
        {
            await foreach (var number in _revisions.ListAsync(family, status, 0, 100, cancellationToken).Take(limit))
            {
                highest = Math.Max(highest, number);
                await lease.ConfirmIfOldAsync(cancellationToken);
                var one = await ledger.FindRevisionAsync(family, number, cancellationToken) is null
                    ? await _revisions.FindTaggedAsync(family, number, cancellationToken)
                    : null;
                if (one is null || one.LedgerId != ledger.Id || one.Status == EcsRevisions.Deleting)
                {
                    onLooked(one, null);
                    continue;
                }

                var already = taken.Contains((one.Hash, one.Launch)) || await IsTakenAsync(one.Hash, one.Launch, cancellationToken);
                var revision = Adopt(one, already, time.GetUtcNow());
                if (revision.State == RevisionState.Active)
                    HasAdopted |= taken.Add((one.Hash, one.Launch));
                onLooked(one, revision);
                part.Add(revision);
                if (part.Count == FamilyChange.MaxRevisions)
                {
                    await ledger.ChangeFamilyAsync(lease.Token, new FamilyChange { Audit = audit, Revisions = part }, cancellationToken);
                    part = [];
                }
            }
        }

        // Said last: a crash before it makes the next one look again, and skip what is known by then.
        await ledger.ChangeFamilyAsync(
            lease.Token,
            new FamilyChange { Audit = audit, Revisions = part, LookedUp = true, HighestSeen = highest },
            cancellationToken);
    }

    /// <summary>Looks for what became of an intent, and writes it down.</summary>
    /// <returns>The revision that is active now for the intent's definition; null when nothing was registered.</returns>
    internal async Task<int?> SettleAsync(RegistrationIntent intent, AuditContext audit, CancellationToken cancellationToken)
    {
        var found = await FindSettledAsync(intent, cancellationToken);
        var taken = await IsTakenAsync(intent.Hash, intent.Launch, cancellationToken);
        var revisions = new List<NewRevision>();
        int? active = null;
        foreach (var one in found.OrderByDescending(one => one.Revision))
        {
            var revision = Adopt(one, taken, time.GetUtcNow() + options.UseFor);
            if (revision.State == RevisionState.Active)
                (taken, active, HasAdopted) = (true, revision.Revision, true);
            revisions.Add(revision);
        }

        if (revisions.Count == 0)
            audit = audit with { Reason = $"ECS has no revision of it: {audit.Reason}" };
        await ChangeInPartsAsync(revisions, audit, part => part with { ClearIntent = true }, cancellationToken);
        return active;
    }

    private static NewRevision Adopt(TaggedRevision one, bool taken, DateTimeOffset usedUntil) => one.Status switch
    {
        EcsRevisions.Active when taken => New(one, RevisionState.Orphan, one.RegisteredAt),
        EcsRevisions.Active => New(one, RevisionState.Active, usedUntil),
        _ => New(one, RevisionState.Deregistered, one.RegisteredAt) with { DeregisteredAt = one.DeregisteredAt ?? one.RegisteredAt },
    };

    private static NewRevision New(TaggedRevision one, RevisionState state, DateTimeOffset usedUntil) =>
        new(one.Revision, one.Hash, state, one.RegisteredAt, usedUntil) { Launch = one.Launch };

    private async Task<int> SendAsync(BoundDefinition definition, LaunchId? launch, CancellationToken cancellationToken)
    {
        var request = new RegisterTaskDefinitionRequest { Definition = definition.ToRequest(), Tags = RevisionTags.For(definition, ledger.Id, launch) };
        var started = time.GetTimestamp();
        var delay = FirstConcurrencyDelay;
        while (true)
        {
            await lease.ConfirmAsync(cancellationToken);
            try
            {
                var response = await ecs.RegisterTaskDefinitionAsync(request, cancellationToken);
                return response.TaskDefinition.Revision ?? EcsRevisions.Parse(response.TaskDefinition.TaskDefinitionArn).Revision;
            }
            catch (AwsException exception) when (EcsRevisions.IsConcurrent(exception) && time.GetElapsedTime(started) + delay <= options.ConcurrencyPatience)
            {
                // Half fixed and half random: the other tool waits too.
                await Task.Delay(delay / 2 + (delay / 2 * Random.Shared.NextDouble()), time, cancellationToken);
                delay = delay * 2 < MaxConcurrencyDelay ? delay * 2 : MaxConcurrencyDelay;
            }
        }
    }

    /// <summary>Writes what was registered; revisions between the last one before and this one may be late duplicates of ours, and are looked at.</summary>
    private async Task CompleteAsync(RegistrationIntent intent, StrayRevision registered, AuditContext audit, CancellationToken cancellationToken)
    {
        List<NewRevision> revisions =
        [
            new NewRevision(registered.Revision, registered.Hash, RevisionState.Active, registered.RegisteredAt, registered.RegisteredAt + options.UseFor)
            {
                Launch = registered.Launch,
            },
        ];
        var lowest = Math.Max(intent.LastRevisionBefore + 1, registered.Revision - options.LookUpLimit);
        for (var between = registered.Revision - 1; between >= lowest; between--)
        {
            if (await FindOwnUnknownAsync(between, cancellationToken) is { } late)
                revisions.Add(late.Status == EcsRevisions.Active ? New(late, RevisionState.Orphan, late.RegisteredAt) : Adopt(late, taken: true, late.RegisteredAt));
        }

        await ChangeInPartsAsync(revisions, audit, part => part with { ClearIntent = true, HighestSeen = registered.Revision }, cancellationToken);
        Telemetry.FamilyRevisions.Record(registered.Revision, new KeyValuePair<string, object?>(Telemetry.FamilyTag, family));
    }

    private Task LookUpAsync(AuditContext audit, CancellationToken cancellationToken) => LookThroughAsync(
        [EcsRevisions.Active],
        options.LookUpLimit,
        (_, _) => { },
        audit with { Reason = $"found by its tags in a family seen for the first time: {audit.Reason}" },
        cancellationToken);

    private async Task<List<TaggedRevision>> FindSettledAsync(RegistrationIntent intent, CancellationToken cancellationToken)
    {
        var looked = new HashSet<int>();
        var found = new List<TaggedRevision>();
        var started = time.GetTimestamp();
        while (true)
        {
            await LookAsync(EcsRevisions.Active);
            // An intent is sent at most once, so there is one revision to wait for.
            if (found.Count > 0)
                return found;
            if (time.GetElapsedTime(started) >= options.SettlingTime)
                break;
            await Task.Delay(options.SettlingPoll, time, cancellationToken);
            await lease.ConfirmIfOldAsync(cancellationToken);
        }

        // Somebody may have deregistered it by hand meanwhile.
        await LookAsync(EcsRevisions.Inactive);
        return found;

        async Task LookAsync(string status)
        {
            await foreach (var number in _revisions.ListAsync(family, status, intent.LastRevisionBefore, 100, cancellationToken))
            {
                if (!looked.Add(number))
                    continue;
                if (await FindOwnUnknownAsync(number, cancellationToken) is { } one && one.Hash == intent.Hash && one.Launch == intent.Launch)
                    found.Add(one);
            }
        }
    }

    private async Task<TaggedRevision?> FindOwnUnknownAsync(int revision, CancellationToken cancellationToken)
    {
        if (await ledger.FindRevisionAsync(family, revision, cancellationToken) is not null)
            return null;
        return await _revisions.FindTaggedAsync(family, revision, cancellationToken) is { } one && one.LedgerId == ledger.Id && one.Status != EcsRevisions.Deleting
            ? one
            : null;
    }

    private async Task<bool> IsTakenAsync(DefinitionHash hash, LaunchId? launch, CancellationToken cancellationToken)
    {
        if (launch is null)
            return await ledger.UseAsync(family, hash, DateTimeOffset.MinValue, new AuditContext("", ""), cancellationToken) is not null;
        return await ledger.FindForLaunchAsync(launch.Value, cancellationToken) is { Revision: { } revision } own
            && await ledger.FindRevisionAsync(own.Family, revision, cancellationToken) is { State: RevisionState.Active };
    }

    /// <summary>Writes revisions in as many changes as they need; the finishing touch goes with the last, so that a crash in between is taken up again.</summary>
    private async Task ChangeInPartsAsync(
        List<NewRevision> revisions,
        AuditContext audit,
        Func<FamilyChange, FamilyChange> last,
        CancellationToken cancellationToken)
    {
        while (revisions.Count > FamilyChange.MaxRevisions)
        {
            // The newest, which may be the active one, comes last: it settles the intent.
            var part = revisions[^FamilyChange.MaxRevisions..];
            revisions.RemoveRange(revisions.Count - part.Count, part.Count);
            await ledger.ChangeFamilyAsync(lease.Token, new FamilyChange { Audit = audit, Revisions = part }, cancellationToken);
        }

        await ledger.ChangeFamilyAsync(lease.Token, last(new FamilyChange { Audit = audit, Revisions = revisions }), cancellationToken);
    }
}

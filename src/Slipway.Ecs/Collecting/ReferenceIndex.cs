using Slipway.Core.Errors;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Collecting;

/// <summary>References, arranged for looking up. Immutable.</summary>
public sealed class ReferenceIndex
{
    private readonly Dictionary<(string Family, int Revision), RevisionReference> _byRevision = [];
    private readonly Dictionary<string, RevisionReference> _byHash = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RevisionReference> _byLaunch = new(StringComparer.Ordinal);

    private ReferenceIndex(IEnumerable<RevisionReference> references, DateTimeOffset takenAt)
    {
        TakenAt = takenAt;
        foreach (var reference in references)
        {
            if (reference is { Family: { } family, Revision: { } revision })
                _byRevision.TryAdd((family, revision), reference);
            if (reference.Hash is { } hash)
                _byHash.TryAdd(hash.Value, reference);
            if (reference.LaunchId is { } launch)
                _byLaunch.TryAdd(launch, reference);
        }
    }

    /// <summary>When the oldest source was read.</summary>
    public DateTimeOffset TakenAt { get; }

    /// <summary>Arranges what the sources gave.</summary>
    /// <param name="snapshots">One per source.</param>
    /// <param name="policy">How old they may be.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="SlipwayException">
    /// <c>collector.references-missing</c>: no source at all. <c>collector.references-stale</c>: one is too old. Nothing may be collected then.
    /// </exception>
    public static ReferenceIndex From(IReadOnlyCollection<ReferenceSnapshot> snapshots, CollectorPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(policy);
        if (snapshots.Count == 0)
        {
            throw new SlipwayException(
                "collector.references-missing",
                "Nobody says which revisions are in use, so none is collected. Give the collector at least one source of references (the launch store).");
        }

        var oldest = snapshots.MinBy(snapshot => snapshot.TakenAt)!;
        if (now - oldest.TakenAt > policy.MaxReferenceAge)
        {
            throw new SlipwayException(
                "collector.references-stale",
                $"What {oldest.Source} says about revisions in use is of {oldest.TakenAt:u}, older than {policy.MaxReferenceAge}: nothing is collected on it. "
                + "Find out why that source is behind, then plan again.");
        }

        return new ReferenceIndex(snapshots.SelectMany(snapshot => snapshot.References), oldest.TakenAt);
    }

    /// <summary>Who needs a revision; null when nobody does.</summary>
    public RevisionReference? Find(string family, in RevisionFact fact)
    {
        if (_byRevision.TryGetValue((family, fact.Revision), out var reference))
            return reference;
        if (fact.LaunchId is { } launch && _byLaunch.TryGetValue(launch, out reference))
            return reference;
        return _byHash.Count > 0 && _byHash.TryGetValue(fact.Hash.Value, out reference) ? reference : null;
    }
}

namespace Slipway.Ecs.Collecting;

/// <summary>Keeps references fresh while an application takes its time: it can take days.</summary>
internal sealed class ReferenceGuard(IReadOnlyList<IRevisionReferences> sources, CollectorPolicy policy, TimeProvider time)
{
    private ReferenceIndex? _index;

    /// <summary>References that are not older than the policy allows; read again when they are.</summary>
    /// <exception cref="Slipway.Core.Errors.SlipwayException"><c>collector.references-missing</c>, <c>collector.references-stale</c>.</exception>
    internal async Task<ReferenceIndex> GetAsync(CancellationToken cancellationToken)
    {
        if (_index is not null && time.GetUtcNow() - _index.TakenAt <= policy.MaxReferenceAge)
            return _index;

        var snapshots = new List<ReferenceSnapshot>();
        foreach (var source in sources)
            snapshots.Add(await source.ReadAsync(cancellationToken));
        return _index = ReferenceIndex.From(snapshots, policy, time.GetUtcNow());
    }
}

using Slipway.Ecs.Launching;

namespace Slipway.Ecs.Collecting;

/// <summary>The launches of a launch store that have not ended: their revisions stay.</summary>
/// <param name="launches">The store.</param>
/// <param name="time">The clock.</param>
public sealed class LaunchReferences(ILaunchStore launches, TimeProvider time) : IRevisionReferences
{
    /// <inheritdoc/>
    public async Task<ReferenceSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        // Taken before the reading: a launch that begins during it holds its revision by usedUntil.
        var takenAt = time.GetUtcNow();
        var references = new List<RevisionReference>();
        foreach (var id in await launches.ListOpenAsync(cancellationToken))
        {
            if (await launches.GetAsync(id, cancellationToken) is not { Result: null } record)
                continue;
            references.Add(new RevisionReference(ReferenceKind.ActiveLaunch, $"launch {id}")
            {
                Family = record.Revision?.Family,
                Revision = record.Revision?.Revision,
                LaunchId = id.Value,
            });
        }

        return new ReferenceSnapshot("the launch store", takenAt, references);
    }
}

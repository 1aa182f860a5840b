using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Registration;

/// <summary>Counts what a rebuild does, and tells it.</summary>
internal sealed class RebuildCount(int families, IProgress<RebuildProgress>? progress)
{
    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal);
    private readonly Dictionary<RevisionState, int> _taken = [];
    private string? _family;
    private int _done;
    private int _seen;
    private int _retired;

    internal RebuildResult Result => new()
    {
        Families = families,
        RevisionsSeen = _seen,
        Active = _taken.GetValueOrDefault(RevisionState.Active),
        Orphans = _taken.GetValueOrDefault(RevisionState.Orphan),
        Deregistered = _taken.GetValueOrDefault(RevisionState.Deregistered),
        Retired = _retired,
        OtherLedgers = _others,
    };

    internal void Begin(string family)
    {
        _family = family;
        Tell();
    }

    internal void End()
    {
        _done++;
        _family = null;
        Tell();
    }

    internal void Retired() => _retired++;

    internal void Looked(TaggedRevision? tags, NewRevision? taken)
    {
        _seen++;
        if (taken is not null)
            _taken[taken.State] = _taken.GetValueOrDefault(taken.State) + 1;
        else if (tags is not null)
            _others[tags.LedgerId] = _others.GetValueOrDefault(tags.LedgerId) + 1;
        Tell();
    }

    private void Tell() => progress?.Report(new RebuildProgress(families, _done, _family, _seen, _taken.Values.Sum()));
}

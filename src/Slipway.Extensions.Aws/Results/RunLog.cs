using Slipway.Extensions.Aws.Objects;
using Slipway.Results;

namespace Slipway.Extensions.Aws;

/// <summary>
/// A run's log: segments at positions 1, 2, 3, … A position is written once, by a conditional write, and only by a launch that knows of all before it. A launch
/// begins by writing a segment of its own; whichever launch finds another's segment at its next position has been taken over. So of any two launches exactly one
/// can go on, and the newer one reads all that the older one ever recorded.
/// </summary>
internal sealed class RunLog(IObjects objects, string prefix, string flowRunId)
{
    private readonly LogNames _names = new(prefix);
    private readonly Guid _launch = Guid.NewGuid();
    private long _next = 1;
    private long _segments;
    private bool _isFenced;

    /// <summary>The number of this launch: greater than that of every earlier one.</summary>
    public long Launch { get; private set; }

    /// <summary>Begins this launch.</summary>
    /// <returns>What to read for all that was recorded before.</returns>
    public async Task<IReadOnlyList<LogObject>> BeginAsync(CancellationToken cancellationToken)
    {
        var found = new List<LogObject>();
        await foreach (var key in objects.ListAsync(_names.Prefix, cancellationToken))
        {
            if (_names.Read(key) is { } known)
                found.Add(known);
        }

        var listed = found.Count == 0 ? 0 : found.Max(known => known.Last);
        var first = NewSegment();
        // An older launch may still be writing: each of its segments moves this one a position on. It does not look whose it is, or it would always come too late; one
        // of its own, to which the answer got lost, holds nothing and does no harm.
        for (_next = listed + 1; !await objects.PutAsync(_names.Of(_next), first.Bytes, onlyNew: true, cancellationToken); _next++)
            found.Add(new LogObject(_names.Of(_next), _next, _next));

        Launch = _next++;
        return Cover(found);
    }

    public Segment NewSegment() => new(new SegmentName(_launch, _segments++));

    /// <summary>Writes a segment. It is durable when this returns.</summary>
    /// <param name="segment">One of <see cref="NewSegment"/>.</param>
    /// <param name="found">Gets segments of this launch that turn out to be written, although their writing had failed.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="ResultStoreException"><c>results.fenced</c>, <c>results.not-written</c>, <c>results.unreadable</c>.</exception>
    public async Task<LogObject> AppendAsync(Segment segment, Action<LogObject, ReadOnlyMemory<byte>> found)
    {
        // Whoever waits may give up; the position can't be left half asked for.
        while (!_isFenced)
        {
            var here = new LogObject(_names.Of(_next), _next, _next);
            if (await objects.PutAsync(here.Key, segment.Bytes, onlyNew: true, CancellationToken.None))
            {
                _next++;
                return here;
            }

            var content = await ReadAsync(here.Key, CancellationToken.None);
            if (SegmentFormat.NameOf(content.Span) is not { } name || name.Launch != _launch)
            {
                _isFenced = true;
                break;
            }

            _next++;
            // The answer to an earlier try of this segment got lost, or that to an earlier segment.
            if (name == segment.Name)
                return here;
            found(here, content);
        }

        throw ResultStoreException.Fenced(flowRunId);
    }

    /// <summary>Writes a copy of several segments in one, which is quicker to read.</summary>
    public Task AppendCopyAsync(Segment all, long first, long last) => objects.PutAsync(_names.OfSeveral(first, last), all.Bytes, onlyNew: false, CancellationToken.None);

    /// <summary>Reads a whole object of the log.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(string key, CancellationToken cancellationToken) =>
        (await objects.GetAsync(key, range: null, cancellationToken))?.Content ?? throw Missing(key);

    /// <summary>Says that the log is not what was written.</summary>
    public ResultStoreException Damaged(string key) => new(
        "results.unreadable",
        $"{key} of the flow run {flowRunId} was not written by this version of Slipway, or was changed. Use the version that began the run, or start a new run.");

    /// <summary>The fewest objects that hold all positions before this launch.</summary>
    private List<LogObject> Cover(List<LogObject> found)
    {
        var cover = new List<LogObject>();
        var at = 1L;
        // At each position the object that reaches furthest.
        foreach (var known in found.OrderBy(known => known.First).ThenByDescending(known => known.Last))
        {
            if (known.First > at)
                break;
            if (known.Last < at)
                continue;
            cover.Add(known);
            at = known.Last + 1;
        }

        return at == Launch ? cover : throw Missing(_names.Of(at));
    }

    private ResultStoreException Missing(string key) => new(
        "results.unreadable",
        $"{key} of the flow run {flowRunId} is not there any more. Nothing may delete a run's objects while it can be resumed: look at the bucket's lifecycle rules, and start a new run.");
}

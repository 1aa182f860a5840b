using Slipway.Results;

namespace Slipway.Extensions.Aws;

/// <summary>Joins small segments, so that a later launch has few objects to read.</summary>
internal sealed class SegmentCopies(RunLog log)
{
    /// <summary>So many segments go into one.</summary>
    public const int Together = 64;

    private const int LargestCopy = 4 * 1024 * 1024;

    private readonly List<Segment> _segments = [];
    private long _last;
    private int _bytes;

    /// <summary>Takes a segment that was written.</summary>
    public async Task AddAsync(LogObject at, Segment segment)
    {
        if (at.Last != _last + 1 || _bytes + segment.Bytes.Length > LargestCopy)
            await WriteAsync();
        _segments.Add(segment);
        _last = at.Last;
        _bytes += segment.Bytes.Length;
        if (_segments.Count == Together)
            await WriteAsync();
    }

    private async Task WriteAsync()
    {
        if (_segments.Count > 1)
        {
            var all = new Segment(_segments[^1].Name, _bytes);
            foreach (var segment in _segments)
                all.Add(segment);
            try
            {
                await log.AppendCopyAsync(all, _last - _segments.Count + 1, _last);
            }
            catch (ResultStoreException)
            {
                // Without the copy a later launch reads the segments themselves: slower, and no less.
            }
        }

        _segments.Clear();
        _bytes = 0;
    }
}

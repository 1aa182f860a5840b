using Slipway.Execution;

namespace Slipway.Mapping;

/// <summary>Reports how far a mapping is: at its beginning and end, and about a hundred times between.</summary>
internal sealed class MapProgress
{
    private const int StepOfUnknown = 1_000;

    private readonly TaskRun? _caller;
    private readonly int _map;
    private readonly int? _total;
    private readonly int _step;
    private long _done;

    public MapProgress(int? total)
    {
        _caller = Ambient.Current is { Context.Reporter: not null } caller ? caller : null;
        _total = total;
        _step = total is null ? StepOfUnknown : Math.Max(1, total.Value / 100);
        if (_caller is null)
            return;
        _map = _caller.Context.NextMap();
        Report(0, hasEnded: false);
    }

    public void Done()
    {
        if (_caller is null)
            return;
        var done = Interlocked.Increment(ref _done);
        if (done % _step == 0 && done != _total)
            Report(done, hasEnded: false);
    }

    public void End()
    {
        if (_caller is not null)
            Report(Interlocked.Read(ref _done), hasEnded: true);
    }

    private void Report(long done, bool hasEnded) => _caller!.Context.Reporter!.MapProgressed(_map, _caller.ReportedId, done, _total, hasEnded);
}

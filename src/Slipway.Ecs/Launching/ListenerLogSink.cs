using Slipway.Ecs.Logs;

namespace Slipway.Ecs.Launching;

/// <summary>Passes a launch's log on to who listens to the launch.</summary>
internal sealed class ListenerLogSink(ILaunchListener listener) : ILogSink
{
    public bool IsWatched => listener.WatchesLog;

    public void Line(DateTimeOffset at, string line) => listener.Log(at, line);

    public void Position(string position) => listener.LogPosition(position);

    public void Backlog(TimeSpan behind) => listener.LogBacklog(behind);

    public void Unavailable(string reason) => listener.Note($"The log cannot be read, the launch goes on: {reason}");
}

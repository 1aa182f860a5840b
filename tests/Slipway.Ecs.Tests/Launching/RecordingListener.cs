using Slipway.Ecs.Launching;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>Writes down what it hears.</summary>
internal sealed class RecordingListener : ILaunchListener
{
    public List<string> Heard { get; } = [];

    public List<string> Lines { get; } = [];

    public string? Position { get; private set; }

    /// <summary>Called with every status.</summary>
    public Action<string>? OnStatus { get; init; }

    public void FindingRevision() => Heard.Add("finding revision");

    public void RevisionReady(RegisteredRevision revision) => Heard.Add($"revision {revision.Name} {revision.Origin}");

    public void Submitted(int submission, string capacity) => Heard.Add($"submitted {submission} {capacity}");

    public void Waiting(string reason, TimeSpan retryIn) => Heard.Add($"waiting {retryIn.TotalSeconds:0}s: {reason}");

    public void Started(string ecsTaskArn, bool adopted) => Heard.Add($"started {(adopted ? "adopted" : "new")}");

    public void StatusChanged(string lastStatus, LaunchTimings timings)
    {
        Heard.Add(lastStatus);
        OnStatus?.Invoke(lastStatus);
    }

    public void Log(DateTimeOffset at, string line) => Lines.Add(line);

    public void LogBacklog(TimeSpan behind) => Heard.Add($"log {behind.TotalSeconds:0}s behind");

    public void LogPosition(string position) => Position = position;

    public void Note(string text) => Heard.Add($"note: {text}");
}

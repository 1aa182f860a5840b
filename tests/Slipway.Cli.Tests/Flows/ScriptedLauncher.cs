using System.Text.Json.Nodes;
using Slipway.Cli.Flows;
using Slipway.Core.Errors;
using Slipway.Core.Flows;
using Slipway.Core.Launches;
using Slipway.Ecs.Launching;

namespace Slipway.Cli.Tests.Flows;

/// <summary>Launches nothing: each attempt takes a time of the clock and ends as the test says.</summary>
internal sealed class ScriptedLauncher(TimeProvider time) : ITaskLauncher
{
    private readonly Dictionary<LaunchId, TaskCompletionSource> _stops = [];
    private int _running;

    /// <summary>How an attempt ends; null is success.</summary>
    public Func<TaskAttempt, FailureClass?> Fails { get; init; } = _ => null;

    /// <summary>How long an attempt takes.</summary>
    public Func<TaskAttempt, TimeSpan> Takes { get; init; } = _ => TimeSpan.FromMinutes(1);

    /// <summary>What an attempt writes into its result file.</summary>
    public Func<TaskAttempt, string?> Writes { get; init; } = _ => null;

    /// <summary>Tasks that cannot be launched.</summary>
    public IReadOnlySet<string> Refused { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The attempts, in the order in which they began, with the time of the clock.</summary>
    public List<(TaskAttempt Attempt, DateTimeOffset At)> Begun { get; } = [];

    public List<string> Stopped { get; } = [];

    public int MostAtOnce { get; private set; }

    public async Task<AttemptEnd> RunAsync(TaskAttempt attempt, ILaunchListener listener, CancellationToken letGo)
    {
        if (Refused.Contains(attempt.Node.Task))
            throw new SlipwayException("launch.refused", $"{attempt.Node.Name} was refused.");
        Begun.Add((attempt, time.GetUtcNow()));
        MostAtOnce = Math.Max(MostAtOnce, ++_running);
        var stop = _stops[attempt.Launch] = new TaskCompletionSource();
        var stopped = await Task.WhenAny(Task.Delay(Takes(attempt), time, letGo), stop.Task) == stop.Task;
        letGo.ThrowIfCancellationRequested();
        _running--;
        var failure = stopped ? FailureClass.Cancelled : Fails(attempt);
        return new AttemptEnd
        {
            Launch = attempt.Launch,
            Failure = failure is { } known ? new AttemptFailure(known, known is FailureClass.Spot) : null,
            Reason = failure is null ? null : $"Ended by {FailureClassName.Of(failure.Value)}.",
            EndedAt = time.GetUtcNow(),
            Result = failure is null && Writes(attempt) is { } text ? JsonNode.Parse(text) : null,
        };
    }

    public Task StopAsync(LaunchId launch, string reason, CancellationToken letGo)
    {
        Stopped.Add(reason);
        _stops[launch].TrySetResult();
        return Task.CompletedTask;
    }
}

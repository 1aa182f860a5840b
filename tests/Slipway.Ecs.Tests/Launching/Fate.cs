using Slipway.Aws;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>
/// What happens to one launcher process, and when: every AWS call and every store write has a point before and a point after its effect, counted from 0.
/// </summary>
internal sealed class Fate
{
    private int _point;

    /// <summary>The point at which the process is killed; null: it lives.</summary>
    public int? DiesAt { get; init; }

    /// <summary>The point at which an AWS call's answer (after) or the call itself (before) is lost; null: none. Points of other kinds are passed over.</summary>
    public int? LosesAt { get; init; }

    public bool IsDead { get; private set; }

    /// <summary>Every point that was passed, for messages and for the next simulation.</summary>
    public List<string> Points { get; } = [];

    public async Task<T> AwsAsync<T>(string operation, Func<Task<T>> effect)
    {
        Pass($"before {operation}", operation);
        var result = await effect();
        Pass($"after {operation}", operation);
        return result;
    }

    public async Task<T> StoreAsync<T>(string operation, Func<Task<T>> effect)
    {
        Pass($"before {operation}", null);
        var result = await effect();
        Pass($"after {operation}", null);
        return result;
    }

    public void Kill() => IsDead = true;

    private void Pass(string what, string? awsOperation)
    {
        if (IsDead)
            throw new LauncherDiedException();
        var point = _point++;
        Points.Add(what);
        if (point == DiesAt)
        {
            IsDead = true;
            throw new LauncherDiedException();
        }

        if (point == LosesAt && awsOperation is not null)
            throw new AwsUnreachableException(new AwsError { Service = "ecs", Operation = awsOperation, Code = "Slipway.TimedOut", Reason = $"lost {what}" });
    }
}

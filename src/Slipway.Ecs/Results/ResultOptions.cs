namespace Slipway.Ecs.Results;

/// <summary>How long to wait for results.</summary>
public sealed record ResultOptions
{
    /// <summary>How long after the ECS task's end a result may take to arrive. Default: one minute.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often it is looked for. Default: two seconds.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Results on LocalEcs, which has logs at hand when it reports the end.</summary>
    public static ResultOptions Local { get; } = new() { Patience = TimeSpan.FromSeconds(20), Poll = TimeSpan.FromMilliseconds(200) };
}

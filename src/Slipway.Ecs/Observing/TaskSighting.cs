using System.Diagnostics.CodeAnalysis;
using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Observing;

/// <summary>What an observer has to say about an ECS task.</summary>
/// <param name="Task">The ECS task in a newer version; null when it is lost.</param>
public sealed record TaskSighting(EcsTask? Task)
{
    /// <summary>Whether what became of it can't be found out any more.</summary>
    [MemberNotNullWhen(false, nameof(Task))]
    public bool IsLost => Task is null;
}

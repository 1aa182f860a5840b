namespace Slipway.LocalEcs.Faults;

/// <summary>What can be made to go wrong.</summary>
public enum FaultKind
{
    /// <summary>The call is refused with ThrottlingException "Rate exceeded"; nothing happens.</summary>
    Throttle,

    /// <summary>The call is answered with status 500 and ServerException; nothing happens.</summary>
    ServerError,

    /// <summary>The connection ends before the call takes effect.</summary>
    AbortBefore,

    /// <summary>The call takes effect, and the connection ends without an answer.</summary>
    AbortAfter,

    /// <summary>RunTask answers with failures and starts nothing. The reason is <see cref="FaultRule.Message"/>.</summary>
    Capacity,

    /// <summary>An image cannot be pulled: the ECS task stops with TaskFailedToStart.</summary>
    PullFailure,

    /// <summary>A running ECS task on FARGATE_SPOT is interrupted.</summary>
    SpotInterruption,

    /// <summary>A running container is killed for its memory use: exit code 137.</summary>
    OutOfMemory,

    /// <summary>An event of an ECS task reaches the queue later, and so out of order.</summary>
    DelayedState,

    /// <summary>An event of an ECS task reaches the queue twice.</summary>
    DuplicatedState,
}

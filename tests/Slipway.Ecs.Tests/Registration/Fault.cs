namespace Slipway.Ecs.Tests.Registration;

/// <summary>What goes wrong at one step of a machine. A step is one call of the ledger or of ECS.</summary>
internal enum FaultKind
{
    /// <summary>The process dies before the step.</summary>
    DieBefore,

    /// <summary>The process dies after the step has taken effect.</summary>
    DieAfter,

    /// <summary>The step never happens, and the caller can't tell.</summary>
    LostRequest,

    /// <summary>The step takes effect, and the caller can't tell.</summary>
    LostResponse,
}

/// <summary>One fault.</summary>
/// <param name="Step">Which step, counted from 1.</param>
/// <param name="Kind">What happens there.</param>
internal sealed record Fault(int Step, FaultKind Kind);

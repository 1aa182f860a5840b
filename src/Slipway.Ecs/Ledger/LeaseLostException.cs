using Slipway.Core.Errors;

namespace Slipway.Ecs.Ledger;

/// <summary>Another holder has taken the lease over (code <c>ledger.lease-lost</c>): the write did not happen.</summary>
/// <param name="lease">The lease that was lost.</param>
public sealed class LeaseLostException(LeaseToken lease) : SlipwayException(
    "ledger.lease-lost",
    $"The ledger's lease '{lease.Name}' (fence {lease.Fence}) went to another holder, since this one did not renew it in time. "
    + "Nothing was written; run the command again.")
{
    /// <summary>The lease that was lost.</summary>
    public LeaseToken Lease { get; } = lease;
}

namespace Slipway.Ecs.Ledger;

/// <summary>How a ledger keeps its promises.</summary>
public sealed record LedgerOptions
{
    /// <summary>
    /// How much further than asked <see cref="ILedger.UseAsync"/> writes <c>usedUntil</c>, so that the hits that follow need no write: at most one
    /// write per revision in this time. The price: the collector takes a revision for used this much longer. Default: 24 hours.
    /// </summary>
    public TimeSpan UseSlack { get; init; } = TimeSpan.FromHours(24);
}

namespace Slipway.KilledFlow;

/// <summary>A task's result.</summary>
internal sealed record Square(int Item, long Value);

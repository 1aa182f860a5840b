namespace Slipway.Ecs.Budgets;

/// <summary>Who goes first when a budget is short. Within one priority, first come is first served.</summary>
public enum BudgetPriority
{
    /// <summary>A launch, or something that a person waits for.</summary>
    Launch,

    /// <summary>What may wait: collecting revisions, logs that nobody watches.</summary>
    Housekeeping,
}

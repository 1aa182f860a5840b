namespace Slipway.Execution;

/// <summary>Which task run the present code belongs to.</summary>
internal static class Ambient
{
    private static readonly AsyncLocal<TaskRun?> Present = new();

    public static TaskRun? Current => Present.Value;

    /// <summary>Makes it the present one, for the caller and all that it calls, until <see cref="Leave"/>.</summary>
    /// <returns>What <see cref="Leave"/> needs.</returns>
    public static ExecutionContext? Enter(TaskRun run)
    {
        var before = ExecutionContext.Capture();
        Present.Value = run;
        return before;
    }

    /// <summary>Goes back to what was before <see cref="Enter"/>. Cheaper than setting the value back: that would make a new context.</summary>
    public static void Leave(ExecutionContext? before, TaskRun? parent)
    {
        if (before is null)
            Present.Value = parent;
        else
            ExecutionContext.Restore(before);
    }

    /// <summary>For asynchronous methods, whose own context ends with them.</summary>
    public static void Set(TaskRun? run) => Present.Value = run;
}

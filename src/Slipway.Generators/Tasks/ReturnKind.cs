namespace Slipway.Generators.Tasks;

/// <summary>What a task's method returns, as the runtime tells them apart.</summary>
internal enum ReturnKind
{
    /// <summary>void.</summary>
    Nothing,

    /// <summary>A value, when the body has ended.</summary>
    Value,

    /// <summary>Task.</summary>
    Task,

    /// <summary>Task of a result.</summary>
    TaskOf,

    /// <summary>ValueTask.</summary>
    ValueTask,

    /// <summary>ValueTask of a result.</summary>
    ValueTaskOf,
}

namespace Slipway;

/// <summary>Leaves a task's parameter out of the key of its recorded result: a change of it does not run the task again.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class NotKeyedAttribute : Attribute;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>The statuses of a revision, as ECS writes them.</summary>
internal static class DefinitionStatus
{
    /// <summary>May be launched.</summary>
    public const string Active = "ACTIVE";

    /// <summary>Deregistered: no new ECS tasks.</summary>
    public const string Inactive = "INACTIVE";

    /// <summary>Deleted, and kept until the last ECS task that uses it has ended.</summary>
    public const string DeleteInProgress = "DELETE_IN_PROGRESS";
}

namespace Slipway.Ecs.Collecting;

/// <summary>Knows who needs revisions: launches, deployments, schedules, the roll-back window.</summary>
public interface IRevisionReferences
{
    /// <summary>Reads all references of this source. Throws rather than leave one out: then nothing is collected.</summary>
    Task<ReferenceSnapshot> ReadAsync(CancellationToken cancellationToken);
}

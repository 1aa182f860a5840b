using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Collecting;

/// <summary>
/// Somebody who needs a revision: named by family and revision, by the definition's hash, or by the launch whose own it is. One way is enough; each that is
/// set keeps what it names.
/// </summary>
/// <param name="Kind">Who needs it.</param>
/// <param name="By">Its name, for people: <c>deployment daily-orders</c>.</param>
public sealed record RevisionReference(ReferenceKind Kind, string By)
{
    /// <summary>The family; goes with <see cref="Revision"/>.</summary>
    public string? Family { get; init; }

    /// <summary>The revision of <see cref="Family"/>.</summary>
    public int? Revision { get; init; }

    /// <summary>The definition's hash: keeps each revision of it, in every family.</summary>
    public DefinitionHash? Hash { get; init; }

    /// <summary>The launch whose own the revision is.</summary>
    public string? LaunchId { get; init; }
}

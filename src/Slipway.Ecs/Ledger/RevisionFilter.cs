using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Ledger;

/// <summary>Which revisions to list: all that match every part that is set. Families by name, newest revision first.</summary>
public sealed record RevisionFilter
{
    /// <summary>This family only.</summary>
    public string? Family { get; init; }

    /// <summary>In one of these states; empty means in any.</summary>
    public IReadOnlyCollection<RevisionState> States { get; init; } = [];

    /// <summary>With this hash.</summary>
    public DefinitionHash? Hash { get; init; }

    /// <summary>Of this launch alone.</summary>
    public LaunchId? Launch { get; init; }

    /// <summary>How many at most: 1 to 1,000. Default: 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>A page's <see cref="Page{T}.Next"/>; null begins with the first.</summary>
    public string? After { get; init; }
}

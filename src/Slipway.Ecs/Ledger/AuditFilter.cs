using Slipway.Core.Launches;

namespace Slipway.Ecs.Ledger;

/// <summary>Which audit entries to list: all that match every part that is set, newest first.</summary>
public sealed record AuditFilter
{
    /// <summary>Of this family.</summary>
    public string? Family { get; init; }

    /// <summary>Of this revision.</summary>
    public int? Revision { get; init; }

    /// <summary>By this actor.</summary>
    public string? Actor { get; init; }

    /// <summary>For this launch.</summary>
    public LaunchId? Launch { get; init; }

    /// <summary>Not before this instant.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Before this instant.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>How many at most: 1 to 1,000. Default: 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>A page's <see cref="Page{T}.Next"/>; null begins with the newest.</summary>
    public string? After { get; init; }
}

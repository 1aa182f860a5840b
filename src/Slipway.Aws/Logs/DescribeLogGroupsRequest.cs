namespace Slipway.Aws.Logs;

/// <summary>Lists log groups.</summary>
public sealed record DescribeLogGroupsRequest
{
    /// <summary>Accounts to list, when linked accounts are included.</summary>
    public IReadOnlyList<string>? AccountIdentifiers { get; init; }

    /// <summary>Groups whose names start so.</summary>
    public string? LogGroupNamePrefix { get; init; }

    /// <summary>Groups whose names contain this; not together with a prefix.</summary>
    public string? LogGroupNamePattern { get; init; }

    /// <summary>Continues a listing.</summary>
    public string? NextToken { get; init; }

    /// <summary>1 to 50, 50 by default.</summary>
    public int? Limit { get; init; }

    /// <summary>Lists linked accounts too.</summary>
    public bool? IncludeLinkedAccounts { get; init; }

    /// <summary><c>STANDARD</c>, <c>INFREQUENT_ACCESS</c> or <c>DELIVERY</c>.</summary>
    public string? LogGroupClass { get; init; }

    /// <summary>Exactly these groups.</summary>
    public IReadOnlyList<string>? LogGroupIdentifiers { get; init; }
}

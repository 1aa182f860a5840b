namespace Slipway.Cli.Demo;

/// <summary>Calls by operation, such as <c>ecs:RunTask</c>.</summary>
/// <param name="Counts">How many of each; none is zero.</param>
internal sealed record AwsCalls(IReadOnlyDictionary<string, long> Counts)
{
    private static readonly HashSet<string> Changing = new(StringComparer.Ordinal)
    {
        "ecs:RegisterTaskDefinition", "ecs:DeregisterTaskDefinition", "ecs:DeleteTaskDefinitions", "ecs:RunTask", "ecs:StopTask", "ecs:TagResource",
        "ecs:UntagResource", "ecs:CreateCluster", "ecs:DeleteCluster", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:PutRetentionPolicy",
        "logs:DeleteLogGroup", "sqs:DeleteMessage", "sqs:SendMessage",
    };

    /// <summary>No calls.</summary>
    public static AwsCalls None { get; } = new(new Dictionary<string, long>(StringComparer.Ordinal));

    /// <summary>How often an operation was called.</summary>
    public long Of(string operation) => Counts.GetValueOrDefault(operation);

    /// <summary>The calls since an earlier count.</summary>
    public AwsCalls Since(AwsCalls earlier) => new(
        Counts
            .Select(count => (count.Key, Value: count.Value - earlier.Of(count.Key)))
            .Where(count => count.Value > 0)
            .ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal));

    /// <summary>The calls that change something on AWS, in words; empty when there are none.</summary>
    public string Changes => Words(count => Changing.Contains(count.Key));

    /// <summary>The calls that only look.</summary>
    public string Reads => Words(count => !Changing.Contains(count.Key));

    private string Words(Func<KeyValuePair<string, long>, bool> which) => string.Join(", ", Counts
        .Where(which)
        .OrderBy(count => count.Key, StringComparer.Ordinal)
        .Select(count => $"{count.Value}×{count.Key.Split(':')[^1]}"));
}

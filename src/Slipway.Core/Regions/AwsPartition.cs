namespace Slipway.Core.Regions;

/// <summary>The partition of a region: the second part of every ARN in it.</summary>
public static class AwsPartition
{
    // Region prefixes of the partitions other than "aws" (AWS General Reference; botocore's partitions.json).
    private static readonly (string Prefix, string Partition)[] Others =
    [
        ("cn-", "aws-cn"),
        ("us-gov-", "aws-us-gov"),
        ("us-iso-", "aws-iso"),
        ("us-isob-", "aws-iso-b"),
        ("eu-isoe-", "aws-iso-e"),
        ("us-isof-", "aws-iso-f"),
        ("eu-isof-", "aws-iso-f"),
        ("eusc-", "aws-eusc"),
    ];

    /// <summary>The partition, such as <c>aws</c> or <c>aws-cn</c>.</summary>
    /// <param name="region">A region, such as <c>eu-west-1</c>.</param>
    public static string OfRegion(string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        foreach (var (prefix, partition) in Others)
        {
            if (region.StartsWith(prefix, StringComparison.Ordinal))
                return partition;
        }

        return "aws";
    }
}

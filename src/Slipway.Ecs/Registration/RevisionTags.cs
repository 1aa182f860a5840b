using Slipway.Aws.Ecs;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Registration;

/// <summary>The tags by which a revision is known again: after a lost response, a crash, or a lost ledger.</summary>
public static class RevisionTags
{
    /// <summary>The definition's hash.</summary>
    public const string Hash = "slipway:hash";

    /// <summary>The id of the ledger that registered it.</summary>
    public const string Ledger = "slipway:ledger";

    /// <summary>The launch whose own it is (policy <c>per-run</c>).</summary>
    public const string Launch = "slipway:launch";

    /// <summary>The user's tags and Slipway's.</summary>
    internal static IReadOnlyList<Tag> For(BoundDefinition definition, string ledgerId, LaunchId? launch)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in definition.Tags)
            tags[key] = value;
        tags[Hash] = definition.Hash.Value;
        tags[Ledger] = ledgerId;
        if (launch is { } one)
            tags[Launch] = one.Value;
        return [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];
    }

    /// <summary>The value of a tag; null when it is not there.</summary>
    internal static string? Find(IReadOnlyList<Tag> tags, string key) => tags.FirstOrDefault(tag => tag.Key == key)?.Value;
}

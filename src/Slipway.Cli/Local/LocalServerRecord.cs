using System.Text.Json.Serialization;

namespace Slipway.Cli.Local;

/// <summary>How to reach a LocalEcs that runs on this machine. Kept in a file that only its owner may read: it holds the signing key.</summary>
internal sealed record LocalServerRecord
{
    /// <summary>The address on loopback.</summary>
    public required Uri Url { get; init; }

    /// <summary>The same for people and variables.</summary>
    [JsonIgnore]
    public string Address => Url.OriginalString.TrimEnd('/');

    /// <summary>The server's process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The access key that requests are signed with.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>The secret of <see cref="AccessKeyId"/>.</summary>
    public required string SecretAccessKey { get; init; }

    /// <summary>What runs the containers: <c>podman</c>, <c>docker</c> or <c>process</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}

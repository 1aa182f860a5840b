namespace Slipway.Core.Containers;

/// <summary>An EFS file system as a volume.</summary>
public sealed record EfsSettings
{
    /// <summary>The file system's id (<c>fs-…</c>).</summary>
    public string? FileSystem { get; init; }

    /// <summary>The folder of the file system that is mounted. Default: its root. With an access point, the access point decides.</summary>
    public string? Path { get; init; }

    /// <summary>The access point's id (<c>fsap-…</c>).</summary>
    public string? AccessPoint { get; init; }

    /// <summary>Whether the task role decides what may be done in the file system. Default: false.</summary>
    public bool? Iam { get; init; }

    /// <summary>Whether the traffic is encrypted. Default: true (ECS's own is false).</summary>
    public bool? TransitEncryption { get; init; }

    /// <summary>The port of the encrypted traffic; null lets the mount helper choose.</summary>
    public int? TransitEncryptionPort { get; init; }
}

namespace Slipway.LocalEcs.Tasks;

/// <summary>A port of a container on a container instance. Always empty here: Fargate has none.</summary>
internal sealed record NetworkBinding;

/// <summary>The network interface of a container.</summary>
internal sealed record TaskNetworkInterface(string AttachmentId, string PrivateIpv4Address);

/// <summary>A resource attached to an ECS task: its network interface.</summary>
internal sealed record TaskAttachment(string Id, string Type, string Status, IReadOnlyList<AttachmentDetail> Details);

/// <summary>A fact about an attachment.</summary>
internal sealed record AttachmentDetail(string Name, string Value);

/// <summary>An attribute of an ECS task.</summary>
internal sealed record TaskAttribute(string Name, string Value);

/// <summary>The size of the ephemeral storage.</summary>
internal sealed record TaskStorage(int SizeInGiB);

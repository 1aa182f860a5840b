namespace Slipway.LocalEcs.Tasks;

/// <summary>A resource attached to an ECS task: its network interface.</summary>
internal sealed record TaskAttachment(string Id, string Type, string Status, IReadOnlyList<AttachmentDetail> Details);

namespace Slipway.LocalEcs.Tasks;

/// <summary>A fact about an attachment.</summary>
internal sealed record AttachmentDetail(string Name, string Value);

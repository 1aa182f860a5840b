namespace Slipway.LocalEcs.Images;

/// <summary>An image that is a folder of this machine, for the process runtime.</summary>
/// <param name="Repository">The repository's name without a registry.</param>
/// <param name="Version">The tag.</param>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="EntryPoint">The entry point; may be empty.</param>
/// <param name="Command">The command, which a definition or run replaces; may be empty.</param>
/// <param name="Environment">Environment of every container of the image.</param>
internal sealed record MappedImage(
    string Repository,
    string Version,
    string Folder,
    IReadOnlyList<string> EntryPoint,
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment);

namespace Slipway.LocalEcs.Images;

/// <summary>One version in an images file.</summary>
internal sealed class MappedImageEntry
{
    /// <summary>The folder; relative ones start at the images file's own folder.</summary>
    public required string Folder { get; init; }

    /// <summary>As ENTRYPOINT of an image.</summary>
    public IReadOnlyList<string> EntryPoint { get; init => field = value ?? []; } = [];

    /// <summary>As CMD of an image.</summary>
    public IReadOnlyList<string> Command { get; init => field = value ?? []; } = [];

    /// <summary>As ENV of an image.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init => field = value ?? new Dictionary<string, string>(StringComparer.Ordinal); } = new Dictionary<string, string>(StringComparer.Ordinal);
}

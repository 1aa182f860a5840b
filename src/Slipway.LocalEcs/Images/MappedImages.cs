using System.Text.Json;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Images;

/// <summary>
/// The images that an images file maps to folders: <c>{ "tz-report": { "1.0.0": { "folder": "…", "command": ["./tz-report"] } } }</c>.
/// The file is read at each use, so an edit counts at once. An image's digest is that of its folder's content and settings.
/// </summary>
/// <param name="file">The images file; null means that there is none, and no image.</param>
internal sealed class MappedImages(string? file) : IImageSource
{
    private readonly FolderManifests _manifests = new();

    /// <summary>Where the images come from, for messages.</summary>
    public string Origin => file is null ? "no images file was given" : $"images file {file}";

    /// <summary>Reads the file.</summary>
    /// <exception cref="LocalEcsException">It is missing or wrong.</exception>
    public IReadOnlyList<MappedImage> Load()
    {
        if (file is null)
        {
            return [];
        }

        try
        {
            var root = Path.GetDirectoryName(Path.GetFullPath(file))!;
            var repositories = JsonSerializer.Deserialize(File.ReadAllBytes(file), MappedImagesJson.Default.DictionaryStringDictionaryStringMappedImageEntry) ?? [];
            return
            [
                .. repositories.SelectMany(repository => repository.Value.Select(version => new MappedImage(
                    repository.Key,
                    version.Key,
                    Path.GetFullPath(version.Value.Folder, root),
                    version.Value.EntryPoint,
                    version.Value.Command,
                    version.Value.Environment))),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new LocalEcsException(
                "LOCALECS_IMAGES_FILE",
                $"The images file {file} cannot be read: {exception.Message} It holds {{ \"NAME\": {{ \"VERSION\": {{ \"folder\": \"…\", \"command\": [\"…\"] }} }} }}.",
                exception);
        }
    }

    /// <summary>Reads the file, and looks whether its folders are there: later, one that is gone is an image that is gone.</summary>
    /// <exception cref="LocalEcsException">It is missing or wrong, or names what is no folder.</exception>
    public void Check()
    {
        var missing = Load().Where(image => !Directory.Exists(image.Folder)).Select(image => $"{image.Repository}:{image.Version} is {image.Folder}").ToList();
        if (missing.Count > 0)
        {
            throw new LocalEcsException(
                "LOCALECS_IMAGES_FILE",
                $"The images file {file} names folders that are not there: {string.Join("; ", missing)}. Folders are relative to the file.");
        }
    }

    /// <summary>The image that a task definition names; null when it is not mapped. Only the repository's name counts, not its registry.</summary>
    public (MappedImage Image, string Digest)? Find(ImageReference reference)
    {
        foreach (var image in Load().Where(image => image.Repository == reference.Repository))
        {
            if (reference.Digest is null)
            {
                if (image.Version == (reference.Tag ?? "latest"))
                {
                    return (image, Manifest(image).Digest);
                }
            }
            else if (Directory.Exists(image.Folder) && Manifest(image).Digest is var digest && digest == reference.Digest)
            {
                return (image, digest);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredImage>> ListAsync(string repository, CancellationToken cancellationToken) => Task.Run(
        IReadOnlyList<StoredImage> () =>
        [
            .. Load()
                .Where(image => image.Repository == repository && Directory.Exists(image.Folder))
                .Select(image => (image.Version, Manifest: Manifest(image)))
                .GroupBy(image => image.Manifest.Digest)
                .Select(same => Stored(repository, [.. same.Select(image => image.Version)], same.First().Manifest)),
        ],
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListRepositoriesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Load().Select(image => image.Repository).Distinct().Order(StringComparer.Ordinal)]);

    private FolderManifest Manifest(MappedImage image) => _manifests.Make(image);

    private static StoredImage Stored(string repository, IReadOnlyList<string> tags, FolderManifest manifest) =>
        new(repository, manifest.Digest, tags, manifest.ChangedAt, manifest.SizeBytes, FolderManifest.MediaType, manifest.Text);
}

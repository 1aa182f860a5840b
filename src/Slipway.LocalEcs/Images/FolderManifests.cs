using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Slipway.LocalEcs.Images;

/// <summary>Makes manifests of folders. A file is read again only when its size or its time of change differs.</summary>
internal sealed class FolderManifests
{
    private readonly ConcurrentDictionary<string, HashedFile> _hashes = new(StringComparer.Ordinal);

    /// <summary>Makes the manifest of an image's folder as it is now.</summary>
    public FolderManifest Make(MappedImage image)
    {
        long size = 0;
        var changed = DateTime.UnixEpoch;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 2);
            json.WriteString("mediaType", FolderManifest.MediaType);
            json.WriteString("artifactType", FolderManifest.ArtifactType);
            WriteList(json, "entryPoint", image.EntryPoint);
            WriteList(json, "command", image.Command);
            json.WriteStartObject("environment");
            foreach (var (name, value) in image.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteStartArray("files");
            foreach (var (path, file) in Files(image.Folder))
            {
                json.WriteStartObject();
                json.WriteString("path", path);
                json.WriteBoolean("executable", IsExecutable(file));
                json.WriteString("sha256", Hash(file));
                json.WriteEndObject();
                size += file.Length;
                changed = file.LastWriteTimeUtc > changed ? file.LastWriteTimeUtc : changed;
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        var text = buffer.ToArray();
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(text));
        return new(Encoding.UTF8.GetString(text), digest, size, new DateTimeOffset(changed, TimeSpan.Zero));
    }

    private static IEnumerable<(string Path, FileInfo File)> Files(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(file => (Path: Path.GetRelativePath(folder, file.FullName).Replace('\\', '/'), File: file))
            .OrderBy(file => file.Path, StringComparer.Ordinal);

    private static bool IsExecutable(FileInfo file) => !OperatingSystem.IsWindows() && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private string Hash(FileInfo file)
    {
        var known = _hashes.GetValueOrDefault(file.FullName);
        if (known is null || known.Size != file.Length || known.ChangedAt != file.LastWriteTimeUtc)
        {
            using var stream = file.OpenRead();
            known = new(file.Length, file.LastWriteTimeUtc, Convert.ToHexStringLower(SHA256.HashData(stream)));
            _hashes[file.FullName] = known;
        }

        return known.Sha256;
    }

    private sealed record HashedFile(long Size, DateTime ChangedAt, string Sha256);
}

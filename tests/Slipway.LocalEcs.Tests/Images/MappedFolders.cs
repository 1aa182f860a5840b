using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Tests.Images;

/// <summary>Images that are folders of one test, each with a file of its own, and the images file that names them.</summary>
internal sealed class MappedFolders : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("local-ecs-images-").FullName;

    public MappedFolders(params IEnumerable<string> images)
    {
        var file = new JsonObject();
        foreach (var image in images.Select(image => image.Split(':')))
        {
            var folder = Directory.CreateDirectory(Path.Combine(_root, string.Join('-', image))).FullName;
            System.IO.File.WriteAllText(Path.Combine(folder, "version"), image[1]);
            var versions = file[image[0]]?.AsObject() ?? [];
            versions[image[1]] = new JsonObject { ["folder"] = folder, ["command"] = new JsonArray("cat", "version") };
            file[image[0]] = versions;
        }

        File = Path.Combine(_root, "images.json");
        System.IO.File.WriteAllText(File, file.ToJsonString(JsonSerializerOptions.Default));
    }

    /// <summary>The images file.</summary>
    public string File { get; }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}

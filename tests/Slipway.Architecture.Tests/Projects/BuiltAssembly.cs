using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Slipway.TestKits;

namespace Slipway.Architecture.Tests.Projects;

/// <summary>An assembly of ours as it was built, read without loading it.</summary>
internal sealed class BuiltAssembly
{
    private readonly byte[] _image;

    private BuiltAssembly(string path)
    {
        _image = File.ReadAllBytes(path);
        using var file = Open();
        var metadata = file.GetMetadataReader();
        References = [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    public IReadOnlyList<string> References { get; }

    /// <summary>
    /// The assembly of a project, from its own output of the same configuration: beside this test, <c>Slipway.dll</c> and the command's
    /// <c>slipway.dll</c> would be one file on some systems, and MSBuild copies one of the two.
    /// </summary>
    public static BuiltAssembly Of(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var folder = Directory.Exists(Repository.Path("src", project)) ? Repository.Path("src", project) : Repository.Path("tests", project);
        var builds = Path.Combine(folder, "bin", output.Parent!.Name);
        return new(Directory.GetFiles(builds, NameOf(project) + ".dll", SearchOption.AllDirectories).Single(IsTheBuild));

        // Not a publish, nor what another project's output brought along.
        bool IsTheBuild(string path) => string.Equals(Path.GetDirectoryName(Path.GetDirectoryName(path)), builds, StringComparison.Ordinal);
    }

    /// <summary>The command's assembly carries the command's name; the others are called as their projects.</summary>
    public static string NameOf(string project) => string.Equals(project, "Slipway.Cli", StringComparison.Ordinal) ? "slipway" : project;

    public PEReader Open() => new(new MemoryStream(_image, writable: false));
}

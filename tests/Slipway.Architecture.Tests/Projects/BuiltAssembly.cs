using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

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

    /// <summary>The assembly of a project, from beside this test.</summary>
    public static BuiltAssembly Of(string project) => new(Path.Combine(AppContext.BaseDirectory, NameOf(project) + ".dll"));

    /// <summary>The command's assembly carries the command's name; the others are called as their projects.</summary>
    public static string NameOf(string project) => string.Equals(project, "Slipway.Cli", StringComparison.Ordinal) ? "slipway" : project;

    public PEReader Open() => new(new MemoryStream(_image, writable: false));
}

using System.Xml.Linq;
using Slipway.TestKits;

namespace Slipway.Architecture.Tests.Projects;

/// <summary>Who may reference whom, as docs/guides/architecture.md shows it.</summary>
public sealed class ProjectReferencesTests
{
    /// <summary>Every project under src/ and the projects it references: exactly these.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Slipway.Core"] = [],
        ["Slipway"] = ["Slipway.Core"],
        ["Slipway.Generators"] = [],
        ["Slipway.Generators.CodeFixes"] = [],
        ["Slipway.Aws"] = [],
        ["Slipway.Ecs"] = ["Slipway.Core", "Slipway.Aws"],
        ["Slipway.Extensions.Aws"] = ["Slipway", "Slipway.Aws", "Slipway.Core"],
        ["Slipway.LocalEcs"] = [],
        ["Slipway.Cli"] = ["Slipway.Core", "Slipway.Aws", "Slipway.Ecs", "Slipway.LocalEcs"],
        ["Slipway.Testing"] = ["Slipway", "Slipway.Core"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Fact]
    public void Every_project_under_src_has_its_references_listed_here() =>
        Assert.Equal(
            Allowed.Keys.Order(StringComparer.Ordinal),
            Directory.GetDirectories(Repository.Path("src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_references_exactly_the_listed_projects(string project) =>
        Assert.Equal(
            Allowed[project].Order(StringComparer.Ordinal),
            Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_built_assembly_references_only_the_listed_projects(string project)
    {
        // The compiler leaves out references that nothing uses, so this is a subset.
        var ours = BuiltAssembly.Of(project).References.Where(name => Allowed.Keys.Select(BuiltAssembly.NameOf).Contains(name, StringComparer.Ordinal));
        Complaints.None(ours.Except(Allowed[project].Select(BuiltAssembly.NameOf), StringComparer.Ordinal));
    }

    [Fact]
    public void The_core_uses_no_package_and_no_framework_but_the_base_library()
    {
        Assert.Empty(Items("Slipway.Core", "PackageReference"));
        Assert.Empty(Items("Slipway.Core", "FrameworkReference"));
        Assert.All(BuiltAssembly.Of("Slipway.Core").References, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void LocalEcs_knows_AWS_only_by_its_documented_protocol() =>
        // A stand-in that used the client's own library would agree with its mistakes.
        Assert.DoesNotContain(BuiltAssembly.Of("Slipway.LocalEcs").References, name => name.StartsWith("AWSSDK", StringComparison.Ordinal));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument.Load(Repository.Path("slipway.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value);
        // A template is a project of its user, not of this repository.
        var present = SourceFiles.All.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal) && !path.StartsWith("templates/", StringComparison.Ordinal));
        Assert.Equal(present.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Items(string project, string kind) =>
        // An Update says more of an item that is there.
        XDocument.Load(Repository.Path("src", project, project + ".csproj")).Descendants(kind).Select(item => item.Attribute("Include")?.Value).OfType<string>();
}

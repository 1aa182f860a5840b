using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Slipway.TestKits;

namespace Slipway.Architecture.Tests.Sources;

/// <summary>Rules for files: one type each, no giants, no unfinished business, nothing of somebody's machine.</summary>
public sealed partial class FilesTests
{
    private const int MaximumLines = 400;

    /// <summary>Longer files, each with its reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal)
    {
        ["tests/Slipway.TestKits/Ledger/LedgerConformance.cs"] = "the one suite that every store passes: a class of facts cannot be split without a base class for each part",
        ["tests/Slipway.LocalEcs.Tests/Runtimes/RuntimeTestKit.cs"] = "the one suite that every container runtime passes",
        ["tests/Slipway.Ecs.Tests/Launching/LauncherTests.cs"] = "one set-up, and the launcher's whole contract in the order of a launch",
    };

    [Fact]
    public void A_file_holds_one_type_and_bears_its_name()
    {
        var wrong = SourceFiles.ProductCode
            .Select(path => (Path: path, Types: TopLevelTypes(path)))
            .Where(file => file.Types.Count > 1 || (file.Types.Count == 1 && !string.Equals(file.Types[0], Stem(file.Path), StringComparison.Ordinal)))
            .Select(file => $"{file.Path} holds {string.Join(", ", file.Types)}");
        Complaints.None(wrong);
    }

    [Fact]
    public void A_file_is_short_or_says_here_why_not()
    {
        var files = SourceFiles.Code.Concat(["slipway", "test", "bench"]).Where(path => File.Exists(Repository.Path(path)));
        var longOnes = files.Select(path => (Path: path, Lines: SourceFiles.Read(path).Count(character => character == '\n'))).Where(file => file.Lines > MaximumLines).ToList();
        Complaints.None(longOnes.Where(file => !LongFiles.ContainsKey(file.Path)).Select(file => $"{file.Path}: {file.Lines} lines"));
        Complaints.None(LongFiles.Keys.Except(longOnes.Select(file => file.Path), StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_marked_as_unfinished() =>
        Complaints.None(Lines().Where(line => Unfinished().IsMatch(line.Text)).Select(line => line.ToString()));

    [Fact]
    public void No_file_names_a_folder_of_the_machine_it_was_written_on()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] folders = [.. new[] { Repository.Root + "/", home + "/" }.Where(folder => folder.Count(character => character == '/') > 1)];
        Assert.NotEmpty(folders);
        Complaints.None(Lines().Where(line => folders.Any(folder => line.Text.Contains(folder, StringComparison.Ordinal))).Select(line => line.ToString()));
    }

    [Fact]
    public void Lock_files_hold_no_address()
    {
        var locks = SourceFiles.All.Where(path => Path.GetFileName(path) is "package-lock.json" || path.EndsWith(".lock.json", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(locks);
        Complaints.None(locks.Where(path => SourceFiles.Read(path).Contains("://", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_project_has_a_lock_file()
    {
        var projects = SourceFiles.All.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal) && !path.StartsWith("templates/", StringComparison.Ordinal));
        Complaints.None(projects.Where(path => !SourceFiles.All.Contains(Path.GetDirectoryName(path) + "/packages.lock.json", StringComparer.Ordinal)));
    }

    private static List<string> TopLevelTypes(string path)
    {
        var root = CSharpSyntaxTree.ParseText(SourceFiles.Read(path)).GetCompilationUnitRoot();
        return
        [
            .. root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                .Select(node => node is BaseTypeDeclarationSyntax type ? type.Identifier.Text : ((DelegateDeclarationSyntax)node).Identifier.Text),
        ];
    }

    /// <summary><c>Launcher</c> of <c>Launcher.Log.cs</c>, and of <c>LauncherOfT.cs</c> where a generic type stands beside one that is not.</summary>
    private static string Stem(string path)
    {
        var stem = Path.GetFileName(path).Split('.')[0];
        return stem.EndsWith("OfT", StringComparison.Ordinal) ? stem[..^3] : stem;
    }

    private static IEnumerable<(string Path, int Number, string Text)> Lines() =>
        from path in SourceFiles.All
        where Path.GetExtension(path) is not (".png" or ".parquet" or ".gz")
        // Data under examples/ is somebody else's text, kept as it was published.
        where !(path.StartsWith("examples/", StringComparison.Ordinal) && path.Contains("/data/", StringComparison.Ordinal))
        from line in SourceFiles.Read(path).Split('\n').Select((text, index) => (path, index + 1, text))
        select line;

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Unfinished();
}

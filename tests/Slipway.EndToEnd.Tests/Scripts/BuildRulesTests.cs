using System.Text.RegularExpressions;
using Slipway.TestKits;

namespace Slipway.EndToEnd.Tests.Scripts;

/// <summary>
/// The build refuses what <c>dotnet format</c> would change in style and by analyzers, under the repository's own settings. That is why
/// <c>./test</c> lets format itself look at white space only. What no build knows of it has tests of its own, beside those of the architecture.
/// </summary>
[Trait("needs", "packaging")]
public sealed partial class BuildRulesTests : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
        </Project>
        """;

    private const string Source = """
        using System.Text;
        namespace Wrong
        {
            /// <summary>Breaks the rules that are named below.</summary>
            public sealed class Rules
            {
                private const int limit = 3;
                private readonly int count = limit;

                /// <summary>A number.</summary>
                public int Count() => Twice() + count;

                int Twice() => 2 * count;

                /// <summary>Compares in a way that the machine's culture decides.</summary>
                public static bool Same(string one, string other) => string.Compare(one, other) == 0;
            }
        }
        """;

    private static readonly string[] Expected =
    [
        "IDE0005", // a using that nothing needs
        "IDE0040", // no accessibility
        "IDE0161", // a namespace with braces
        "IDE1006", // names of fields and constants
        "CA2251", // .NET's analyzers
        "MA0074", // Meziantou's
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-rules-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_format_would_change_fails_the_build()
    {
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"])
            File.Copy(Repository.Path(file), Path.Combine(_folder, file));
        Directory.CreateDirectory(Path.Combine(_folder, "src"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "src", "Wrong.csproj"), Project, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "src", "Rules.cs"), Source + "\n", TestContext.Current.CancellationToken);

        var build = (await Shell.RunAsync(
            _folder, new Dictionary<string, string?>(StringComparer.Ordinal), "dotnet",
            "build", "src", "-nologo", "-v:quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:RestorePackagesWithLockFile=false", "-p:RestoreLockedMode=false"))
            .ShouldEndWith(1);
        var errors = Error().Matches(build.Output).Select(match => match.Groups["id"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.True(Expected.All(errors.Contains), $"Not refused: {string.Join(", ", Expected.Except(errors, StringComparer.Ordinal))}\n{build}");
    }

    [GeneratedRegex(@": error (?<id>[A-Z]+\d+):", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Error();
}

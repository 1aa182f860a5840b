using Slipway.EndToEnd.Tests.Scripts;
using Slipway.TestKits;

namespace Slipway.EndToEnd.Tests.Packaging;

/// <summary>What a release consists of, made once by the real script: the installed tool, and the single file.</summary>
public sealed class PackagedPrograms : IAsyncLifetime
{
    private const string NuGetConfig = """
        <configuration>
          <packageSources>
            <clear />
            <add key="feed" value="FEED" />
          </packageSources>
        </configuration>
        """;

    private static readonly Dictionary<string, string?> Nothing = [];

    /// <summary>The folder that holds them.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"slipway-packages-{Guid.NewGuid():N}");

    /// <summary>The installed .NET tool.</summary>
    public string Tool => Path.Combine(Folder, "tools", "slipway");

    /// <summary>The self-contained file.</summary>
    public string SingleFile => Path.Combine(Folder, "slipway-linux-x64");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        (await Shell.RunAsync(Repository.Root, Nothing, Repository.Path("scripts", "package.sh"), "--into", Folder)).ShouldEndWith(0);
        var config = Path.Combine(Folder, "nuget.config");
        await File.WriteAllTextAsync(config, NuGetConfig.Replace("FEED", Folder, StringComparison.Ordinal));
        (await Shell.RunAsync(
            Folder, Nothing, "dotnet", "tool", "install", "Slipway.Cli", "--tool-path", Path.GetDirectoryName(Tool)!, "--configfile", config)).ShouldEndWith(0);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

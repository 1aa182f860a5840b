namespace Slipway.LocalEcs.Tests.Runtimes;

/// <summary>LocalEcs over plain processes.</summary>
public sealed class ProcessTaskTests : RealTaskTestKit
{
    private protected override LocalRuntime Kind => LocalRuntime.Process;

    private protected override async Task<string?> MakeImageAsync(string directory)
    {
        var file = Path.Combine(directory, "images.json");
        Directory.CreateDirectory(Path.Combine(directory, "image"));
        await File.WriteAllTextAsync(file, """{ "slipway-test": { "1.0.0": { "folder": "image" } } }""");
        return file;
    }
}

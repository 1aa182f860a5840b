namespace Slipway.LocalEcs.Tests.Runtimes;

/// <summary>LocalEcs over podman.</summary>
[Trait("needs", "containers")]
public sealed class PodmanTaskTests : RealTaskTestKit
{
    private protected override LocalRuntime Kind => LocalRuntime.Podman;

    private protected override async Task<string?> MakeImageAsync(string directory)
    {
        await PodmanImage.EngineAsync();
        return null;
    }
}

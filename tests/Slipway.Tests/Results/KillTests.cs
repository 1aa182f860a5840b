using Slipway.Results;

namespace Slipway.Tests.Results;

public sealed class KillTests
{
    [Fact]
    public async Task A_killed_flow_always_finishes_alike_and_runs_nothing_again_that_was_recorded()
    {
        using var folder = new TemporaryFolder();
        await KillScenario.RunAsync(kills: 50, new FileResultStore(folder.Path), folder.Path, new Dictionary<string, string>());
    }
}

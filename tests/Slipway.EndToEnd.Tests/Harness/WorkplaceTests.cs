namespace Slipway.EndToEnd.Tests.Harness;

/// <summary>A test that fails half-way leaves nothing behind on the machine that it ran on.</summary>
public sealed class WorkplaceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_started_in_a_workplace_ends_with_it(bool serverDiesFirst)
    {
        var place = new LocalPlace();
        try
        {
            await place.InitializeAsync();
            await using var run = place.StartRun("job:1.0.0", "--", "stubborn", "never");
            await run.OutputAsync("waiting\n");
            run.Signal("KILL");
            await run.EndAsync();
            if (serverDiesFirst)
            {
                var server = (await place.RunAsync("local-ecs", "status", "--json")).Exited(0).Json()["processId"]!.GetValue<int>();
                using var process = System.Diagnostics.Process.GetProcessById(server);
                process.Kill();
            }

            // The supervisor of the process that plays the container, and that process.
            Assert.True(FolderProcesses.In(place.Root).Count >= 2, "The container does not run.");
        }
        finally
        {
            await place.DisposeAsync();
        }

        Assert.Empty(FolderProcesses.In(place.Root));
        Assert.False(Directory.Exists(place.Root));
    }
}

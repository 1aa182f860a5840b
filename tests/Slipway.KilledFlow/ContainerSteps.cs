namespace Slipway.KilledFlow;

/// <summary>A flow of containers.</summary>
public static class ContainerSteps
{
    /// <summary>Two containers after one another; the first hands a number to the second.</summary>
    /// <param name="go">A file that lets the second container end.</param>
    /// <param name="exit">What the third one ends with.</param>
    [Flow("container-steps")]
    public static async Task<int> RunAsync(string go, int exit = 0, CancellationToken cancellationToken = default)
    {
        var counted = await Containers.RunAsync<Counted>("job:1.0.0", ["count"], new ContainerOptions { Name = "count" }, cancellationToken);
        await Containers.RunAsync("job:1.0.0", ["wait", go], new ContainerOptions { Name = "second", Env = { ["ROWS"] = $"{counted.Rows}" } }, cancellationToken);
        await Containers.RunAsync("job:1.0.0", ["exit", $"{exit}"], new ContainerOptions { Name = "third" }, cancellationToken);
        return counted.Rows;
    }

    /// <summary>What the first container writes.</summary>
    /// <param name="Rows">A number.</param>
    public sealed record Counted(int Rows);
}

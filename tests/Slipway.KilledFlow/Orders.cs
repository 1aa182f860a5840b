namespace Slipway.KilledFlow;

/// <summary>The same flow as orders.yaml, whose golden trace both give.</summary>
public static class Orders
{
    private const string Job = "job:1.0.0";

    /// <summary>Reads, works on each part in parallel, puts together.</summary>
    [Flow("orders")]
    public static async Task RunAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var extract = await Containers.RunAsync<Extract>(Job, ["extract", $"{day:yyyy-MM-dd}"], new ContainerOptions { Name = "extract", Retries = 2 }, cancellationToken);
        var parts = await Task.WhenAll(new[] { "eu", "us" }.Select(region => Containers.RunAsync<string>(
            Job, ["clean", region], new ContainerOptions { Name = $"clean[{region}]", Env = { ["ROWS"] = $"{extract.Rows}" } }, cancellationToken)));
        await Containers.RunAsync(Job, options: new ContainerOptions { Name = "publish", Env = { ["PARTS"] = string.Join(',', parts) } }, cancellationToken: cancellationToken);
    }

    /// <summary>What the first container writes.</summary>
    /// <param name="Rows">A number.</param>
    public sealed record Extract(int Rows);
}

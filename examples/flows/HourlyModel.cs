using Slipway;

namespace DataFlows;

public static class HourlyModel
{
    /// <summary>Runs the model's container, then the flows that need its tables, one by one.</summary>
    /// <param name="version">The model's version: this number is all that a release changes.</param>
    /// <param name="source">The database with orders.</param>
    /// <param name="folder">Where the flows after it write.</param>
    [Flow("hourly-model", Cron = "0 * * * *", TimeZone = "Europe/Warsaw")]
    public static async Task<string> RunAsync(string version = "1.0.1", string source = "data/shop.db", string folder = "data", CancellationToken ct = default)
    {
        await Containers.RunAsync(
            $"dbt-model:{version}",
            ["dbt", "run", "--select", "orders"],
            new ContainerOptions { Timeout = TimeSpan.FromMinutes(45), Retries = 1, RetryDelay = TimeSpan.FromMinutes(1) },
            ct);

        // Each is a flow run of its own, below this one. When one fails, this one fails, and the next does not start.
        var customers = await SqlToFeatures.RunAsync(source: source, target: Path.Combine(folder, "features.db"), ct: ct);
        var exported = await DeltaExport.RunAsync(source, Path.Combine(folder, "export"), ct: ct);
        return $"{customers} customers, {exported.Rows} new orders";
    }
}

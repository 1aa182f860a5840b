using System.Text;
using System.Text.Json;
using Slipway.Core.Errors;
using Slipway.Core.Flows;
using Slipway.TestKits;
using Slipway.TestKits.Snapshots;

namespace Slipway.Core.Tests.Flows;

public sealed class ManifestFormatTests
{
    private static readonly FlowManifest Full = new()
    {
        Sdk = new ManifestSdk("csharp", "0.1.0"),
        Flows =
        [
            new ManifestFlow
            {
                Name = "daily-orders",
                Source = "Shop.DailyOrders.RunAsync(System.DateOnly,System.Int32)",
                Description = "Loads a day's orders – größer als gestern.",
                Tags = ["orders", "sales"],
                Parameters = JsonElement.Parse(
                    """
                    {
                      "type": "object",
                      "properties": {
                        "day": { "type": "string", "format": "date", "description": "The day to load." },
                        "chunks": { "type": "integer", "default": 8 }
                      },
                      "required": ["day"],
                      "additionalProperties": false
                    }
                    """),
                Schedules = [new ManifestSchedule("0 3 * * *", "Europe/Warsaw"), new ManifestSchedule("0 12 * * MON-FRI", Parameters: JsonElement.Parse("""{"chunks":2}"""))],
                TimeoutSeconds = 2700,
                Retries = 1,
                RetryDelaySeconds = 60,
                RunName = "orders of {day}",
                Graph = new ManifestGraph
                {
                    Partial = true,
                    Gaps = ["A task is called through a delegate in DailyOrders.RunAsync."],
                    Tasks =
                    [
                        new ManifestTask { Id = "DailyOrders.RunAsync/ExtractAsync#0", Task = "extract" },
                        new ManifestTask { Id = "DailyOrders.RunAsync/CleanAsync#0", Task = "clean", Mapped = true },
                        new ManifestTask { Id = "DailyOrders.CleanAsync/ParseAsync#0", Task = "parse", Parent = "DailyOrders.RunAsync/CleanAsync#0" },
                        new ManifestTask { Id = "DailyOrders.RunAsync/Containers.RunAsync#0", Task = "dbt-model", Kind = ManifestTaskKind.Container },
                        new ManifestTask { Id = "DailyOrders.RunAsync/Audit.RunAsync#0", Task = "audit", Kind = ManifestTaskKind.Subflow, Conditional = true },
                    ],
                    Edges =
                    [
                        new ManifestEdge("DailyOrders.RunAsync/ExtractAsync#0", "DailyOrders.RunAsync/CleanAsync#0"),
                        new ManifestEdge("DailyOrders.RunAsync/CleanAsync#0", "DailyOrders.RunAsync/Containers.RunAsync#0", ManifestEdgeKind.Order),
                    ],
                },
                Documentation = "# Daily orders\n\nRuns at <night>.\n",
            },
            new ManifestFlow { Name = "hello" },
        ],
    };

    [Fact]
    public void A_manifest_reads_like_this() => Snapshot.Match(ManifestFormat.Write(Full), extension: "json");

    [Fact]
    public void What_is_written_is_read_again() =>
        Assert.Equal(ManifestFormat.Write(Full), ManifestFormat.Write(ManifestFormat.Read(Encoding.UTF8.GetBytes(ManifestFormat.Write(Full)))));

    [Fact]
    public void A_graph_is_read_again()
    {
        var graph = Full.Flows[0].Graph!;
        var again = ManifestFormat.ReadGraph(ManifestFormat.WriteGraph(graph));
        Assert.Equal(graph.Tasks, again.Tasks);
        Assert.Equal(graph.Edges, again.Edges);
        Assert.Equal(graph.Gaps, again.Gaps);
        Assert.True(again.Partial);
    }

    [Theory]
    [InlineData("""{"manifestVersion":2,"sdk":{"name":"csharp","version":"9"},"flows":[]}""", "reads up to 1")]
    [InlineData("""{"sdk":{"name":"csharp","version":"9"}}""", "flows")]
    [InlineData("nothing", "This is not a manifest")]
    [InlineData("null", "empty")]
    public void What_is_no_manifest_is_refused(string json, string says)
    {
        var error = Assert.Throws<SlipwayException>(() => ManifestFormat.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Equal("manifest.invalid", error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reference_page_shows_this_manifest()
    {
        var page = File.ReadAllText(Repository.Path("docs", "reference", "manifest.md"));
        Assert.Contains($"```json\n{ManifestFormat.Write(Full)}\n```", page, StringComparison.Ordinal);
    }
}

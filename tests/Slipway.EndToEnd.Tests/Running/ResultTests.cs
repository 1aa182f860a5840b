using System.Text.Json.Nodes;
using Slipway.EndToEnd.Tests.Harness;

namespace Slipway.EndToEnd.Tests.Running;

public sealed class ResultTests(LocalPlace place) : IClassFixture<LocalPlace>
{
    [Fact]
    [Covers("run", "--result", "--report")]
    public async Task The_result_and_the_report_are_put_into_files_beside_the_log()
    {
        var id = Launches.NewId("result");
        string[] arguments = ["job:1.0.0", "--launch-id", id, "--result", "result.json", "--report", "report.json", "--", "count"];
        Assert.Equal("counting\n", (await place.LocalAsync("run", arguments)).Exited(0).Output);
        Assert.Equal(42, Json("result.json")["rows"]!.GetValue<int>());
        var report = Json("report.json");
        Assert.Equal((id, "succeeded", false), (Text(report, "launch"), Text(report, "outcome"), report["endedBefore"]!.GetValue<bool>()));

        // The same launch again, from its log alone.
        File.Delete(Path.Combine(place.Folder, "result.json"));
        (await place.LocalAsync("run", arguments)).Exited(0);
        Assert.Equal(42, Json("result.json")["rows"]!.GetValue<int>());
        Assert.True(Json("report.json")["endedBefore"]!.GetValue<bool>());
        await place.TaskOfAsync(id);
    }

    [Fact]
    [Covers("run", "--result", "--report")]
    public async Task Without_a_result_there_is_no_file_and_one_that_is_no_JSON_is_a_failure()
    {
        var old = place.Write("old.json", "{}");
        (await place.LocalAsync("run", "job:1.0.0", "--result", "old.json", "--", "say", "hello")).Exited(0);
        Assert.False(File.Exists(old));

        var garbage = (await place.LocalAsync("run", "job:1.0.0", "--result", "garbage.json", "--report", "garbage-report.json", "--", "garbage")).Exited(1);
        Assert.Contains("The result file is not JSON", garbage.Error, StringComparison.Ordinal);
        var report = Json("garbage-report.json");
        Assert.Equal(("failed", "user-code", "author"), (Text(report, "outcome"), Text(report, "failureClass"), Text(report, "retry")));

        var failed = (await place.LocalAsync("run", "job:1.0.0", "--result", "none.json", "--report", "failed.json", "--", "exit", "4")).Exited(4);
        Assert.Contains("ending with 4", failed.Output, StringComparison.Ordinal);
        Assert.Equal(4, Json("failed.json")["exitCode"]!.GetValue<int>());
        Assert.False(File.Exists(Path.Combine(place.Folder, "none.json")));
    }

    [Fact]
    [Covers("run", "--result", "--detach")]
    public async Task Files_that_cannot_be_written_are_told_before_anything_starts()
    {
        Assert.Contains("--report: there is no folder", (await place.LocalAsync("run", "job:1.0.0", "--report", "no/where.json")).Exited(123).Error, StringComparison.Ordinal);
        Assert.Contains("--result: . is a folder", (await place.LocalAsync("run", "job:1.0.0", "--result", ".")).Exited(123).Error, StringComparison.Ordinal);
        Assert.Contains("--result: with --detach nobody waits for it", (await place.LocalAsync("run", "job:1.0.0", "--detach", "--result", "r.json")).Exited(123).Error, StringComparison.Ordinal);
    }

    private JsonObject Json(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(place.Folder, file)))!.AsObject();

    private static string Text(JsonObject json, string member) => json[member]!.GetValue<string>();
}

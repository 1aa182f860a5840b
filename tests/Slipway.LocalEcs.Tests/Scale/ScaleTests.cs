using System.Diagnostics;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.State;
using Slipway.LocalEcs.TaskDefinitions;
using Slipway.LocalEcs.Tests.Hosting;

namespace Slipway.LocalEcs.Tests.Scale;

/// <summary>That the sizes at which others measure themselves work at all. What they cost is printed, not judged.</summary>
[Trait("speed", "slow")]
public sealed class ScaleTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Two_thousand_ECS_tasks_run_at_once_on_timers()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        var threads = ThreadPool.ThreadCount;
        var watch = Stopwatch.StartNew();
        var run = Requests.Run(change: json =>
        {
            json["count"] = 10;
            json["overrides"] = Requests.Simulate("--seconds 600 --lines 10");
        });
        var arns = new List<string>();
        for (var call = 0; call < 200; call++)
        {
            arns.AddRange((await host.Client.EcsAsync("RunTask", run))["tasks"]!.AsArray().Select(task => task!["taskArn"]!.GetValue<string>()));
        }

        foreach (var arn in arns)
        {
            await host.WhenAsync(arn, "RUNNING");
        }

        output.WriteLine($"2,000 running after {watch.Elapsed.TotalSeconds:0.0} s; thread pool {threads} -> {ThreadPool.ThreadCount}");
        var listed = 0;
        string? token = null;
        do
        {
            var page = await host.Client.EcsAsync("ListTasks", new JsonObject { ["nextToken"] = token });
            listed += page["taskArns"]!.AsArray().Count;
            token = page["nextToken"]?.GetValue<string>();
        }
        while (token is not null);

        Assert.Equal(2000, listed);
        foreach (var hundred in arns.Chunk(100))
        {
            var answer = await host.Client.EcsAsync("DescribeTasks", new JsonObject { ["tasks"] = new JsonArray([.. hundred.Select(arn => JsonValue.Create(arn))]) });
            Assert.All(answer["tasks"]!.AsArray(), task => Assert.Equal("RUNNING", task!["lastStatus"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task A_million_revisions_are_listed_described_and_added_to()
    {
        var directory = Directory.CreateTempSubdirectory("local-ecs-million-").FullName;
        using (var database = StateDatabase.Open(directory, DefinitionStore.Schema))
        {
            database.Write(connection => connection.Execute(
                """
                INSERT INTO families (family, last_revision) VALUES ('big', 1000000);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
                INSERT INTO definitions (family, revision, status, body, tags, registered_at)
                SELECT 'big', i, CASE WHEN i % 2 = 0 THEN 'ACTIVE' ELSE 'INACTIVE' END, '{"containerDefinitions":[]}', '[]', 0 FROM n;
                """));
        }

        await using (var host = await LocalEcsHost.StartAsync(stateDirectory: directory))
        {
            var watch = Stopwatch.StartNew();
            var page = await host.Client.EcsAsync("ListTaskDefinitions", """{"familyPrefix":"big","sort":"DESC"}""");
            Assert.EndsWith("big:1000000", page["taskDefinitionArns"]![0]!.GetValue<string>(), StringComparison.Ordinal);
            var next = new JsonObject { ["familyPrefix"] = "big", ["sort"] = "DESC", ["nextToken"] = page["nextToken"]!.GetValue<string>() };
            Assert.EndsWith("big:999800", (await host.Client.EcsAsync("ListTaskDefinitions", next))["taskDefinitionArns"]![0]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal(1000000, (await host.Client.EcsAsync("DescribeTaskDefinition", """{"taskDefinition":"big"}"""))["taskDefinition"]!["revision"]!.GetValue<int>());
            Assert.Equal(
                "INACTIVE", (await host.Client.EcsAsync("DescribeTaskDefinition", """{"taskDefinition":"big:500001"}"""))["taskDefinition"]!["status"]!.GetValue<string>());
            output.WriteLine($"four reads over a million revisions: {watch.Elapsed.TotalMilliseconds:0} ms");

            // documented: a family has at most a million revisions, the deregistered ones counted.
            var refused = await host.Client.RefusedAsync("RegisterTaskDefinition", Requests.Definition("big").ToJsonString());
            Assert.Equal("LimitExceededException", refused.Code);
        }

        Directory.Delete(directory, recursive: true);
    }
}

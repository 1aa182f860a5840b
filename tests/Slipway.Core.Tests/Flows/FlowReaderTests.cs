using System.Text.Json.Nodes;
using Slipway.Core.Flows;
using Slipway.Core.Graphs;
using Slipway.Core.Launches;

namespace Slipway.Core.Tests.Flows;

public sealed class FlowReaderTests
{
    [Fact]
    public void Every_member_is_read()
    {
        var flow = FlowDocuments.Flow(FlowDocuments.Everything);
        Assert.All(typeof(ContainerFlow).GetProperties(), property => Assert.True(property.GetValue(flow) is not null, $"{property.Name} was not read"));
        Assert.Equal(["day", "since", "mode", "limit", "ratio", "dry", "label", "ids", "options"], flow.Parameters!.Keys);
        Assert.Equal(["extract", "clean", "publish"], flow.Tasks!.Keys);
        Assert.Equal("Europe/Warsaw", flow.Schedule![0].TimeZone);

        var extract = flow.Tasks["extract"];
        Assert.Equal((3, TimeSpan.FromSeconds(10), 2.0, TimeSpan.FromMinutes(5), 0.1), (extract.Retries!.Count, extract.Retries.Delay, extract.Retries.Backoff, extract.Retries.MaxDelay, extract.Retries.Jitter));
        Assert.Equal([FailureClass.UserCode, FailureClass.Lost], extract.Retries.On!);
        Assert.Equal(TimeSpan.FromMinutes(45), extract.Timeout);
        Assert.Equal(2, flow.Tasks["clean"].Retries!.Count);
        Assert.Equal(["clean"], flow.Tasks["publish"].Needs!);
        Assert.Equal(("job:1.0.1", 512, "publisher:^2.0"), (flow.SettingsOf(extract).Image, flow.SettingsOf(extract).CpuUnits, flow.SettingsOf(flow.Tasks["publish"]).Image));
    }

    [Fact]
    public void Writing_what_was_read_gives_a_document_that_is_read_as_the_same()
    {
        var written = FlowReader.Write(FlowDocuments.Flow(FlowDocuments.Everything));
        Assert.True(JsonNode.DeepEquals(written, FlowReader.Write(FlowDocuments.Flow(written.ToJsonString()))));
    }

    [Theory]
    [InlineData("""{"tasks": {"a": {"image": "i"}}}""", "$", "'name' is missing")]
    [InlineData("""{"name": "f"}""", "$", "'tasks' is missing")]
    [InlineData("""{"name": "f", "tasks": {}}""", "$.tasks", "has no task")]
    [InlineData("""{"name": "my flow", "tasks": {"a": {"image": "i"}}}""", "$.name", "can't be the name of a flow")]
    [InlineData("""{"name": "f", "task": {}, "tasks": {"a": {"image": "i"}}}""", "$.task", "did you mean 'tasks'?")]
    [InlineData("""{"name": "f", "jobs": {}, "tasks": {"a": {"image": "i"}}}""", "$.jobs", "it is called 'tasks'")]
    [InlineData("""{"name": "f", "tasks": {"a": {}}}""", "$.tasks.a", "has no image")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "A b"}}}""", "$.tasks.a.image", "A b")]
    [InlineData("""{"name": "f", "tasks": {"a b": {"image": "i"}}}""", "$.tasks['a b']", "can't be the name of a task")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "comand": []}}}""", "$.tasks.a.comand", "did you mean 'command'?")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "depends_on": []}}}""", "$.tasks.a.depends_on", "it is called 'needs'")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "cpu": "lots"}}}""", "$.tasks.a.cpu", "'lots'")]
    [InlineData("""{"name": "f", "tasks": {"extract": {"image": "i"}, "b": {"image": "i", "needs": "extrct"}}}""", "$.tasks.b.needs", "'extrct'; did you mean 'extract'?")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "needs": "a"}}}""", "$.tasks.a.needs", "waits for itself")]
    [InlineData("""{"name": "f", "tasks": {"b": {"image": "i"}, "a": {"image": "i", "needs": ["b", "b"]}}}""", "$.tasks.a.needs[1]", "names 'b' twice")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "needs": "c"}, "b": {"image": "i", "needs": "a"}, "c": {"image": "i", "needs": "b"}}}""", "$.tasks.a.needs", "a needs c needs b needs a")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "timeout": 0}}}""", "$.tasks.a.timeout", "longer than nothing")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "retries": "x"}}}""", "$.tasks.a.retries", "a whole number from 0 to 100")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "retries": {"on": ["oom"]}}}}""", "$.tasks.a.retries.on[0]", "one of: user-code, out-of-memory")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "retries": {"backoff": 0.5}}}}""", "$.tasks.a.retries.backoff", "from 1 to 10")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "retries": {"delay": "1m", "maxDelay": "1s"}}}}""", "$.tasks.a.retries.maxDelay", "shorter than 'delay'")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "env": {"SLIPWAY_RESULT_FILE": "x"}}}}""", "$.tasks.a.env.SLIPWAY_RESULT_FILE", "is set by Slipway")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "matrix": {"r": []}}}}""", "$.tasks.a.matrix.r", "has no values")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "matrix": {}}}}""", "$.tasks.a.matrix", "names no values")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "matrix": {"r": ["x", "x"]}}}}""", "$.tasks.a.matrix.r", "has 'x' twice")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "matrix": {"r": ["x"], "exclude": [{"q": 1}]}}}}""", "$.tasks.a.matrix.exclude[0].q", "is not a value of the matrix")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "matrix": {"r": ["x"], "exclude": [{"r": "y"}]}}}}""", "$.tasks.a.matrix.exclude[0]", "leaves out r 'y'")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "matrix": {"r": ["x"], "exclude": [{"r": "x"}]}}}}""", "$.tasks.a.matrix", "leaves nothing to run")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "matrix": {"r": ["x"], "s": ["y"], "include": [{"r": "z"}]}}}}""", "$.tasks.a.matrix.include[0]", "says no value for 's'")]
    [InlineData("""{"name": "f", "tasks": {"a": {"image": "i", "matrix": {"r": ["x"], "include": [{"r": "x"}]}}}}""", "$.tasks.a.matrix", "has the combination [x] twice")]
    [InlineData("""{"name": "f", "schedule": "0 3 * *", "tasks": {"a": {"image": "i"}}}""", "$.schedule.cron", "write five fields")]
    [InlineData("""{"name": "f", "schedule": {"cron": "0 3 * * *", "timeZone": "Warsaw"}, "tasks": {"a": {"image": "i"}}}""", "$.schedule.timeZone", "is no time zone")]
    [InlineData("""{"name": "f", "schedule": {"cron": "0 3 * * *", "parameters": {"x": 1}}, "tasks": {"a": {"image": "i"}}}""", "$.schedule.parameters.x", "is not a parameter")]
    [InlineData("""{"name": "f", "parameters": {"n": "integer"}, "schedule": {"cron": "0 3 * * *", "parameters": {"n": "x"}}, "tasks": {"a": {"image": "i"}}}""", "$.schedule.parameters.n", "a whole number")]
    [InlineData("""{"name": "f", "parameters": {"n": "int"}, "tasks": {"a": {"image": "i"}}}""", "$.parameters.n", "one of: string, integer")]
    [InlineData("""{"name": "f", "parameters": {"n": {"type": "enum"}}, "tasks": {"a": {"image": "i"}}}""", "$.parameters.n", "an enum without values")]
    [InlineData("""{"name": "f", "parameters": {"n": {"type": "date", "default": "31.1.2026"}}, "tasks": {"a": {"image": "i"}}}""", "$.parameters.n.default", "a day, such as 2026-01-31")]
    [InlineData("""{"name": "f", "parameters": {"n": {"default": "x", "required": true}}, "tasks": {"a": {"image": "i"}}}""", "$.parameters.n.required", "contradicts the default")]
    public void What_is_wrong_is_told_at_its_place(string json, string path, string part)
    {
        var problems = FlowDocuments.Read(json).Problems;
        Assert.True(
            problems.Any(problem => problem.Path == path && problem.Message.Contains(part, StringComparison.Ordinal)),
            $"'{part}' at {path} is not among:\n{string.Join('\n', problems)}");
        Assert.True(problems.Count == 1, $"More is told than is wrong:\n{string.Join('\n', problems)}");
    }

    [Theory]
    [InlineData("""{"command": ["--x=${{ parameters.day }}"]}""", "$.tasks.a.command[0]", "text around an expression")]
    [InlineData("""{"command": ["${{ parameters.dya }}"]}""", "$.tasks.a.command[0]", "did you mean 'day'?")]
    [InlineData("""{"command": ["${{ parameters.day.x }}"]}""", "$.tasks.a.command[0]", "which is one value: a date")]
    [InlineData("""{"command": ["${{ parameters.maybe }}"]}""", "$.tasks.a.command[0]", "which may have no value")]
    [InlineData("""{"env": {"X": "${{ tasks.other.result }}"}}""", "$.tasks.a.env.X", "which is no task of the flow")]
    [InlineData("""{"env": {"X": "${{ tasks.a.result }}"}}""", "$.tasks.a.env.X", "the task's own result")]
    [InlineData("""{"env": {"X": "${{ matrix.region }}"}}""", "$.tasks.a.env.X", "which the task's matrix does not have")]
    [InlineData("""{"command": ["sh", "-c", "${{ parameters.day }}"]}""", "$.tasks.a.command[2]", "is run as code by sh")]
    [InlineData("""{"command": ["sh", "-c", "load ${{ parameters.day }}"]}""", "$.tasks.a.command[2]", "is run as code by sh")]
    [InlineData("""{"entryPoint": ["bash", "-c"], "command": ["load ${{ parameters.day }}"]}""", "$.tasks.a.command[0]", "is run as code by bash")]
    [InlineData("""{"entryPoint": ["${{ parameters.day }}"]}""", "$.tasks.a.entryPoint[0]", "only the arguments in a task's 'command'")]
    [InlineData("""{"image": "job:${{ parameters.day }}"}""", "$.tasks.a.image", "which image runs is known before the run")]
    [InlineData("""{"taskRole": "${{ parameters.day }}"}""", "$.tasks.a.taskRole", "choose rights")]
    [InlineData("""{"secrets": {"X": "ssm:/${{ parameters.day }}"}}""", "$.tasks.a.secrets.X", "choose secrets")]
    [InlineData("""{"cpu": "${{ parameters.day }}"}""", "$.tasks.a.cpu", "only the arguments in a task's 'command'")]
    [InlineData("""{"sidecars": {"s": {"image": "x:1", "env": {"A": "${{ run.id }}"}}}}""", "$.tasks.a.sidecars.s.env.A", "sidecars are part of the task definition")]
    [InlineData("""{"env": {"${{ run.id }}": "x"}}""", "$.tasks.a.env['${{ run.id }}']", "an expression can't stand in it")]
    public void Expressions_are_checked_before_any_run(string task, string path, string part)
    {
        var own = JsonNode.Parse(task)!.AsObject();
        own.TryAdd("image", "job:1.0.0");
        var json = new JsonObject
        {
            ["name"] = "f",
            ["parameters"] = new JsonObject { ["day"] = "date", ["maybe"] = new JsonObject { ["required"] = false } },
            ["tasks"] = new JsonObject { ["a"] = own },
        };
        var problems = FlowReader.Read(json).Problems;
        Assert.True(
            problems.Any(problem => problem.Path == path && problem.Message.Contains(part, StringComparison.Ordinal)),
            $"'{part}' at {path} is not among:\n{string.Join('\n', problems)}");
    }

    [Fact]
    public void Arguments_beside_a_script_may_be_expressions() => FlowDocuments.Flow(
        """{"name": "f", "parameters": {"day": "date"}, "tasks": {"a": {"image": "i", "command": ["sh", "-c", "load \"$1\"", "sh", "${{ parameters.day }}"]}}}""");

    [Fact]
    public void The_graph_has_an_edge_for_each_result_and_each_need()
    {
        var graph = FlowGraph.Of(FlowDocuments.Flow(FlowDocuments.Everything));
        Assert.Equal([new TaskEdge("extract", EdgeKind.Result)], graph.Edges["clean"]);
        Assert.Equal([new TaskEdge("clean", EdgeKind.Result)], graph.Edges["publish"]);
        Assert.Equal(["extract", "clean[eu,1]", "clean[eu,2]", "clean[us,1]", "clean[ap,3]", "publish"], graph.Nodes.Select(node => node.Name));
        Assert.Equal(["clean[eu,1]", "clean[eu,2]", "clean[us,1]", "clean[ap,3]"], graph.Nodes[^1].Upstream);
    }

    [Fact]
    public void A_manifest_describes_it_beside_the_flows_of_programs()
    {
        var manifest = FlowManifests.Of(FlowDocuments.Flow(FlowDocuments.Everything), "flows/daily-orders.yaml");
        Assert.Equal(("daily-orders", "flows/daily-orders.yaml", 7200.0), (manifest.Name, manifest.Source, manifest.TimeoutSeconds));
        Assert.Equal(["Europe/Warsaw", "UTC"], manifest.Schedules.Select(schedule => schedule.TimeZone));
        Assert.Equal([false, true, false], manifest.Graph!.Tasks.Select(task => task.Mapped));
        Assert.Equal([new ManifestEdge("extract", "clean"), new ManifestEdge("clean", "publish")], manifest.Graph.Edges);
        Assert.False(manifest.Graph.Partial);
    }
}

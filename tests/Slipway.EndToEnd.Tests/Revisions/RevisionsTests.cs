using Slipway.Aws.Ecs;
using Slipway.EndToEnd.Tests.Harness;

namespace Slipway.EndToEnd.Tests.Revisions;

public sealed class RevisionsTests(LocalPlace place) : IClassFixture<LocalPlace>
{
    [Fact]
    [Covers("revisions")]
    [Covers("revisions ensure", "--json")]
    public async Task Ensure_prints_the_ARN_alone_and_registers_once()
    {
        var first = (await place.LocalAsync("revisions ensure", "job:1.0.1")).Exited(0);
        Assert.Matches(@"^arn:aws:ecs:us-east-1:000000000000:task-definition/slipway-job:\d+\n$", first.Output);
        var second = (await place.LocalAsync("revisions ensure", "job:1.0.1", "--json")).Exited(0).Json();
        Assert.Equal(first.Output.TrimEnd('\n'), second["arn"]!.GetValue<string>());
        Assert.Equal("reused", second["revisionOrigin"]!.GetValue<string>());
    }

    [Fact]
    [Covers("revisions list", "--state", "--limit", "--json")]
    public async Task List_shows_what_the_ledger_knows()
    {
        var revision = await EnsureAsync("job:1.0.0");
        Assert.Matches($@"(?m)^{revision} +active +job:1\.0\.0 +just now", (await place.LocalAsync("revisions list", "slipway-job")).Exited(0).Output);
        var json = (await place.LocalAsync("revisions list", "--state", "active", "--limit", "1", "--json")).Exited(0).Json();
        Assert.Single(json["revisions"]!.AsArray());
        Assert.Contains("the ledger knows no such revision", (await place.LocalAsync("revisions list", "--state", "orphan")).Exited(0).Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'active'?", (await place.LocalAsync("revisions list", "--state", "actve")).Exited(123).Error, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("revisions show", "--json")]
    [Covers("revisions diff", "--json")]
    public async Task Show_and_diff_tell_definitions_without_values()
    {
        place.Write("with-env.yaml", "environments: {local: {defaults: {env: {A: confidential}, sidecars: {helper: {image: 'job:1.0.0', env: {B: confidential}}}}}}\n");
        var plain = await EnsureAsync("job:1.0.0");
        var other = await EnsureAsync("job:2.0.0", "--settings", "with-env.yaml");

        var shown = (await place.LocalAsync("revisions show", other)).Exited(0).Output;
        Assert.StartsWith($"{other}  ACTIVE\n  ledger      active", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("confidential", shown, StringComparison.Ordinal);
        var json = (await place.LocalAsync("revisions show", other, "--json")).Exited(0);
        Assert.DoesNotContain("confidential", json.Output, StringComparison.Ordinal);
        Assert.Equal("job:2.0.0", json.Json()["ledger"]!["image"]!.GetValue<string>());

        var diff = (await place.LocalAsync("revisions diff", plain, other)).Exited(1).Output;
        Assert.Contains("containerDefinitions[main].image\n  - \"000000000000.dkr.ecr.us-east-1.amazonaws.com/job@sha256:", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("confidential", diff, StringComparison.Ordinal);
        Assert.Equal("no difference\n", (await place.LocalAsync("revisions diff", plain, plain)).Exited(0).Output);
        Assert.NotEmpty((await place.LocalAsync("revisions diff", plain, other, "--json")).Exited(1).Json()["changes"]!.AsArray());
        Assert.Contains("\"mode\": \"blocking\"", shown, StringComparison.Ordinal);
        foreach (var command in (string[])["revisions show", "revisions diff slipway-job:1"])
        {
            var missing = (await place.LocalAsync(command, "slipway-job:999")).Exited(123);
            Assert.Contains("ECS has no revision slipway-job:999 in us-east-1", missing.Error, StringComparison.Ordinal);
            Assert.Contains("code: revision.not-found", missing.Error, StringComparison.Ordinal);
        }

        Assert.Equal("revision.not-found", (await place.LocalAsync("revisions show", "slipway-job:999", "--json")).Exited(123).Json()["error"]!["code"]!.GetValue<string>());
        Assert.Contains("code: revision.bad-name", (await place.LocalAsync("revisions show", "job")).Exited(123).Error, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("revisions audit", "--launch", "--limit", "--json")]
    public async Task Audit_tells_who_did_what_and_why()
    {
        var launch = Launches.NewId("audited");
        (await place.LocalAsync("run", "job:1.0.0", "--per-run", "--launch-id", launch)).Exited(0);
        var entries = (await place.LocalAsync("revisions audit", "--launch", launch, "--json")).Exited(0).Json()["entries"]!.AsArray();
        Assert.Contains(entries, entry => entry!["to"]?.GetValue<string>() == "active" && entry["image"]!.GetValue<string>() == "job:1.0.0");
        Assert.Contains(entries, entry => entry!["to"]?.GetValue<string>() == "deregistered");
        Assert.Contains(entries, entry => entry!["reason"]!.GetValue<string>() == "slipway run" && entry["actor"]!.GetValue<string>().EndsWith($"@{Environment.MachineName}", StringComparison.Ordinal));
        Assert.Matches(@"(?m)^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +slipway-job", (await place.LocalAsync("revisions audit", "slipway-job", "--limit", "5")).Exited(0).Output);
    }

    [Fact]
    [Covers("revisions collect", "--apply", "--keep", "--unused-for", "--inactive-for", "--json")]
    public async Task Collect_tells_first_and_does_it_when_asked()
    {
        place.Write("collect.yaml", "environments: {local: {containers: {job: {family: collected}}}}\n");
        string[] sharp = ["collected", "--keep", "1", "--unused-for", "0s", "--inactive-for", "0s"];
        var old = await EnsureAsync("job:1.0.0", "--settings", "collect.yaml");
        var young = await EnsureAsync("job:1.0.1", "--settings", "collect.yaml");
        Assert.Contains("nothing to collect", (await place.LocalAsync("revisions collect", "collected")).Exited(0).Error, StringComparison.Ordinal);

        // Whoever asked for a revision may still start it: for as long as the ledger promised.
        var planned = await UntilPlannedAsync(sharp, old);
        Assert.Matches($"(?m)^{old} +active +deregister +not launched for long", planned.Output);
        Assert.Contains("would deregister 1 and delete 0; --apply does it", planned.Error, StringComparison.Ordinal);
        Assert.Equal("ACTIVE", await StatusAsync(old));

        var applied = (await place.LocalAsync("revisions collect", [.. sharp, "--apply", "--json"])).Exited(0).Json();
        Assert.Equal((1, 0), (applied["deregistered"]!.GetValue<int>(), applied["deleted"]!.GetValue<int>()));
        Assert.Equal(("INACTIVE", "ACTIVE"), (await StatusAsync(old), await StatusAsync(young)));

        Assert.Contains("deregistered 0, deleted 1", (await place.LocalAsync("revisions collect", [.. sharp, "--apply"])).Exited(0).Error, StringComparison.Ordinal);
        Assert.Contains("code: input.option", (await place.LocalAsync("revisions collect", "--unused-for", "long")).Exited(123).Error, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("revisions collect", "--unmanaged")]
    public async Task Collect_takes_what_other_tools_left_behind_and_not_what_runs()
    {
        var revisions = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var registered = await place.Ecs.RegisterTaskDefinitionAsync(
                new RegisterTaskDefinitionRequest { Definition = System.Text.Json.Nodes.JsonNode.Parse(LeftBehind)!.AsObject() }, CancellationToken.None);
            revisions.Add($"left-behind:{registered.TaskDefinition.Revision}");
        }

        var running = await place.Ecs.RunTaskAsync(
            new RunTaskRequest
            {
                ClientToken = "left-behind",
                TaskDefinition = revisions[0],
                LaunchType = "FARGATE",
                NetworkConfiguration = new NetworkConfiguration { AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = ["subnet-11111111"] } },
            },
            CancellationToken.None);
        string[] sharp = ["--unmanaged", "left-behind", "--keep", "1", "--unused-for", "0s"];
        var planned = (await place.LocalAsync("revisions collect", sharp)).Exited(0);
        Assert.Contains($"{revisions[1]}  active  deregister", planned.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(revisions[0], planned.Output, StringComparison.Ordinal);
        Assert.Contains("keep 1: somebody needs it", planned.Error, StringComparison.Ordinal);

        Assert.Contains("deregistered 1, deleted 0", (await place.LocalAsync("revisions collect", [.. sharp, "--apply"])).Exited(0).Error, StringComparison.Ordinal);
        Assert.Equal(("ACTIVE", "INACTIVE", "ACTIVE"), (await StatusAsync(revisions[0]), await StatusAsync(revisions[1]), await StatusAsync(revisions[2])));
        await place.Ecs.StopTaskAsync(new StopTaskRequest { Task = running.Tasks[0].TaskArn }, CancellationToken.None);
    }

    private const string LeftBehind = """
        {
          "family": "left-behind", "cpu": "256", "memory": "512", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
          "executionRoleArn": "arn:aws:iam::000000000000:role/exec",
          "containerDefinitions": [{"name": "job", "image": "000000000000.dkr.ecr.us-east-1.amazonaws.com/job:1.0.0", "command": ["wait", "never"]}]
        }
        """;

    [Fact]
    [Covers("revisions rebuild", "--ledger-id", "--json")]
    public async Task Rebuild_takes_in_what_a_lost_ledger_had()
    {
        place.Write("first.yaml", "environments: {local: {ledger: 'sqlite:first.db', containers: {job: {family: rebuilt}}}}\n");
        place.Write("second.yaml", "environments: {local: {ledger: 'sqlite:second.db', containers: {job: {family: rebuilt}}}}\n");
        var revision = await EnsureAsync("job:1.0.0", "--settings", "first.yaml");
        var id = (await place.LocalAsync("revisions rebuild", "rebuilt", "--settings", "first.yaml", "--json")).Exited(0).Json()["ledger"]!.GetValue<string>();

        var rebuilt = (await place.LocalAsync("revisions rebuild", "rebuilt", "--settings", "second.yaml", "--ledger-id", id)).Exited(0);
        Assert.Contains("took in 1 active", rebuilt.Error, StringComparison.Ordinal);
        Assert.Equal(revision, await EnsureAsync("job:1.0.0", "--settings", "second.yaml"));
    }

    private async Task<CommandResult> UntilPlannedAsync(string[] options, string revision)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var planned = (await place.LocalAsync("revisions collect", options)).Exited(0);
            if (planned.Output.Contains(revision, StringComparison.Ordinal))
                return planned;
            Assert.False(deadline.IsCancellationRequested, $"{revision} was not planned.\n{planned.Output}{planned.Error}");
        }
    }

    private async Task<string?> StatusAsync(string revision) =>
        (await place.Ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = revision }, CancellationToken.None)).TaskDefinition.Status;

    private async Task<string> EnsureAsync(params string[] arguments)
    {
        var arn = (await place.LocalAsync("revisions ensure", arguments)).Exited(0).Output.TrimEnd('\n');
        return arn[(arn.LastIndexOf('/') + 1)..];
    }
}

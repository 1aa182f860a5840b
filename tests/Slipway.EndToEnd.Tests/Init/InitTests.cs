using Slipway.Aws.Ecs;
using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits.Snapshots;

namespace Slipway.EndToEnd.Tests.Init;

public sealed class InitTests(LocalPlace place) : IClassFixture<LocalPlace>
{
    [Fact]
    [Covers("init", "--environment", "--cluster", "--region", "--profile", "--force")]
    public async Task A_new_file_can_be_read_back()
    {
        await using var empty = new Workplace();
        Assert.Contains("next: slipway doctor", (await empty.RunAsync("init", "--environment", "stage", "--cluster", "analytics", "--region", "eu-central-1", "--profile", "me")).Exited(0).Error, StringComparison.Ordinal);
        var shown = (await empty.RunAsync("config", "show", "--json")).Exited(0).Json()["settings"]!;
        Assert.Equal(
            ("stage", "analytics", "eu-central-1", "me"),
            (shown["environment"]!["value"]!.GetValue<string>(), shown["cluster"]!["value"]!.GetValue<string>(), shown["region"]!["value"]!.GetValue<string>(), shown["profile"]!["value"]!.GetValue<string>()));

        Assert.Contains("--force writes over it", (await empty.RunAsync("init")).Exited(123).Error, StringComparison.Ordinal);
        (await empty.RunAsync("init", "--force")).Exited(0);
        Assert.Equal("dev", (await empty.RunAsync("config", "show", "--json")).Exited(0).Json()["settings"]!["environment"]!["value"]!.GetValue<string>());
    }

    [Fact]
    [Covers("init", "--from")]
    public async Task An_existing_task_definition_and_its_ECS_task_fill_the_file_and_run_again()
    {
        var registered = await place.Ecs.RegisterTaskDefinitionAsync(
            new RegisterTaskDefinitionRequest { Definition = System.Text.Json.Nodes.JsonNode.Parse(Existing)!.AsObject() }, CancellationToken.None);
        var arn = registered.TaskDefinition.TaskDefinitionArn;
        await place.Ecs.RunTaskAsync(
            new RunTaskRequest
            {
                ClientToken = "init-test",
                TaskDefinition = arn,
                LaunchType = "FARGATE",
                NetworkConfiguration = new NetworkConfiguration { AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = ["subnet-11111111"] } },
            },
            CancellationToken.None);

        await using var other = new Workplace();
        foreach (var (name, value) in await place.ExportsAsync())
            other.Variables[name] = value;
        var init = (await other.RunAsync("init", "--from", arn[(arn.LastIndexOf('/') + 1)..])).Exited(0);
        Assert.Contains("note: run it: slipway run job:1.0.1", init.Error, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(Path.Combine(other.Folder, "slipway.yaml"), TestContext.Current.CancellationToken);
        Snapshot.Match(System.Text.RegularExpressions.Regex.Replace(text, "nightly:\\d+ and its ECS task [0-9a-f]+", "nightly:N and its ECS task ID", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));

        Assert.Equal("TARGET=prod\n", (await other.RunAsync("run", "job:1.0.1", "--", "env", "TARGET")).Exited(0).Output);
    }

    private const string Existing = """
        {
          "family": "nightly", "cpu": "512", "memory": "1024", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
          "executionRoleArn": "arn:aws:iam::000000000000:role/exec", "taskRoleArn": "arn:aws:iam::000000000000:role/job",
          "containerDefinitions": [
            {
              "name": "job", "image": "000000000000.dkr.ecr.us-east-1.amazonaws.com/job:1.0.1", "essential": true,
              "command": ["say", "hello"], "environment": [{"name": "TARGET", "value": "prod"}],
              "secrets": [{"name": "PASSWORD", "valueFrom": "arn:aws:ssm:us-east-1:000000000000:parameter/job/password"}],
              "stopTimeout": 90, "dockerLabels": {"team": "orders"},
              "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/nightly", "awslogs-create-group": "true", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "job"}}
            }
          ]
        }
        """;
}

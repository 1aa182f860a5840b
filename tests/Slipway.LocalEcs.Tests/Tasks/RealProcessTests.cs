using System.Text.Json.Nodes;
using Slipway.LocalEcs.Tests.Hosting;

namespace Slipway.LocalEcs.Tests.Tasks;

/// <summary>The whole way with real processes: definition, ECS task, output in CloudWatch Logs, exit code, restart.</summary>
public sealed class RealProcessTests : IDisposable
{
    private const string Script =
        """
        #!/bin/sh
        echo "hello $WHO from $ECS_TEST"
        [ -n "$TELL" ] && echo "$ECS_CONTAINER_METADATA_URI_V4"
        while [ -n "$WAIT_FOR" ] && [ ! -e "$WAIT_FOR" ]; do sleep 0.05; done
        echo "done"
        exit ${CODE:-0}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("local-ecs-process-").FullName;
    private readonly string _imagesFile;

    public RealProcessTests()
    {
        var image = Directory.CreateDirectory(Path.Combine(_folder, "image")).FullName;
        var program = Path.Combine(image, "job.sh");
        File.WriteAllText(program, Script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        _imagesFile = Path.Combine(_folder, "images.json");
        File.WriteAllText(_imagesFile, """{"example":{"1.0.0":{"folder":"image","command":["./job.sh"],"environment":{"ECS_TEST":"image"}}}}""");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_process_runs_with_its_environment_and_its_output_is_in_the_logs()
    {
        await using var host = await LocalEcsHost.StartAsync(imagesFile: _imagesFile);
        var arn = await host.Client.RunOneAsync(Definition(), run => run["overrides"] = Environment(("WHO", "you"), ("CODE", "3")));

        var task = await host.WhenStoppedAsync(arn);

        Assert.Equal("process", host.Server.RuntimeName);
        Assert.Equal("EssentialContainerExited", task["stopCode"]!.GetValue<string>());
        Assert.Equal(3, task["containers"]![0]!["exitCode"]!.GetValue<int>());
        Assert.Equal(["hello you from image", "done"], await LogAsync(host, arn));
    }

    [Fact]
    public async Task A_process_outlives_LocalEcs_and_is_found_again()
    {
        var state = Path.Combine(_folder, "state");
        var signal = Path.Combine(_folder, "go");
        string arn;
        await using (var host = await LocalEcsHost.StartAsync(imagesFile: _imagesFile, stateDirectory: state))
        {
            arn = await host.Client.RunOneAsync(Definition(), run => run["overrides"] = Environment(("WHO", "me"), ("CODE", "5"), ("WAIT_FOR", signal)));
            await host.WhenAsync(arn, "RUNNING");
        }

        await using (var host = await LocalEcsHost.StartAsync(imagesFile: _imagesFile, stateDirectory: state))
        {
            await host.WhenAsync(arn, "RUNNING");
            await File.WriteAllTextAsync(signal, "", TestContext.Current.CancellationToken);
            var task = await host.WhenStoppedAsync(arn);
            Assert.Equal(5, task["containers"]![0]!["exitCode"]!.GetValue<int>());
            Assert.Equal(["hello me from image", "done"], await LogAsync(host, arn));
        }
    }

    [Fact]
    public async Task A_process_finds_its_metadata_at_the_address_in_its_environment()
    {
        await using var host = await LocalEcsHost.StartAsync(imagesFile: _imagesFile);
        var signal = Path.Combine(_folder, "go");
        var arn = await host.Client.RunOneAsync(Definition(), run => run["overrides"] = Environment(("TELL", "1"), ("WAIT_FOR", signal)));
        await host.WhenAsync(arn, "RUNNING");
        await File.WriteAllTextAsync(signal, "", TestContext.Current.CancellationToken);
        await host.WhenStoppedAsync(arn);
        var address = (await LogAsync(host, arn)).ElementAt(1);

        using var http = new HttpClient();
        var task = JsonNode.Parse(await http.GetStringAsync(new Uri($"{address}/task"), TestContext.Current.CancellationToken))!;
        Assert.Equal(arn, task["TaskARN"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_image_of_a_folder_is_found_in_ECR()
    {
        await using var host = await LocalEcsHost.StartAsync(imagesFile: _imagesFile);
        var answer = await host.Client.CallAsync(
            "ecr", "AmazonEC2ContainerRegistry_V20150921", "DescribeImages", """{"repositoryName":"example","imageIds":[{"imageTag":"1.0.0"}]}""");
        Assert.StartsWith("sha256:", answer["imageDetails"]![0]!["imageDigest"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_is_stopped_by_StopTask()
    {
        await using var host = await LocalEcsHost.StartAsync(imagesFile: _imagesFile);
        var arn = await host.Client.RunOneAsync(Definition(), run => run["overrides"] = Environment(("WAIT_FOR", Path.Combine(_folder, "never"))));
        await host.WhenAsync(arn, "RUNNING");

        await host.Client.EcsAsync("StopTask", new JsonObject { ["task"] = arn });

        Assert.Equal(143, (await host.WhenStoppedAsync(arn))["containers"]![0]!["exitCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_image_that_no_folder_stands_for_cannot_be_pulled()
    {
        await using var host = await LocalEcsHost.StartAsync(imagesFile: _imagesFile);
        var task = await host.WhenStoppedAsync(await host.Client.RunOneAsync(Definition("example:9.9.9")));
        Assert.Equal("TaskFailedToStart", task["stopCode"]!.GetValue<string>());
        Assert.StartsWith("CannotPullContainerError: ", task["stoppedReason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static JsonObject Definition(string image = "example:1.0.0") => Requests.Definition(
        change: json => json["executionRoleArn"] = "execution",
        changeContainer: json =>
        {
            json.Remove("command");
            json["image"] = image;
            json["logConfiguration"] = new JsonObject
            {
                ["logDriver"] = "awslogs",
                ["options"] = new JsonObject
                {
                    ["awslogs-group"] = "jobs",
                    ["awslogs-region"] = "us-east-1",
                    ["awslogs-stream-prefix"] = "p",
                    ["awslogs-create-group"] = "true",
                },
            };
        });

    private static JsonObject Environment(params (string Name, string Value)[] variables) => new()
    {
        ["containerOverrides"] = new JsonArray(new JsonObject
        {
            ["name"] = "main",
            ["environment"] = new JsonArray([.. variables.Select(variable => new JsonObject { ["name"] = variable.Name, ["value"] = variable.Value })]),
        }),
    };

    private static async Task<IEnumerable<string>> LogAsync(LocalEcsHost host, string arn)
    {
        var request = new JsonObject { ["logGroupName"] = "jobs", ["logStreamName"] = $"p/main/{arn.Split('/')[^1]}", ["startFromHead"] = true };
        var answer = await host.Client.CallAsync("logs", "Logs_20140328", "GetLogEvents", request.ToJsonString());
        return answer["events"]!.AsArray().Select(e => e!["message"]!.GetValue<string>());
    }
}

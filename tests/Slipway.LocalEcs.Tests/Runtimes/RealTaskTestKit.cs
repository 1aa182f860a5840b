using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Tests.Hosting;

namespace Slipway.LocalEcs.Tests.Runtimes;

/// <summary>LocalEcs as a whole over a real runtime: rules, containers, logs, Container Insights, look-ups and metadata together.</summary>
public abstract class RealTaskTestKit : IDisposable
{
    private const string Logs = "Logs_20140328";
    private const string Ecr = "AmazonEC2ContainerRegistry_V20150921";
    private const string ServeVariable = "SLIPWAY_TEST_SERVE";
    private const string ReadyFile = "ready";
    private const int Lines = 200;

    // Half of the lines, a pause in which LocalEcs goes down, the other half.
    private const string Counting = "i=0; while [ $i -lt 200 ]; do echo $i; i=$((i+1)); [ $i -eq 50 ] && sleep 2; done; exit 5";

    private protected string StateDirectory { get; } = Directory.CreateTempSubdirectory("slipway-real-").FullName;

    private protected abstract LocalRuntime Kind { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string? ServeDirectory => Environment.GetEnvironmentVariable(ServeVariable);

    public void Dispose()
    {
        Directory.Delete(StateDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_ECS_task_runs_for_real_and_everything_about_it_can_be_read()
    {
        await using var host = await HostAsync(StateDirectory);
        var images = await host.Client.CallAsync("ecr", Ecr, "DescribeImages", """{"repositoryName":"slipway-test","imageIds":[{"imageTag":"1.0.0"}]}""");
        var digest = (string)images["imageDetails"]![0]!["imageDigest"]!;

        var arn = await host.Client.RunOneAsync(Definition($"123456789012.dkr.ecr.us-east-1.amazonaws.com/slipway-test@{digest}", "echo one; echo two >&2; sleep 0.3; exit 3"));
        var task = await host.WhenStoppedAsync(arn);

        var container = task["containers"]![0]!;
        Assert.Equal((3, digest), ((int)container["exitCode"]!, (string)container["imageDigest"]!));
        Assert.Equal("EssentialContainerExited", (string)task["stopCode"]!);
        Assert.Equal(["one", "two"], (await MessagesAsync(host, arn)).Order(StringComparer.Ordinal));
        var insights = await host.Client.CallAsync("logs", Logs, "FilterLogEvents", $$"""
            {"logGroupName":"/aws/ecs/containerinsights/default/performance","filterPattern":"{ $.TaskId = \"{{IdOf(arn)}}\" && $.Type = \"Task\" }"}
            """);
        var used = JsonNode.Parse((string)Assert.Single(insights["events"]!.AsArray())!["message"]!)!;
        Assert.InRange((int)used["MemoryUtilized"]!, 1, 512);
    }

    [Fact]
    public async Task A_container_reads_its_metadata_where_its_environment_says()
    {
        await using var host = await HostAsync(StateDirectory);
        var arn = await host.Client.RunOneAsync(Definition("localhost/slipway-test:1.0.0", "echo $ECS_CONTAINER_METADATA_URI_V4"));
        await host.WhenStoppedAsync(arn);
        var address = new Uri(Assert.Single(await MessagesAsync(host, arn)));
        using var http = new HttpClient();

        var own = JsonNode.Parse(await http.GetStringAsync(address, Cancel))!;
        var task = JsonNode.Parse(await http.GetStringAsync(new Uri(address + "/task"), Cancel))!;
        using var guessed = await http.GetAsync(new Uri($"{address.GetLeftPart(UriPartial.Authority)}/v4/{IdOf(arn)}"), Cancel);

        Assert.Equal(("main", "STOPPED", 0), ((string)own["Name"]!, (string)own["KnownStatus"]!, (int)own["ExitCode"]!));
        Assert.Equal(arn, (string)task["TaskARN"]!);
        Assert.Equal(404, (int)guessed.StatusCode);
    }

    [Fact]
    public async Task An_image_that_is_not_there_fails_the_start_in_ECS_s_words()
    {
        await using var host = await HostAsync(StateDirectory);

        var arn = await host.Client.RunOneAsync(Definition("123456789012.dkr.ecr.us-east-1.amazonaws.com/slipway-test:9.9.9", "exit 0"));
        var task = await host.WhenStoppedAsync(arn);

        Assert.Equal("TaskFailedToStart", (string)task["stopCode"]!);
        Assert.StartsWith("CannotPullContainerError: ", (string)task["stoppedReason"]!, StringComparison.Ordinal);
        Assert.Contains("slipway-test:9.9.9: not found", (string)task["stoppedReason"]!, StringComparison.Ordinal);
        Assert.Null(task["containers"]![0]!["exitCode"]);
    }

    [Fact]
    public async Task A_restart_of_LocalEcs_loses_neither_the_container_nor_a_line()
    {
        string arn;
        await using (var host = await HostAsync(StateDirectory))
        {
            arn = await host.Client.RunOneAsync(Definition("localhost/slipway-test:1.0.0", Counting));
            await host.WhenAsync(arn, "RUNNING");
        }

        await EndsAsItShouldAsync(arn);
    }

    [Fact]
    public async Task A_LocalEcs_that_is_killed_loses_neither_the_container_nor_a_line()
    {
        if (ServeDirectory is { } directory)
        {
            await ServeUntilKilledAsync(directory);
            return;
        }

        using var watcher = new FileSystemWatcher(StateDirectory, ReadyFile);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Written beside and moved here, so it is whole when it appears.
        watcher.Renamed += (_, _) => ready.TrySetResult();
        watcher.EnableRaisingEvents = true;
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--filter-method", $"{GetType().FullName}.{nameof(A_LocalEcs_that_is_killed_loses_neither_the_container_nor_a_line)}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [ServeVariable] = StateDirectory },
        };
        using (var child = Process.Start(start)!)
        {
            var output = child.StandardOutput.ReadToEndAsync(Cancel);
            Assert.True(
                await Task.WhenAny(ready.Task, output).WaitAsync(Deadlines.Container, Cancel) == ready.Task,
                $"The other process ended early: {(output.IsCompleted ? await output : "")}");
            child.Kill();
            await child.WaitForExitAsync(Cancel);
        }

        await EndsAsItShouldAsync(await File.ReadAllTextAsync(Path.Combine(StateDirectory, ReadyFile), Cancel));
    }

    /// <summary>Makes the image <c>slipway-test:1.0.0</c>.</summary>
    /// <returns>The images file, for a runtime that needs one.</returns>
    private protected abstract Task<string?> MakeImageAsync(string directory);

    /// <summary>The other process: this test again, run by itself.</summary>
    private async Task ServeUntilKilledAsync(string directory)
    {
        await using var host = await HostAsync(directory);
        var arn = await host.Client.RunOneAsync(Definition("localhost/slipway-test:1.0.0", Counting));
        await host.WhenAsync(arn, "RUNNING");
        await File.WriteAllTextAsync(Path.Combine(directory, "written"), arn, Cancel);
        File.Move(Path.Combine(directory, "written"), Path.Combine(directory, ReadyFile));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancel);
    }

    private async Task EndsAsItShouldAsync(string arn)
    {
        await using var host = await HostAsync(StateDirectory);
        var task = await host.WhenStoppedAsync(arn);

        Assert.Equal(5, (int)task["containers"]![0]!["exitCode"]!);
        Assert.Equal(Enumerable.Range(0, Lines).Select(i => i.ToString(CultureInfo.InvariantCulture)), await MessagesAsync(host, arn));
    }

    private async Task<LocalEcsHost> HostAsync(string directory) =>
        await LocalEcsHost.StartAsync(stateDirectory: directory, runtime: Kind, imagesFile: await MakeImageAsync(directory));

    private static JsonObject Definition(string image, string script) => Requests.Definition(
        change: definition => definition["executionRoleArn"] = "arn:aws:iam::000000000000:role/execution",
        changeContainer: container =>
        {
            container["image"] = image;
            container["entryPoint"] = new JsonArray("sh", "-c");
            container["command"] = new JsonArray(script);
            container["stopTimeout"] = 2;
            container["logConfiguration"] = new JsonObject
            {
                ["logDriver"] = "awslogs",
                ["options"] = new JsonObject
                {
                    ["awslogs-group"] = "/slipway/real",
                    ["awslogs-region"] = "us-east-1",
                    ["awslogs-stream-prefix"] = "app",
                    ["awslogs-create-group"] = "true",
                },
            };
        });

    private static async Task<IReadOnlyList<string>> MessagesAsync(LocalEcsHost host, string arn)
    {
        var answer = await host.Client.CallAsync("logs", Logs, "GetLogEvents", $$"""
            {"logGroupName":"/slipway/real","logStreamName":"app/main/{{IdOf(arn)}}","startFromHead":true}
            """);
        return [.. answer["events"]!.AsArray().Select(e => (string)e!["message"]!)];
    }

    private static string IdOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}

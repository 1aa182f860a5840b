using System.Diagnostics;
using Slipway.EndToEnd.Tests.Harness;

namespace Slipway.EndToEnd.Tests.Local;

public sealed class LocalEcsTests : IAsyncDisposable
{
    private readonly Workplace _place = new();

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    [Covers("local-ecs", "--port", "--runtime", "--images", "--secrets", "--registry")]
    public async Task In_the_foreground_it_serves_until_it_is_told_to_end()
    {
        Files();
        await using var registry = new EmptyRegistry();
        var port = Ports.Free();
        await using var server = _place.Start(
            "local-ecs", "--port", $"{port}", "--runtime", "process", "--images", "images.json", "--secrets", "secrets.json", "--registry", registry.Url);
        await server.ErrorAsync($"slipway: ECS on http://127.0.0.1:{port} (process)");
        Assert.Equal("hello\n", (await _place.RunAsync("run", "-e", "local", "job:1", "--", "hello")).Exited(0).Output);
        Assert.Contains("/v2/job/tags/list", registry.Asked, StringComparer.Ordinal);
        Assert.Contains("input.running", (await _place.RunAsync("local-ecs")).Exited(123).Error, StringComparison.Ordinal);

        server.Signal("INT");
        (await server.EndAsync()).Exited(0);
        (await _place.RunAsync("local-ecs", "status")).Exited(1);
    }

    [Fact]
    [Covers("local-ecs start", "--port", "--runtime", "--images", "--secrets", "--registry")]
    [Covers("local-ecs status", "--json", "--exports")]
    [Covers("local-ecs stop")]
    public async Task In_the_background_it_is_started_asked_and_stopped()
    {
        Files();
        var port = Ports.Free();
        var started = (await _place.RunAsync(
            "local-ecs", "start", "--port", $"{port}", "--runtime", "process", "--images", "images.json", "--secrets", "secrets.json", "--registry", "http://127.0.0.1:9")).Exited(0);
        Assert.Contains($"ECS on http://127.0.0.1:{port}", started.Error, StringComparison.Ordinal);
        Assert.Contains("input.running", (await _place.RunAsync("local-ecs", "start")).Exited(123).Error, StringComparison.Ordinal);

        var status = (await _place.RunAsync("local-ecs", "status", "--json")).Exited(0).Json();
        Assert.Equal(("process", $"http://127.0.0.1:{port}"), (status["runtime"]!.GetValue<string>(), status["url"]!.GetValue<string>()));
        Assert.Contains("export AWS_SECRET_ACCESS_KEY=", (await _place.RunAsync("local-ecs", "status", "--exports")).Exited(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", (await _place.RunAsync("local-ecs", "status", "--json")).Output, StringComparison.OrdinalIgnoreCase);

        (await _place.RunAsync("local-ecs", "stop")).Exited(0);
        Assert.Equal("false", (await _place.RunAsync("local-ecs", "status", "--json")).Exited(1).Json()["running"]!.ToJsonString());
        (await _place.RunAsync("local-ecs", "stop")).Exited(0);
    }

    [Fact]
    public async Task The_signing_key_is_its_owners_alone()
    {
        Files();
        (await _place.RunAsync("local-ecs", "start", "--runtime", "process", "--images", "images.json")).Exited(0);
        var folder = Path.Combine(_place.StateFolder, "local-ecs");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(Path.Combine(folder, "server.json")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Mode(folder));
    }

    [Fact]
    public async Task Run_starts_it_in_the_background_with_the_options_it_had_and_says_so()
    {
        Files();
        (await _place.RunAsync("local-ecs", "start", "--runtime", "process", "--images", "images.json")).Exited(0);
        (await _place.RunAsync("local-ecs", "stop")).Exited(0);

        var ended = (await _place.RunAsync("run", "-e", "local", "job:1", "--", "hello")).Exited(0);
        Assert.Equal("hello\n", ended.Output);
        Assert.Matches(@"slipway: started ECS on this machine in the background: http://127\.0\.0\.1:\d+ \(process\); 'slipway local-ecs stop' ends it", ended.Error);
        (await _place.RunAsync("local-ecs", "status")).Exited(0);
    }

    [Fact]
    public async Task Two_runs_at_once_start_one_server()
    {
        Files();
        (await _place.RunAsync("local-ecs", "start", "--runtime", "process", "--images", "images.json")).Exited(0);
        (await _place.RunAsync("local-ecs", "stop")).Exited(0);
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _place.RunAsync("run", "-e", "local", "job:1", "--", "hello")));
        Assert.All(runs, run => Assert.Equal("hello\n", run.Exited(0).Output));
        Assert.Single(runs, run => run.Error.Contains("started ECS on this machine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_was_killed_is_started_anew()
    {
        Files();
        (await _place.RunAsync("local-ecs", "start", "--runtime", "process", "--images", "images.json")).Exited(0);
        var id = (await _place.RunAsync("local-ecs", "status", "--json")).Exited(0).Json()["processId"]!.GetValue<int>();
        using (var server = Process.GetProcessById(id))
        {
            server.Kill();
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await server.WaitForExitAsync(deadline.Token);
        }

        Assert.Equal("hello\n", (await _place.RunAsync("run", "-e", "local", "job:1", "--", "hello")).Exited(0).Output);
    }

    [Theory]
    [InlineData("--runtime: there is no 'procss'. It is one of auto, podman, docker, process. Did you mean 'process'?", "--runtime", "procss")]
    [InlineData("--images: there is no file", "--images", "missing.json")]
    [InlineData("--registry: 'nonsense' is not the address of a registry", "--registry", "nonsense")]
    [InlineData("--port: 70000 is not a port", "--port", "70000")]
    public async Task Wrong_options_are_refused(string message, params string[] options)
    {
        Assert.Contains(message, (await _place.RunAsync(["local-ecs", .. options])).Exited(123).Error, StringComparison.Ordinal);
        Assert.Contains(message, (await _place.RunAsync(["local-ecs", "start", .. options])).Exited(123).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_it_from_starting_in_the_background_is_told_and_not_kept()
    {
        Files();
        (await _place.RunAsync("local-ecs", "start", "--runtime", "process", "--images", "images.json")).Exited(0);
        (await _place.RunAsync("local-ecs", "stop")).Exited(0);

        _place.Write("bad.json", "{");
        var broken = (await _place.RunAsync("local-ecs", "start", "--runtime", "process", "--images", "bad.json")).Exited(123);
        Assert.Contains("LocalEcs could not be started in the background: The images file", broken.Error, StringComparison.Ordinal);
        Assert.Contains("code: local-ecs.images-file", broken.Error, StringComparison.Ordinal);

        _place.Write("gone.json", """{"tz": {"1.0.0": {"folder": "nowhere", "entryPoint": ["./tz"]}}}""");
        var gone = (await _place.RunAsync("local-ecs", "start", "--runtime", "process", "--images", "gone.json")).Exited(123);
        Assert.Contains("names folders that are not there: tz:1.0.0 is ", gone.Error, StringComparison.Ordinal);

        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        Assert.Contains("code: local-ecs.port-in-use", (await _place.RunAsync("local-ecs", "start", "--port", $"{port}", "--runtime", "process")).Exited(120).Error, StringComparison.Ordinal);

        // The options of the last one that ran count, not those of these.
        Assert.Equal("hello\n", (await _place.RunAsync("run", "-e", "local", "job:1", "--", "hello")).Exited(0).Output);
    }

    private void Files()
    {
        _place.Write("job/job", "#!/bin/sh\necho \"$@\"\n", executable: true);
        _place.Write("images.json", """{"job": {"1": {"folder": "job", "entryPoint": ["./job"]}}}""");
        _place.Write("secrets.json", "{}");
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
}

using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tests.Runtimes;

[Collection(nameof(ChangesEnvironment))]
public sealed class RuntimeSelectionTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-selection-").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task An_engine_that_does_not_work_is_passed_over_and_named()
    {
        Program("podman", "echo 'warning: something' >&2; echo 'cannot connect to podman' >&2; exit 125");
        Program("docker", "echo '{\"ServerErrors\":[\"x\"]}'; echo 'Is the docker daemon running?' >&2; exit 1");
        Environment.SetEnvironmentVariable("PATH", $"{_directory}:/usr/bin:/bin");

        await using var selected = await SelectAsync(LocalRuntime.Auto);

        Assert.Equal("process", selected.Runtime.Name);
        Assert.Contains("cannot connect to podman", selected.Why, StringComparison.Ordinal);
        Assert.Contains("Is the docker daemon running?", selected.Why, StringComparison.Ordinal);
        Assert.Contains("apt-get install podman runc", selected.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_engine_plain_processes_run()
    {
        Environment.SetEnvironmentVariable("PATH", _directory);

        await using var selected = await SelectAsync(LocalRuntime.Auto);

        Assert.Equal("process", selected.Runtime.Name);
        Assert.Contains("podman is not installed; docker is not installed", selected.Why, StringComparison.Ordinal);
        Assert.Contains("prove nothing about images", selected.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Docker_runs_where_its_daemon_answers_and_podman_does_not()
    {
        Program("docker", "echo '{\"ServerVersion\":\"27.1\",\"MemoryLimit\":true}'");
        Environment.SetEnvironmentVariable("PATH", $"{_directory}");

        await using var selected = await SelectAsync(LocalRuntime.Auto);

        Assert.Equal("docker", selected.Runtime.Name);
        Assert.Equal("docker 27.1 answers. Chosen because podman is not installed.", selected.Why);
    }

    [Fact]
    public async Task One_that_was_asked_for_by_name_is_not_replaced()
    {
        Environment.SetEnvironmentVariable("PATH", _directory);

        var exception = await Assert.ThrowsAsync<LocalEcsException>(() => SelectAsync(LocalRuntime.Podman));

        Assert.Equal("LOCALECS_RUNTIME_UNAVAILABLE", exception.Code);
        Assert.Contains("podman is not installed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("needs", "containers")]
    public async Task Podman_runs_where_it_can_start_a_container_and_the_way_is_remembered()
    {
        await PodmanImage.EngineAsync();

        await using var selected = await SelectAsync(LocalRuntime.Auto);
        await using var again = await SelectAsync(LocalRuntime.Auto);

        Assert.Equal("podman", selected.Runtime.Name);
        Assert.StartsWith("podman ", selected.Why, StringComparison.Ordinal);
        Assert.Contains(" starts containers", selected.Why, StringComparison.Ordinal);
        Assert.Equal(selected.Why, again.Why);
        Assert.NotNull(await selected.Runtime.PullAsync("localhost/" + RuntimeTestKit.Image, TestContext.Current.CancellationToken));
    }

    private Task<SelectedRuntime> SelectAsync(LocalRuntime runtime) => RuntimeSelection.SelectAsync(
        new() { StateDirectory = _directory, Runtime = runtime }, _directory, TestContext.Current.CancellationToken);

    private void Program(string name, string script)
    {
        var file = Path.Combine(_directory, name);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Slipway.LocalEcs.State;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.State;

public sealed class RestartTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("local-ecs-restart-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Everything_is_there_after_a_restart_and_what_ran_goes_on()
    {
        var time = new ManualTimeProvider();
        string running;
        string stopped;
        await using (var host = await LocalEcsHost.StartAsync(time, stateDirectory: _directory))
        {
            await host.Client.EcsAsync("CreateCluster", """{"clusterName":"mine"}""");
            stopped = await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--exit 5"));
            await host.WhenStoppedAsync(stopped);
            running = await host.Client.RunOneAsync(Requests.Definition("long"), run =>
            {
                run["clientToken"] = "t";
                run["overrides"] = Requests.Simulate("--seconds 60 --exit 7");
            });
            await host.WhenAsync(running, "RUNNING");
        }

        time.Advance(TimeSpan.FromSeconds(10));
        await using (var host = await LocalEcsHost.StartAsync(time, stateDirectory: _directory))
        {
            var clusters = await host.Client.EcsAsync("ListClusters", "{}");
            Assert.Equal(2, clusters["clusterArns"]!.AsArray().Count);
            var again = await host.Client.EcsAsync("RunTask", Requests.Run("long", run =>
            {
                run["clientToken"] = "t";
                run["overrides"] = Requests.Simulate("--seconds 60 --exit 7");
            }));
            Assert.Equal(running, again["tasks"]![0]!["taskArn"]!.GetValue<string>());
            var described = await host.Client.EcsAsync("DescribeTasks", new JsonObject { ["tasks"] = new JsonArray(stopped) });
            Assert.Equal(5, described["tasks"]![0]!["containers"]![0]!["exitCode"]!.GetValue<int>());

            // 50 of the 60 seconds are left.
            await time.ArmedAsync(TimeSpan.FromSeconds(50));
            time.Advance(TimeSpan.FromSeconds(50));
            Assert.Equal(7, (await host.WhenStoppedAsync(running))["containers"]![0]!["exitCode"]!.GetValue<int>());
            Assert.Equal(2, (await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition()))["taskDefinition"]!["revision"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task One_that_was_asked_to_stop_stops_after_the_restart()
    {
        var time = new ManualTimeProvider();
        var delays = new StatusDelays { Deactivating = TimeSpan.FromSeconds(30) };
        string arn;
        await using (var host = await LocalEcsHost.StartAsync(time, delays: delays, stateDirectory: _directory))
        {
            arn = await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--seconds 600"));
            await host.WhenAsync(arn, "RUNNING");
            await host.Client.EcsAsync("StopTask", new JsonObject { ["task"] = arn });
            await host.WhenAsync(arn, "DEACTIVATING");
        }

        await using (var host = await LocalEcsHost.StartAsync(time, stateDirectory: _directory))
        {
            var task = await host.WhenStoppedAsync(arn);
            Assert.Equal("UserInitiated", task["stopCode"]!.GetValue<string>());
            Assert.Equal(143, task["containers"]![0]!["exitCode"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task A_state_directory_has_one_user_and_one_owner()
    {
        var directory = Path.Combine(_directory, "made");
        await using var host = await LocalEcsHost.StartAsync(stateDirectory: directory);

        var exception = await Assert.ThrowsAsync<LocalEcsException>(() => LocalEcsHost.StartAsync(stateDirectory: directory));
        Assert.Equal("LOCALECS_STATE_IN_USE", exception.Code);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
            foreach (var file in Directory.GetFiles(directory))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public void A_state_of_a_newer_program_is_refused()
    {
        StateDatabase.Open(_directory, new StateSchema("area", ["CREATE TABLE a (x)", "CREATE TABLE b (x)"])).Dispose();
        var exception = Assert.Throws<LocalEcsException>(() => StateDatabase.Open(_directory, new StateSchema("area", ["CREATE TABLE a (x)"])));
        Assert.Equal("LOCALECS_STATE_TOO_NEW", exception.Code);
    }

    [Fact]
    public void Steps_run_once_each_and_a_failed_write_leaves_nothing()
    {
        StateDatabase.Open(_directory, new StateSchema("area", ["CREATE TABLE a (x)"])).Dispose();
        using var database = StateDatabase.Open(_directory, new StateSchema("area", ["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y"]));
        Assert.Throws<SqliteException>(() => database.Write(connection =>
        {
            connection.Execute("INSERT INTO a (x, y) VALUES (1, 2)");
            connection.Execute("INSERT INTO nowhere VALUES (1)");
        }));
        Assert.Equal(0L, database.Read(connection => connection.Scalar("SELECT count(*) FROM a")));
    }
}

using System.Text.Json.Nodes;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.Tasks;

public sealed class ClientTokenTests
{
    [Fact]
    public async Task The_same_request_with_the_same_token_answers_the_same_ECS_tasks()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());

        var first = await RunAsync(host, "t");
        var second = await RunAsync(host, "t", run =>
        {
            // The order of members is no difference.
            var launchType = run["launchType"]!.DeepClone();
            run.Remove("launchType");
            run["launchType"] = launchType;
        });

        Assert.Equal(Arns(first), Arns(second));
        Assert.NotEqual(Arns(first), Arns(await RunAsync(host, "u")));
    }

    [Fact]
    public async Task Another_request_with_the_same_token_is_a_conflict_that_names_the_ECS_tasks()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        var first = await RunAsync(host, "t", run => run["count"] = 2);

        var refused = await Assert.ThrowsAsync<AwsCallException>(() => RunAsync(host, "t", run => run["count"] = 3));

        Assert.Equal("ConflictException", refused.Code);
        Assert.Equal(Arns(first), refused.Document["resourceIds"]!.AsArray().Select(id => id!.GetValue<string>()));
    }

    [Fact]
    public async Task Concurrent_requests_with_one_token_start_one_ECS_task()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RunAsync(host, "t")));

        Assert.Single(answers.SelectMany(Arns).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_failure_is_remembered_as_well()
    {
        var time = new ManualTimeProvider();
        var faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Capacity, Times = 1 }] };
        await using var host = await LocalEcsHost.StartAsync(time, faults);
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());

        var first = await RunAsync(host, "t");
        var second = await RunAsync(host, "t");
        Assert.Equal(first["failures"]!.ToJsonString(), second["failures"]!.ToJsonString());
        Assert.Empty(Arns(second));

        time.Advance(TimeSpan.FromMinutes(61));
        Assert.Single(Arns(await RunAsync(host, "t")));
    }

    [Fact]
    public async Task A_repeated_request_is_answered_even_when_the_revision_is_inactive_by_now()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        var first = await RunAsync(host, "t");
        await host.Client.EcsAsync("DeregisterTaskDefinition", """{"taskDefinition":"job:1"}""");
        Assert.Equal(Arns(first), Arns(await RunAsync(host, "t")));
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public async Task A_token_lives_for_an_hour_after_the_ECS_task(int minutesAfterTheEnd, bool same)
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time);
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        var first = await RunAsync(host, "t");
        await host.WhenStoppedAsync(Arns(first).Single());
        time.Advance(TimeSpan.FromMinutes(minutesAfterTheEnd));

        Assert.Equal(same, Arns(first).SequenceEqual(Arns(await RunAsync(host, "t"))));
    }

    [Fact]
    public async Task A_token_lives_for_24_hours_at_most()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time);
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        Action<JsonObject> long2 = run => run["overrides"] = Requests.Simulate("--seconds 200000");
        var first = await RunAsync(host, "t", long2);
        await host.WhenAsync(Arns(first).Single(), "RUNNING");
        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(Arns(first), Arns(await RunAsync(host, "t", long2)));
        time.Advance(TimeSpan.FromHours(2));
        Assert.NotEqual(Arns(first), Arns(await RunAsync(host, "t", long2)));
    }

    private static Task<JsonObject> RunAsync(LocalEcsHost host, string token, Action<JsonObject>? change = null) =>
        host.Client.EcsAsync("RunTask", Requests.Run("job:1", run =>
        {
            run["clientToken"] = token;
            change?.Invoke(run);
        }));

    private static IEnumerable<string> Arns(JsonObject answer) => [.. answer["tasks"]!.AsArray().Select(task => task!["taskArn"]!.GetValue<string>())];
}

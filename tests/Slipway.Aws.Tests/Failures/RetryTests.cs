using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Slipway.Aws.Ecs;
using Slipway.Aws.Tests.Wire;
using Slipway.TestKits.Time;

namespace Slipway.Aws.Tests.Failures;

/// <summary>How often a request is sent, and what is known about it afterwards.</summary>
public sealed class RetryTests
{
    private const string Throttled = """{"__type":"ThrottlingException","message":"Rate exceeded"}""";
    private const string Registered = """{"taskDefinition":{"taskDefinitionArn":"arn:aws:ecs:eu-central-1:1:task-definition/dbt:1"}}""";

    private static readonly RegisterTaskDefinitionRequest Register = new() { Definition = new JsonObject { ["family"] = "dbt" } };
    private static readonly RunTaskRequest Run = new() { TaskDefinition = "dbt:1", ClientToken = "launch-1.1" };

    private readonly ManualTimeProvider _clock = new();
    private readonly RecordedCalls _calls = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> WaysToLoseAnAnswer => ["close", "reset", "cut short", "http 500", "http 503", "unreadable", "silence"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(WaysToLoseAnAnswer))]
    public async Task A_registration_whose_fate_is_unknown_is_sent_once(string loss)
    {
        await using var aws = new FakeAws(Lose(loss));
        using var client = new EcsClient(OptionsFor(aws, loss));

        var failure = await Assert.ThrowsAnyAsync<AwsException>(() => client.RegisterTaskDefinitionAsync(Register, Cancel));

        Assert.True(failure.FateUnknown, failure.ToString());
        Assert.Contains("Whether it took effect is unknown.", failure.Message, StringComparison.Ordinal);
        Assert.Single(aws.Requests);
        Assert.Equal(1, Assert.Single(_calls.All).Attempts);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(WaysToLoseAnAnswer))]
    public async Task Without_retries_a_launch_is_sent_once_also_on_a_connection_used_before(string loss)
    {
        await using var aws = new FakeAws(Reply.Ok("""{"tasks":[]}"""), Lose(loss));
        using var client = new EcsClient(OptionsFor(aws, loss) with { MaxErrorRetry = 0 });
        await client.RunTaskAsync(Run, Cancel);

        var failure = await Assert.ThrowsAnyAsync<AwsException>(() => client.RunTaskAsync(Run, Cancel));

        Assert.True(failure.FateUnknown, failure.ToString());
        Assert.Equal(2, aws.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_registration_is_sent_again_after_throttling()
    {
        await using var aws = new FakeAws(Reply.Error(400, Throttled), Reply.Ok(Registered));
        using var client = new EcsClient(OptionsFor(aws));

        var call = client.RegisterTaskDefinitionAsync(Register, Cancel);
        await WaitOutBackoffsAsync(call);
        await call;

        Assert.Equal(2, aws.Requests.Count);
        Assert.Equal(2, Assert.Single(_calls.All).Attempts);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("close")]
    [InlineData("reset")]
    [InlineData("http 500")]
    [InlineData("cut short")]
    public async Task A_launch_is_sent_again_byte_for_byte(string loss)
    {
        await using var aws = new FakeAws(Lose(loss), Reply.Ok("""{"tasks":[{"taskArn":"arn:task"}]}"""));
        using var client = new EcsClient(OptionsFor(aws));

        var call = client.RunTaskAsync(Run, Cancel);
        await WaitOutBackoffsAsync(call);
        var answer = await call;

        Assert.Equal("arn:task", Assert.Single(answer.Tasks).TaskArn);
        Assert.Equal(2, aws.Requests.Count);
        Assert.Equal(aws.Requests[0].Body, aws.Requests[1].Body);
        Assert.Equal(2, Assert.Single(_calls.All).Attempts);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stored_launch_is_sent_as_it_was_stored()
    {
        await using var aws = new FakeAws(Reply.Ok("""{"tasks":[]}"""));
        using var client = new EcsClient(OptionsFor(aws));
        var stored = "{ \"taskDefinition\":\"dbt:1\",  \"clientToken\":\"launch-1.1\", \"fromAnotherVersion\": 1 }"u8.ToArray();

        await client.RunTaskAsync(stored, Cancel);

        Assert.Equal(stored, Assert.Single(aws.Requests).Body);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("""{"taskDefinition":"dbt:1"}""")]
    [InlineData("""{"taskDefinition":"dbt:1","clientToken":""}""")]
    [InlineData("""{"taskDefinition":"dbt:1","clientToken":"with space"}""")]
    [InlineData("""["clientToken"]""")]
    [InlineData("not json")]
    public async Task A_launch_without_a_token_is_refused_here(string stored)
    {
        await using var aws = new FakeAws(Reply.Ok());
        using var client = new EcsClient(OptionsFor(aws));

        await Assert.ThrowsAsync<ArgumentException>(() => client.RunTaskAsync(System.Text.Encoding.UTF8.GetBytes(stored), Cancel));

        Assert.Empty(aws.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task Throttling_waits_longer_each_time_and_then_gives_up()
    {
        await using var aws = new FakeAws(Reply.Error(400, Throttled));
        using var client = new EcsClient(OptionsFor(aws));

        var call = client.RunTaskAsync(Run, Cancel);
        await WaitOutBackoffsAsync(call);
        var failure = await Assert.ThrowsAsync<AwsThrottlingException>(() => call);

        Assert.False(failure.FateUnknown);
        Assert.Equal(4, aws.Requests.Count);
        Assert.InRange(_clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1 + 2 + 4));
        var observed = Assert.Single(_calls.All);
        Assert.Equal((4, AwsCallOutcome.Throttled, "ThrottlingException"), (observed.Attempts, observed.Outcome, observed.Code));
    }

    [Fact(Timeout = 60_000)]
    public async Task Throttling_is_left_to_a_caller_that_paces_itself_and_nothing_else_is()
    {
        await using var aws = new FakeAws(Lose("close"), Reply.Error(400, Throttled));
        using var client = new EcsClient(OptionsFor(aws) with { RetryThrottling = false });

        var call = client.RunTaskAsync(Run, Cancel);
        await WaitOutBackoffsAsync(call);
        var failure = await Assert.ThrowsAsync<AwsThrottlingException>(() => call);

        Assert.True(failure.FateUnknown, "The first answer was lost.");
        Assert.Equal(2, aws.Requests.Count);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(9, 20)]
    public void Backoff_doubles_up_to_twenty_seconds(int retry, int longestSeconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(longestSeconds), SlipwayRetryPolicy.Backoff(retry, 1));
        Assert.Equal(TimeSpan.Zero, SlipwayRetryPolicy.Backoff(retry, 0));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_refusal_after_a_lost_answer_leaves_the_fate_unknown()
    {
        await using var aws = new FakeAws(Lose("close"), Reply.Error(400, """{"__type":"InvalidParameterException","message":"x"}"""));
        using var client = new EcsClient(OptionsFor(aws));

        var call = client.RunTaskAsync(Run, Cancel);
        await WaitOutBackoffsAsync(call);
        var failure = await Assert.ThrowsAsync<AwsClientFaultException>(() => call);

        Assert.True(failure.FateUnknown);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_refused_connection_certainly_sent_nothing()
    {
        // Bound, so that nobody else gets the port, and not listening.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var aws = new FakeAws(Reply.Ok());
        using var client = new EcsClient(OptionsFor(aws) with { MaxErrorRetry = 0, EndpointUrl = new Uri($"http://{taken.LocalEndPoint}") });

        var failure = await Assert.ThrowsAsync<AwsUnreachableException>(() => client.RegisterTaskDefinitionAsync(Register, Cancel));

        Assert.False(failure.FateUnknown, failure.ToString());
        Assert.Equal("Slipway.Unreachable", failure.Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_registration_never_meets_a_connection_that_the_server_closes_for_idleness()
    {
        await using var aws = new FakeAws(new Reply.Answer(200, Registered) { ThenClose = true });
        using var client = new EcsClient(OptionsFor(aws));

        await client.RegisterTaskDefinitionAsync(Register, Cancel);
        await aws.ClosedAsync(Cancel);
        await client.RegisterTaskDefinitionAsync(Register, Cancel);

        Assert.Equal(2, aws.Requests.Count);
        Assert.All(_calls.All, call => Assert.Equal(1, call.Attempts));
    }

    [Fact(Timeout = 60_000)]
    public async Task No_answer_in_time_is_unreachable_with_unknown_fate()
    {
        await using var aws = new FakeAws(new Reply.Silence());
        using var client = new EcsClient(OptionsFor(aws, "silence") with { MaxErrorRetry = 0 });

        var failure = await Assert.ThrowsAsync<AwsUnreachableException>(() => client.RunTaskAsync(Run, Cancel));

        Assert.True(failure.FateUnknown);
        Assert.Equal("Slipway.TimedOut", failure.Code);
        Assert.Equal(AwsCallOutcome.Unreachable, Assert.Single(_calls.All).Outcome);
    }

    [Fact(Timeout = 60_000)]
    public async Task Cancelling_stays_cancelling()
    {
        await using var aws = new FakeAws(new Reply.Silence());
        using var client = new EcsClient(OptionsFor(aws) with { Timeout = TimeSpan.FromMinutes(5) });
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var call = client.RunTaskAsync(Run, cancel.Token);
        await aws.ArrivalAsync(Cancel);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(AwsCallOutcome.Cancelled, Assert.Single(_calls.All).Outcome);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_observer_sees_a_success()
    {
        await using var aws = new FakeAws(Reply.Ok("""{"tasks":[]}"""));
        using var client = new EcsClient(OptionsFor(aws));

        await client.RunTaskAsync(Run, Cancel);

        var call = Assert.Single(_calls.All);
        Assert.Equal(("ecs", "RunTask", 1, AwsCallOutcome.Succeeded, "request-1"), (call.Service, call.Operation, call.Attempts, call.Outcome, call.RequestId));
    }

    private static Reply Lose(string how) => how switch
    {
        "close" => new Reply.Close(),
        "reset" => new Reply.Reset(),
        "cut short" => new Reply.Answer(200, Registered) { CutShort = true },
        "http 500" => Reply.Error(500, """{"__type":"ServerException","message":"x"}"""),
        "http 503" => Reply.Error(503, "<html>busy</html>"),
        "unreadable" => Reply.Ok("<html>welcome to the hotel</html>"),
        "silence" => new Reply.Silence(),
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };

    // A silent server is given up on soon; everything else answers at once on loopback, however busy the machine is.
    private AwsClientOptions OptionsFor(FakeAws aws, string loss = "") =>
        aws.Options with { TimeProvider = _clock, Observer = _calls, Timeout = TimeSpan.FromSeconds(loss == "silence" ? 0.5 : 30) };

    // Until the call has ended, not timer by timer: full jitter makes some back-offs too short for a timer.
    private async Task WaitOutBackoffsAsync(Task call)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        while (!call.IsCompleted)
        {
            var armed = _clock.WaitForTimersAsync(1, ended.Token);
            if (await Task.WhenAny(call, armed) == call)
                break;
            await armed;
            _clock.AdvanceToNextTimer();
        }

        await ended.CancelAsync();
    }
}

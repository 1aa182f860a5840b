using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Tests.CloudWatchLogs;

public sealed class LogsServiceTests : LogsFixture
{
    private const string Stream = "p/main/1";

    [Fact]
    public async Task A_group_and_a_stream_exist_once()
    {
        await MakeStreamAsync();

        var group = await RefusedAsync("CreateLogGroup", new() { ["logGroupName"] = "/slipway/test" });
        var stream = await RefusedAsync("CreateLogStream", new() { ["logGroupName"] = "/slipway/test", ["logStreamName"] = Stream });

        Assert.Equal(("ResourceAlreadyExistsException", 400), (group.Code, group.StatusCode));
        Assert.Equal("ResourceAlreadyExistsException", stream.Code);
    }

    [Theory]
    [InlineData("CreateLogStream", """{"logGroupName":"/no","logStreamName":"s"}""", "The specified log group does not exist.")]
    [InlineData("DeleteLogGroup", """{"logGroupName":"/no"}""", "The specified log group does not exist.")]
    [InlineData("PutRetentionPolicy", """{"logGroupName":"/no","retentionInDays":1}""", "The specified log group does not exist.")]
    [InlineData("DescribeLogStreams", """{"logGroupName":"/no"}""", "The specified log group does not exist.")]
    [InlineData("FilterLogEvents", """{"logGroupName":"/no"}""", "The specified log group does not exist.")]
    [InlineData("GetLogEvents", """{"logGroupName":"/no","logStreamName":"s"}""", "The specified log group does not exist.")]
    [InlineData("GetLogEvents", """{"logGroupName":"/slipway/test","logStreamName":"no"}""", "The specified log stream does not exist.")]
    [InlineData("PutLogEvents", """{"logGroupName":"/slipway/test","logStreamName":"no","logEvents":[]}""", "The specified log stream does not exist.")]
    [InlineData("FilterLogEvents", """{"logGroupName":"/slipway/test","logStreamNames":["no"]}""", "The specified log stream does not exist.")]
    public async Task What_is_not_there_is_not_found(string operation, string request, string message)
    {
        await MakeStreamAsync();

        var refusal = await RefusedAsync(operation, JsonNode.Parse(request)!.AsObject());

        Assert.Equal("ResourceNotFoundException", refusal.Code);
        Assert.Equal(message, refusal.Message);
    }

    [Theory]
    [InlineData("CreateLogGroup", """{"logGroupName":"a b"}""")]
    [InlineData("CreateLogGroup", """{"logGroupName":"a","logGroupClass":"CHEAP"}""")]
    [InlineData("CreateLogStream", """{"logGroupName":"/slipway/test","logStreamName":"a:b"}""")]
    [InlineData("PutRetentionPolicy", """{"logGroupName":"/slipway/test","retentionInDays":2}""")]
    [InlineData("GetLogEvents", """{"logGroupName":"/slipway/test","logStreamName":"p/main/1","limit":10001}""")]
    [InlineData("GetLogEvents", """{"logGroupName":"/slipway/test","logStreamName":"p/main/1","nextToken":"f/1/s"}""")]
    [InlineData("GetLogEvents", """{"logStreamName":"p/main/1"}""")]
    [InlineData("DescribeLogStreams", """{"logGroupName":"/slipway/test","orderBy":"LastEventTime","logStreamNamePrefix":"p"}""")]
    [InlineData("DescribeLogStreams", """{"logGroupName":"/slipway/test","limit":51}""")]
    [InlineData("FilterLogEvents", """{"logGroupName":"/slipway/test","logStreamNames":["p/main/1"],"logStreamNamePrefix":"p"}""")]
    [InlineData("FilterLogEvents", """{"logGroupName":"/slipway/test","filterPattern":"[a, b]"}""")]
    [InlineData("PutLogEvents", """{"logGroupName":"/slipway/test","logStreamName":"p/main/1","logEvents":[{"timestamp":2,"message":"a"},{"timestamp":1,"message":"b"}]}""")]
    [InlineData("PutLogEvents", """{"logGroupName":"/slipway/test","logStreamName":"p/main/1","logEvents":[{"timestamp":2,"message":""}]}""")]
    public async Task A_wrong_value_is_an_invalid_parameter(string operation, string request)
    {
        await MakeStreamAsync();

        Assert.Equal("InvalidParameterException", (await RefusedAsync(operation, JsonNode.Parse(request)!.AsObject())).Code);
    }

    [Fact]
    public async Task Reading_on_with_the_forward_token_gives_each_event_once_and_then_the_same_token()
    {
        await MakeStreamAsync();
        await PutAsync(Stream, [.. Enumerable.Range(0, 25).Select(i => (Now + (i / 3), $"line {i}"))]);
        var read = new List<string>();
        var request = Get(10, startFromHead: true);

        while (true)
        {
            var answer = await CallAsync("GetLogEvents", request);
            read.AddRange(Messages(answer));
            var token = answer["nextForwardToken"]!.GetValue<string>();
            if (token == (string?)request["nextToken"])
                break;
            request["nextToken"] = token;
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"line {i}"), read);
        await PutAsync(Stream, (Now + 100, "later"));
        Assert.Equal(["later"], Messages(await CallAsync("GetLogEvents", request)));
    }

    [Fact]
    public async Task A_reader_that_began_on_an_empty_stream_sees_the_first_event()
    {
        await MakeStreamAsync();
        var request = Get(10, startFromHead: true);
        var first = await CallAsync("GetLogEvents", request);
        request["nextToken"] = first["nextForwardToken"]!.GetValue<string>();
        var second = await CallAsync("GetLogEvents", request);
        Assert.Equal((string?)request["nextToken"], (string?)second["nextForwardToken"]);

        await PutAsync(Stream, (Now, "first"));

        Assert.Equal(["first"], Messages(await CallAsync("GetLogEvents", request)));
    }

    [Fact]
    public async Task Without_start_from_head_the_latest_events_come_and_the_backward_token_goes_back()
    {
        await MakeStreamAsync();
        await PutAsync(Stream, [.. Enumerable.Range(0, 7).Select(i => (Now + i, $"{i}"))]);

        var latest = await CallAsync("GetLogEvents", Get(3));
        var before = await CallAsync("GetLogEvents", Get(3, token: (string?)latest["nextBackwardToken"]));
        var first = await CallAsync("GetLogEvents", Get(3, token: (string?)before["nextBackwardToken"]));
        var none = await CallAsync("GetLogEvents", Get(3, token: (string?)first["nextBackwardToken"]));
        var again = await CallAsync("GetLogEvents", Get(3, token: (string?)none["nextForwardToken"]));

        Assert.Equal(["4", "5", "6"], Messages(latest));
        Assert.Equal(["1", "2", "3"], Messages(before));
        Assert.Equal(["0"], Messages(first));
        Assert.Empty(Messages(none));
        Assert.Equal((string?)first["nextBackwardToken"], (string?)none["nextBackwardToken"]);
        Assert.Equal(["0", "1", "2"], Messages(again));
    }

    [Fact]
    public async Task The_start_time_is_included_and_the_end_time_is_not_but_is_in_FilterLogEvents()
    {
        await MakeStreamAsync();
        await PutAsync(Stream, (Now, "a"), (Now + 1, "b"), (Now + 2, "c"), (Now + 3, "d"));
        var request = Get(10, startFromHead: true);
        (request["startTime"], request["endTime"]) = (Now + 1, Now + 2);

        Assert.Equal(["b"], Messages(await CallAsync("GetLogEvents", request)));
        Assert.Equal(["b", "c"], Messages(await FilterAsync("", request => (request["startTime"], request["endTime"]) = (Now + 1, Now + 2))));
    }

    [Fact]
    public async Task A_page_holds_at_most_a_megabyte_and_one_event_at_least()
    {
        await MakeStreamAsync();
        var message = new string('x', 200_000);
        for (var i = 0; i < 8; i++)
            await PutAsync(Stream, (Now + i, $"{i}{message}"));

        var first = await CallAsync("GetLogEvents", Get(10_000, startFromHead: true));
        var last = await CallAsync("GetLogEvents", Get(10_000));

        Assert.Equal("01234", string.Concat(Messages(first).Select(text => text[0])));
        Assert.Equal("34567", string.Concat(Messages(last).Select(text => text[0])));
    }

    [Fact]
    public async Task FilterLogEvents_merges_the_streams_by_time_and_pages()
    {
        await MakeStreamAsync();
        await MakeStreamAsync(stream: "q/main/2");
        await PutAsync(Stream, (Now, "one"), (Now + 2, "three"), (Now + 4, "five"));
        await PutAsync("q/main/2", (Now + 1, "two"), (Now + 3, "four"));

        var first = await FilterAsync("", request => request["limit"] = 3);
        var second = await FilterAsync("", request => request["nextToken"] = (string?)first["nextToken"]);

        Assert.Equal(["one", "two", "three"], Messages(first));
        Assert.Equal(["four", "five"], Messages(second));
        Assert.Null(second["nextToken"]);
        Assert.Equal("q/main/2", (string?)second["events"]![0]!["logStreamName"]);
        Assert.Equal(["two", "four"], Messages(await FilterAsync("", request => request["logStreamNamePrefix"] = "q/")));
        Assert.Equal(["one", "three", "five"], Messages(await FilterAsync("", request => request["logStreamNames"] = new JsonArray(Stream))));
    }

    [Fact]
    public async Task Events_too_old_too_new_or_expired_are_rejected_and_the_rest_is_taken()
    {
        await MakeStreamAsync();
        var day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

        var old = await PutAsync(Stream, (Now - (15 * day), "old"));
        var mixed = await PutAsync(Stream, (Now, "fine"), (Now + (3 * 3_600_000), "new"));
        await CallAsync("PutRetentionPolicy", new() { ["logGroupName"] = "/slipway/test", ["retentionInDays"] = 1 });
        var expired = await PutAsync(Stream, (Now - (2 * day), "expired"));

        Assert.Equal("""{"tooOldLogEventEndIndex":1}""", old["rejectedLogEventsInfo"]!.ToJsonString());
        Assert.Equal("""{"tooNewLogEventStartIndex":1}""", mixed["rejectedLogEventsInfo"]!.ToJsonString());
        Assert.Equal("""{"expiredLogEventEndIndex":1}""", expired["rejectedLogEventsInfo"]!.ToJsonString());
        Assert.Equal(["fine"], Messages(await CallAsync("GetLogEvents", Get(10))));
        Time.Advance(TimeSpan.FromDays(2));
        Assert.Empty(Messages(await CallAsync("GetLogEvents", Get(10))));
    }

    [Fact]
    public async Task Groups_and_streams_are_described_in_pages()
    {
        for (var i = 0; i < 5; i++)
            await MakeStreamAsync("/slipway/test", string.Create(CultureInfo.InvariantCulture, $"s{i}"));
        await CallAsync("CreateLogGroup", new() { ["logGroupName"] = "/other" });
        await PutAsync("s1", (Now + 5, "x"));
        await PutAsync("s3", (Now + 9, "x"));

        var groups = await CallAsync("DescribeLogGroups", new() { ["logGroupNamePrefix"] = "/slip" });
        var first = await CallAsync("DescribeLogStreams", new() { ["logGroupName"] = "/slipway/test", ["limit"] = 3 });
        var second = await CallAsync("DescribeLogStreams", new()
        {
            ["logGroupIdentifier"] = "arn:aws:logs:eu-west-1:123456789012:log-group:/slipway/test",
            ["limit"] = 3,
            ["nextToken"] = (string?)first["nextToken"],
        });
        var latest = await CallAsync("DescribeLogStreams", new()
        {
            ["logGroupName"] = "/slipway/test",
            ["orderBy"] = "LastEventTime",
            ["descending"] = true,
            ["limit"] = 2,
        });

        var group = Assert.Single(groups["logGroups"]!.AsArray())!;
        Assert.Equal("arn:aws:logs:eu-west-1:123456789012:log-group:/slipway/test:*", (string?)group["arn"]);
        Assert.Equal(Now, (long?)group["creationTime"]);
        Assert.Equal(["s0", "s1", "s2"], Names(first));
        Assert.Equal(["s3", "s4"], Names(second));
        Assert.Null(second["nextToken"]);
        Assert.Equal(["s3", "s1"], Names(latest));
        Assert.Equal(Now + 9, (long?)latest["logStreams"]![0]!["lastEventTimestamp"]);
    }

    [Fact]
    public async Task A_deleted_group_takes_its_streams_and_events_along()
    {
        await MakeStreamAsync();
        await PutAsync(Stream, (Now, "x"));
        await CallAsync("DeleteLogGroup", new() { ["logGroupName"] = "/slipway/test" });
        await MakeStreamAsync();

        Assert.Empty(Messages(await CallAsync("GetLogEvents", Get(10))));
    }

    [Fact]
    public async Task A_restart_keeps_everything()
    {
        await MakeStreamAsync();
        await PutAsync(Stream, (Now, "kept"));

        Reopen();

        Assert.Equal(["kept"], Messages(await CallAsync("GetLogEvents", Get(10))));
    }

    private static JsonObject Get(int limit, bool startFromHead = false, string? token = null) => new()
    {
        ["logGroupName"] = "/slipway/test",
        ["logStreamName"] = Stream,
        ["limit"] = limit,
        ["startFromHead"] = startFromHead,
        ["nextToken"] = token,
    };

    private static IReadOnlyList<string> Names(JsonObject answer) => [.. answer["logStreams"]!.AsArray().Select(stream => (string)stream!["logStreamName"]!)];

    private Task<JsonObject> FilterAsync(string pattern, Action<JsonObject> change)
    {
        var request = new JsonObject { ["logGroupName"] = "/slipway/test", ["filterPattern"] = pattern };
        change(request);
        return CallAsync("FilterLogEvents", request);
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Aws.Ecs;
using Slipway.Aws.Logs;

namespace Slipway.Aws.Tests.Requests;

/// <summary>How records are read and written beyond their shape.</summary>
public sealed class RecordTests
{
    [Theory]
    [InlineData("1767614400")]
    [InlineData("1767614400.123")]
    [InlineData("1.767614400123E9")]
    [InlineData("\"2026-01-05T12:00:00.123Z\"")]
    [InlineData("\"2026-01-05T13:00:00.123+01:00\"")]
    public void Times_are_read_to_the_millisecond(string written)
    {
        var task = EcsTaskJson.Parse(JsonDocument.Parse($$"""{"taskArn":"a","startedAt":{{written}}}""").RootElement);

        var expected = new DateTimeOffset(2026, 1, 5, 12, 0, 0, written == "1767614400" ? 0 : 123, TimeSpan.Zero);
        Assert.Equal(expected, task.StartedAt);
        Assert.Equal(TimeSpan.Zero, task.StartedAt!.Value.Offset);
    }

    [Fact]
    public void A_launch_survives_being_stored()
    {
        var request = (RunTaskRequest)Sample.Full(typeof(RunTaskRequest));

        var stored = request.ToUtf8Json();

        Assert.Equal(stored.ToArray(), RunTaskRequest.Parse(stored.Span).ToUtf8Json().ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("has space")]
    [InlineData("ümlaut")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_token_that_ECS_would_not_take_is_refused(string token)
    {
        var failure = Assert.Throws<ArgumentException>(() => new RunTaskRequest { TaskDefinition = "a", ClientToken = token }.ToUtf8Json());

        Assert.Contains("clientToken", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registration_is_one_document_with_its_tags_last()
    {
        var request = new RegisterTaskDefinitionRequest
        {
            Definition = JsonNode.Parse("""{"family":"dbt","containerDefinitions":[],"pidMode":null}""")!.AsObject(),
            Tags = [new Tag { Key = "slipway:hash", Value = "h" }],
        };

        Assert.Equal(
            """{"family":"dbt","containerDefinitions":[],"pidMode":null,"tags":[{"key":"slipway:hash","value":"h"}]}""",
            Encoding.UTF8.GetString(request.ToUtf8Json().Span));
        Assert.Equal("dbt", request.Family);
    }

    [Fact]
    public void A_registration_with_tags_of_its_own_is_refused()
    {
        var request = new RegisterTaskDefinitionRequest { Definition = new JsonObject { ["tags"] = new JsonArray() } };

        Assert.Throws<InvalidOperationException>(() => request.ToUtf8Json());
    }

    [Fact]
    public void A_definition_keeps_all_that_AWS_returned()
    {
        var answer = JsonSerializer.Deserialize(
            """{"taskDefinition":{"taskDefinitionArn":"arn:dbt:3","revision":3,"unheardOf":{"a":[1]},"containerDefinitions":[{"name":"main","unheardOf":1}]}}""",
            EcsJson.Default.DescribeTaskDefinitionResponse)!;

        Assert.Equal(3, answer.TaskDefinition.Revision);
        Assert.Equal("main", Assert.Single(answer.TaskDefinition.ContainerDefinitions).Name);
        Assert.Equal("""{"a":[1]}""", answer.TaskDefinition.Raw["unheardOf"]!.ToJsonString());
        Assert.Empty(answer.Tags);
    }

    [Fact]
    public void A_list_that_is_null_is_empty()
    {
        var answer = JsonSerializer.Deserialize("""{"events":null,"nextForwardToken":"f/1"}""", LogsJson.Default.GetLogEventsResponse)!;

        Assert.Empty(answer.Events);
    }

    [Fact]
    public void Log_times_are_milliseconds()
    {
        var answer = JsonSerializer.Deserialize("""{"events":[{"timestamp":1767614400123,"message":"m"}]}""", LogsJson.Default.GetLogEventsResponse)!;

        Assert.Equal(new DateTimeOffset(2026, 1, 5, 12, 0, 0, 123, TimeSpan.Zero), Assert.Single(answer.Events).Timestamp);
    }
}

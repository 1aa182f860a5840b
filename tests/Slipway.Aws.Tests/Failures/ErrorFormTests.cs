using Slipway.Aws.Ecs;
using Slipway.Aws.Tests.Wire;

namespace Slipway.Aws.Tests.Failures;

/// <summary>Every form in which AWS's services word an error becomes the exception that says what it means.</summary>
public sealed class ErrorFormTests
{
    private static readonly DescribeTasksRequest Request = new() { Cluster = "data", Tasks = ["task-1"] };

    [Theory]
    [InlineData(400, """{"__type":"ClusterNotFoundException","message":"Cluster not found."}""", typeof(AwsNotFoundException), "ClusterNotFoundException")]
    [InlineData(400, """{"__type":"com.amazonaws.ecs#ClusterNotFoundException","Message":"x"}""", typeof(AwsNotFoundException), "ClusterNotFoundException")]
    [InlineData(400, """{"__type":"ClusterNotFoundException:http://internal.amazon.com/coral/","message":"x"}""", typeof(AwsNotFoundException), "ClusterNotFoundException")]
    [InlineData(400, """{"__type":"aws.x#ClusterNotFoundException:http://internal/","message":"x"}""", typeof(AwsNotFoundException), "ClusterNotFoundException")]
    [InlineData(400, """{"code":"RepositoryNotFoundException","message":"x"}""", typeof(AwsNotFoundException), "RepositoryNotFoundException")]
    [InlineData(400, """{"__type":"ParameterNotFound"}""", typeof(AwsNotFoundException), "ParameterNotFound")]
    [InlineData(400, """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"x"}""", typeof(AwsNotFoundException), "QueueDoesNotExist")]
    [InlineData(400, """{"__type":"ClientException","message":"x"}""", typeof(AwsClientFaultException), "ClientException")]
    [InlineData(400, """{"__type":"LimitExceededException","message":"x"}""", typeof(AwsClientFaultException), "LimitExceededException")]
    [InlineData(400, """{"__type":"ResourceAlreadyExistsException","message":"x"}""", typeof(AwsConflictException), "ResourceAlreadyExistsException")]
    [InlineData(400, """{"__type":"AccessDeniedException","Message":"x"}""", typeof(AwsAccessDeniedException), "AccessDeniedException")]
    [InlineData(403, """{"__type":"UnrecognizedClientException","message":"x"}""", typeof(AwsCredentialsException), "UnrecognizedClientException")]
    [InlineData(400, """{"__type":"ExpiredTokenException","message":"x"}""", typeof(AwsCredentialsException), "ExpiredTokenException")]
    [InlineData(404, "<html>nothing here</html>", typeof(AwsClientFaultException), "Http404")]
    [InlineData(400, "", typeof(AwsClientFaultException), "Http400")]
    [InlineData(400, "[1]", typeof(AwsClientFaultException), "Http400")]
    public async Task A_refusal_did_not_happen(int status, string body, Type expected, string code)
    {
        await using var aws = new FakeAws(Reply.Error(status, body));
        using var client = new EcsClient(aws.Options);

        var failure = await Assert.ThrowsAsync(expected, () => client.DescribeTasksAsync(Request, TestContext.Current.CancellationToken));

        var exception = Assert.IsAssignableFrom<AwsException>(failure);
        Assert.Equal(code, exception.Code);
        Assert.Equal("ecs", exception.Service);
        Assert.Equal("DescribeTasks", exception.Operation);
        Assert.Equal(status, (int)exception.StatusCode!);
        Assert.Equal("request-1", exception.RequestId);
        Assert.False(exception.FateUnknown);
        Assert.Single(aws.Requests);
    }

    [Fact]
    public async Task The_header_names_the_error_when_the_body_does_not()
    {
        await using var aws = new FakeAws(Reply.Error(400, """{"message":"no such cluster"}""", ("x-amzn-ErrorType", "ClusterNotFoundException:http://internal/")));
        using var client = new EcsClient(aws.Options);

        var failure = await Assert.ThrowsAsync<AwsNotFoundException>(() => client.DescribeTasksAsync(Request, TestContext.Current.CancellationToken));

        Assert.Equal("ClusterNotFoundException", failure.Code);
        Assert.Equal("ecs:DescribeTasks (task-1) failed: ClusterNotFoundException: no such cluster. [request request-1]", failure.Message);
    }

    [Theory]
    [InlineData("AccessDeniedException", "Allow ecs:DescribeTasks to this principal")]
    [InlineData("ExpiredTokenException", "Log in again")]
    [InlineData("UnrecognizedClientException", "Check the access key")]
    public async Task Messages_say_what_to_do(string code, string step)
    {
        await using var aws = new FakeAws(Reply.Error(400, $$"""{"__type":"{{code}}","message":"User: x is not allowed"}"""));
        using var client = new EcsClient(aws.Options);

        var failure = await Assert.ThrowsAnyAsync<AwsException>(() => client.DescribeTasksAsync(Request, TestContext.Current.CancellationToken));

        Assert.Contains(step, failure.Message, StringComparison.Ordinal);
        Assert.Contains("User: x is not allowed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_names_the_ECS_tasks_that_exist()
    {
        const string Body = """{"__type":"ConflictException","message":"The client token was used","resourceIds":["arn:aws:ecs:x:1:task/a","arn:aws:ecs:x:1:task/b"]}""";
        await using var aws = new FakeAws(Reply.Error(400, Body));
        using var client = new EcsClient(aws.Options);
        var request = new RunTaskRequest { TaskDefinition = "dbt:1", ClientToken = "launch-1.1" };

        var failure = await Assert.ThrowsAsync<AwsConflictException>(() => client.RunTaskAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(["arn:aws:ecs:x:1:task/a", "arn:aws:ecs:x:1:task/b"], failure.ResourceIds);
    }

    [Fact]
    public async Task Chunked_errors_are_read_whole()
    {
        await using var aws = new FakeAws(new Reply.Answer(400, """{"__type":"ClusterNotFoundException","message":"a rather long reason"}""") { ChunkSize = 3 });
        using var client = new EcsClient(aws.Options);

        var failure = await Assert.ThrowsAsync<AwsNotFoundException>(() => client.DescribeTasksAsync(Request, TestContext.Current.CancellationToken));

        Assert.Contains("a rather long reason", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chunked_answers_are_read_whole()
    {
        await using var aws = new FakeAws(new Reply.Answer(200, """{"tasks":[{"taskArn":"arn:1","lastStatus":"RUNNING","surprise":{"new":[1]}}],"failures":[]}""") { ChunkSize = 3 });
        using var client = new EcsClient(aws.Options);

        var answer = await client.DescribeTasksAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal("RUNNING", Assert.Single(answer.Tasks).LastStatus);
    }
}

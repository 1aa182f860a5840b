using System.Net;

namespace Slipway.Aws;

/// <summary>One finished call to AWS, for counting and measuring. It holds no request or answer.</summary>
public sealed record AwsCall
{
    /// <summary>The service as IAM calls it: <c>ecs</c>, <c>logs</c>, <c>ecr</c>, <c>ssm</c>, <c>secretsmanager</c>, <c>sqs</c>, <c>sts</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The operation, for example <c>RunTask</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>How many requests were sent: more than one after retries, zero when none could be signed.</summary>
    public required int Attempts { get; init; }

    /// <summary>How it ended.</summary>
    public required AwsCallOutcome Outcome { get; init; }

    /// <summary>How long it took, retries and their waits included.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The error's code; null after a success.</summary>
    public string? Code { get; init; }

    /// <summary>The last HTTP status; null without an answer.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>AWS's id of the last request; null without an answer.</summary>
    public string? RequestId { get; init; }
}

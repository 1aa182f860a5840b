using System.Net;

namespace Slipway.Aws;

/// <summary>What is known about a call that failed; every <see cref="AwsException"/> is made of one.</summary>
public sealed record AwsError
{
    /// <summary>The service as IAM calls it: <c>ecs</c>, <c>logs</c>, <c>ecr</c>, <c>ssm</c>, <c>secretsmanager</c>, <c>sqs</c>, <c>sts</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The operation, for example <c>RunTask</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>AWS's code without namespace, for example <c>ClusterNotFoundException</c>; <c>Slipway.…</c> when no answer came.</summary>
    public required string Code { get; init; }

    /// <summary>The reason in AWS's words, or in ours when no answer came.</summary>
    public required string Reason { get; init; }

    /// <summary>What the call was about, for people: a cluster, a queue, a secret's name. Never a value.</summary>
    public string? Target { get; init; }

    /// <summary>AWS's id of the request; null without an answer.</summary>
    public string? RequestId { get; init; }

    /// <summary>The HTTP status; null without an answer.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>
    /// Set when the call, or an earlier try of it, may have taken effect although it failed. Server faults and lost answers set it by themselves.
    /// </summary>
    public bool FateUnknown { get; init; }
}

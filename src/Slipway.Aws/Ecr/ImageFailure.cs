namespace Slipway.Aws.Ecr;

/// <summary>Why an image was not returned.</summary>
public sealed record ImageFailure
{
    /// <summary>What was asked for.</summary>
    public ImageIdentifier? ImageId { get; init; }

    /// <summary><c>ImageNotFound</c>, <c>InvalidImageTag</c>…</summary>
    public string? FailureCode { get; init; }

    /// <summary>The reason, for people.</summary>
    public string? FailureReason { get; init; }
}

namespace Slipway.Aws.Ecr;

/// <summary>Which images to list.</summary>
public sealed record ImageFilter
{
    /// <summary><c>TAGGED</c>, <c>UNTAGGED</c> or <c>ANY</c>.</summary>
    public string? TagStatus { get; init; }

    /// <summary><c>ACTIVE</c>, <c>ARCHIVED</c>, <c>ACTIVATING</c> or <c>ANY</c>.</summary>
    public string? ImageStatus { get; init; }
}

namespace Slipway.Aws.Ecr;

/// <summary>A page of images.</summary>
public sealed record DescribeImagesResponse
{
    /// <summary>The images.</summary>
    public IReadOnlyList<ImageDetail> ImageDetails { get; init => field = value ?? []; } = [];

    /// <summary>More to come when set.</summary>
    public string? NextToken { get; init; }
}

namespace Slipway.Aws.Ecr;

/// <summary>A page of images.</summary>
public sealed record ListImagesResponse
{
    /// <summary>The images, once per tag.</summary>
    public IReadOnlyList<ImageIdentifier> ImageIds { get; init => field = value ?? []; } = [];

    /// <summary>More to come when set.</summary>
    public string? NextToken { get; init; }
}

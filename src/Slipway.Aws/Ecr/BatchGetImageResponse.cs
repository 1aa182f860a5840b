namespace Slipway.Aws.Ecr;

/// <summary>The manifests found, and what was not.</summary>
public sealed record BatchGetImageResponse
{
    /// <summary>The images.</summary>
    public IReadOnlyList<Image> Images { get; init => field = value ?? []; } = [];

    /// <summary>What was not found.</summary>
    public IReadOnlyList<ImageFailure> Failures { get; init => field = value ?? []; } = [];
}

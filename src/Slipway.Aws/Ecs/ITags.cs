namespace Slipway.Aws.Ecs;

/// <summary>Tags of ECS resources. Every operation fails with an <see cref="AwsException"/>.</summary>
public interface ITags
{
    /// <summary>Adds or replaces tags.</summary>
    Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken);

    /// <summary>Removes tags.</summary>
    Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken);

    /// <summary>Reads tags.</summary>
    Task<ListTagsForResourceResponse> ListTagsForResourceAsync(ListTagsForResourceRequest request, CancellationToken cancellationToken);
}

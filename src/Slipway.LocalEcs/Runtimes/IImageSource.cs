namespace Slipway.LocalEcs.Runtimes;

/// <summary>Where the ECR look-ups find repositories, tags and digests: local images, a plain OCI registry, or folders mapped to images.</summary>
internal interface IImageSource
{
    /// <summary>The images of one repository. Empty when this source has none.</summary>
    /// <param name="repository">The repository's name without a registry, such as <c>team/dbt-model</c>.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    Task<IReadOnlyList<StoredImage>> ListAsync(string repository, CancellationToken cancellationToken);

    /// <summary>The names of all repositories of this source.</summary>
    Task<IReadOnlyList<string>> ListRepositoriesAsync(CancellationToken cancellationToken);
}

/// <summary>An image of a repository.</summary>
/// <param name="Repository">The repository's name without a registry.</param>
/// <param name="Digest">The digest of the manifest or index.</param>
/// <param name="Tags">The tags that point at it.</param>
/// <param name="PushedAt">When it was made or pushed.</param>
/// <param name="SizeBytes">Its size in bytes; 0 when unknown.</param>
/// <param name="MediaType">The manifest's media type.</param>
/// <param name="Manifest">The manifest's text.</param>
internal sealed record StoredImage(
    string Repository, string Digest, IReadOnlyList<string> Tags, DateTimeOffset PushedAt, long SizeBytes, string MediaType, string Manifest);

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

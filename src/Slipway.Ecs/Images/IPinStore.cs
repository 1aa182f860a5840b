namespace Slipway.Ecs.Images;

/// <summary>Remembers which digest a version stood for, so that a tag that moves is noticed.</summary>
public interface IPinStore
{
    /// <summary>Notes what a version stands for now.</summary>
    /// <param name="image">Registry and repository, such as <c>ghcr.io/org/app</c>.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="digest">Its digest now.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The digest that it stood for before, when that was another one; null when it is new or the same.</returns>
    Task<string?> RememberAsync(string image, string tag, string digest, CancellationToken cancellationToken);
}

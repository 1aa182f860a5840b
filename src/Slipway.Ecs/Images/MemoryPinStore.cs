using System.Collections.Concurrent;

namespace Slipway.Ecs.Images;

/// <summary>Remembers pins as long as the process lives.</summary>
public sealed class MemoryPinStore : IPinStore
{
    private readonly ConcurrentDictionary<(string Image, string Tag), string> _digests = new();

    /// <inheritdoc/>
    public Task<string?> RememberAsync(string image, string tag, string digest, CancellationToken cancellationToken)
    {
        string? before = null;
        _digests.AddOrUpdate((image, tag), digest, (_, known) =>
        {
            before = known == digest ? null : known;
            return digest;
        });
        return Task.FromResult(before);
    }
}

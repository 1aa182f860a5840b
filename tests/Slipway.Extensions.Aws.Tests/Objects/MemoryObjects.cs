using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Slipway.Extensions.Aws.Objects;
using Slipway.Results;

namespace Slipway.Extensions.Aws.Tests.Objects;

/// <summary>A bucket in memory with S3's rules of conditional writes, whose calls may be held, lost or answered twice.</summary>
internal sealed class MemoryObjects : IObjects
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (byte[] Content, int Version)> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, byte[]>> _uploads = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _calls = new();
    private int _versions;

    /// <summary>Asked before each call, by its name and key (<c>put runs/run-1/log/0000000001</c>).</summary>
    public Func<string, Task<Fate>> Fates { get; set; } = static _ => Task.FromResult(Fate.Answered);

    /// <summary>All calls in their order.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (_gate)
                return [.. _objects.Keys];
        }
    }

    /// <summary>Uploads that were neither completed nor aborted.</summary>
    public int OpenUploads
    {
        get
        {
            lock (_gate)
                return _uploads.Count;
        }
    }

    public byte[] this[string key]
    {
        get
        {
            lock (_gate)
                return _objects[key].Content;
        }

        set
        {
            lock (_gate)
                _objects[key] = (value, ++_versions);
        }
    }

    public void Delete(string key)
    {
        lock (_gate)
            Assert.True(_objects.Remove(key), $"There is no {key}.");
    }

    public async Task<bool> PutAsync(string key, ReadOnlyMemory<byte> content, bool onlyNew, CancellationToken cancellationToken)
    {
        var fate = await BeginAsync($"put {key}");
        lock (_gate)
        {
            if (onlyNew && _objects.ContainsKey(key))
                return false;
            _objects[key] = (content.ToArray(), ++_versions);
        }

        return fate switch
        {
            Fate.AnswerLost => throw Lost(),
            Fate.SentTwice => !onlyNew,
            _ => true,
        };
    }

    public async Task<FoundObject?> GetAsync(string key, ObjectRange? range, CancellationToken cancellationToken)
    {
        await BeginAsync($"get {key}");
        (byte[] Content, int Version) found;
        lock (_gate)
        {
            if (!_objects.TryGetValue(key, out found))
                return null;
        }

        var version = found.Version.ToString(CultureInfo.InvariantCulture);
        if (range is not { } part)
            return new FoundObject(found.Content, found.Content.Length, version);
        Assert.True(part.Version is null || part.Version == version, "It was changed while it was read.");
        var offset = (int)Math.Min(part.Offset, found.Content.Length);
        return new FoundObject(found.Content.AsMemory(offset, (int)Math.Min(part.Length, found.Content.Length - offset)), found.Content.Length, version);
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BeginAsync($"list {prefix}");
        foreach (var key in Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
            yield return key;
    }

    public async Task<string> BeginUploadAsync(string key, CancellationToken cancellationToken)
    {
        await BeginAsync($"begin {key}");
        lock (_gate)
            _uploads.Add(key, []);
        return key;
    }

    public async Task<UploadedPart> UploadPartAsync(string key, string upload, int number, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await BeginAsync($"part {number} {key}");
        lock (_gate)
            _uploads[upload][number] = content.ToArray();
        return new UploadedPart(number, $"tag-{number}", Checksum: null);
    }

    public async Task CompleteUploadAsync(string key, string upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken)
    {
        await BeginAsync($"complete {key}");
        lock (_gate)
        {
            _uploads.Remove(upload, out var stored);
            Assert.Equal(stored!.Keys, parts.Select(part => part.Number));
            Assert.All(stored.Values.SkipLast(1), part => Assert.True(part.Length >= 5 * 1024 * 1024, "S3 takes no smaller part."));
            _objects[key] = ([.. stored.Values.SelectMany(part => part)], ++_versions);
        }
    }

    public async Task AbortUploadAsync(string key, string upload, CancellationToken cancellationToken)
    {
        await BeginAsync($"abort {key}");
        lock (_gate)
            _uploads.Remove(upload);
    }

    private static ResultStoreException Lost() => new("results.not-written", "The answer got lost.");

    private async Task<Fate> BeginAsync(string call)
    {
        _calls.Enqueue(call);
        var fate = await Fates(call);
        return fate == Fate.RequestLost ? throw Lost() : fate;
    }
}

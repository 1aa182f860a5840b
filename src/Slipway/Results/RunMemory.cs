using System.Runtime.InteropServices;
using System.Text;
using Slipway.Execution;
using Slipway.Runtime;

namespace Slipway.Results;

/// <summary>What a flow run remembers: finds recorded results for calls, and records new ones.</summary>
internal sealed class RunMemory
{
    /// <summary>JSON above this size is stored beside the records, which stay quick to read at the next launch.</summary>
    public const int LargestInline = 256 * 1024;

    private readonly RunContext _context;
    private readonly IResultStore _store;
    private readonly IRunResults _results;
    private readonly ResultJson _json;
    private readonly Lock _gate = new();
    private readonly Dictionary<ResultKey, SlotSet> _recorded = [];
    private readonly HashSet<(string, string)> _told = [];

    public RunMemory(RunContext context, IResultStore store, IRunResults results)
    {
        _context = context;
        _store = store;
        _results = results;
        _json = ResultJson.For(context.Options.Json);
        foreach (var slot in results.Recorded)
            Remember(slot);
    }

    /// <summary>The place of the flow itself.</summary>
    public KeyedCall Root() => new(new RecordedSlot(TaskKeys.OfFlow(_context.FlowRunId), 0), default, isRecorded: false);

    /// <summary>The place of a call; null, and a warning, when its inputs have no key: then it runs again after a failure.</summary>
    public KeyedCall? Place<TCall>(TaskRun run, in TCall call)
        where TCall : struct, ITaskCall
    {
        // What an unknown call calls is unknown as well: two of them can't be told apart.
        if (run.Caller?.Keyed is not { } caller)
            return null;
        if (TaskKeys.Of(in call, run.Definition!, caller.Slot, _context.Options.Json, out var problem) is not { } keys)
        {
            Warn(run, $"{run.Definition!.Name} runs again when this run is resumed: {problem}.");
            return null;
        }

        SlotSet recorded;
        lock (_gate)
            recorded = _recorded.GetValueOrDefault(keys.Key);
        return caller.Take(keys.Key, keys.Between, in recorded);
    }

    /// <summary>The result of an earlier try, or of another run; nothing when there is none that can be used.</summary>
    public async ValueTask<(bool Found, T Value)> FindAsync<T>(TaskRun run)
    {
        var keyed = run.Keyed!;
        if (keyed.IsRecorded && run.Policy.IsRecorded)
        {
            var content = await _results.ReadAsync(keyed.Slot, run.Offered);
            var (found, value) = await OpenAsync<T>(run, content);
            if (found)
                return (true, value);
        }

        if (!run.Policy.IsCached || _context.Options.RefreshCache || typeof(T) == typeof(Stream))
            return default;
        if (await _store.FindCachedAsync(keyed.Between, _context.Clock.GetUtcNow(), run.Offered) is not { } cached || !_json.TryRead<T>(cached.Span, out var kept))
            return default;
        // It may expire before a resume, which must go the same way.
        if (run.Policy.IsRecorded)
            await RecordJsonAsync(keyed.Slot, cached, run.Offered);
        return (true, kept);
    }

    /// <summary>Records a result. When it returns, the result is durable.</summary>
    /// <returns>The result for the caller: of a stream, the recorded one from its beginning.</returns>
    public async ValueTask<T> KeepAsync<T>(TaskRun run, T result)
    {
        var keyed = run.Keyed!;
        var policy = run.Policy;
        if (!policy.IsRecorded && !policy.IsCached)
            return result;
        if (typeof(T) == typeof(Stream) && result is Stream stream)
            return policy.IsRecorded ? (T)(object)await KeepStreamAsync(keyed.Slot, stream) : result;
        if (_json.TryWrite(result, out var problem) is not { } json)
        {
            Warn(run, $"{run.Definition!.Name} runs again when this run is resumed: its result can't be recorded: {problem}.");
            return result;
        }

        // Whoever cancels now is too late: the work is done.
        if (policy.IsRecorded)
            await RecordJsonAsync(keyed.Slot, json, CancellationToken.None);
        if (policy.IsCached)
            await _store.CacheAsync(keyed.Between, json, _context.Clock.GetUtcNow() + policy.CacheExpiry, CancellationToken.None);
        return result;
    }

    public ValueTask CloseAsync() => _results.DisposeAsync();

    private async ValueTask<(bool Found, T Value)> OpenAsync<T>(TaskRun run, ReadOnlyMemory<byte> content)
    {
        var kind = content.IsEmpty ? default : (ContentKind)content.Span[0];
        var rest = content.Length > 0 ? content[1..] : content;
        switch (kind)
        {
            case ContentKind.Json when _json.TryRead<T>(rest.Span, out var value):
                return (true, value);
            case ContentKind.LargeJson:
                await using (var stream = await _results.OpenLargeAsync(Encoding.UTF8.GetString(rest.Span), run.Offered))
                {
                    using var copy = new MemoryStream();
                    await stream.CopyToAsync(copy, run.Offered);
                    if (_json.TryRead<T>(copy.GetBuffer().AsSpan(0, (int)copy.Length), out var large))
                        return (true, large);
                }

                break;
            case ContentKind.Stream when typeof(T) == typeof(Stream):
                return (true, (T)(object)await _results.OpenLargeAsync(Encoding.UTF8.GetString(rest.Span), run.Offered));
        }

        Warn(run, $"The recorded result of {run.Definition!.Name} is no {typeof(T).Name} any more, so it runs again. Give the task another Version when its result changes.");
        return default;
    }

    private async ValueTask<Stream> KeepStreamAsync(RecordedSlot slot, Stream stream)
    {
        string name;
        await using (stream)
            name = await _results.WriteLargeAsync(slot, stream, CancellationToken.None);
        await RecordAsync(slot, ContentKind.Stream, Encoding.UTF8.GetBytes(name), CancellationToken.None);
        return await _results.OpenLargeAsync(name, CancellationToken.None);
    }

    private async ValueTask RecordJsonAsync(RecordedSlot slot, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        if (json.Length <= LargestInline)
        {
            await RecordAsync(slot, ContentKind.Json, json, cancellationToken);
            return;
        }

        MemoryMarshal.TryGetArray(json, out var bytes);
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        var name = await _results.WriteLargeAsync(slot, stream, cancellationToken);
        await RecordAsync(slot, ContentKind.LargeJson, Encoding.UTF8.GetBytes(name), cancellationToken);
    }

    private async ValueTask RecordAsync(RecordedSlot slot, ContentKind kind, ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        var content = new byte[rest.Length + 1];
        content[0] = (byte)kind;
        rest.CopyTo(content.AsMemory(1));
        await _results.RecordAsync(slot, content, cancellationToken);
        Remember(slot);
    }

    private void Remember(RecordedSlot slot)
    {
        lock (_gate)
            CollectionsMarshal.GetValueRefOrAddDefault(_recorded, slot.Key, out _).Add(slot.Slot);
    }

    private void Warn(TaskRun run, string message)
    {
        lock (_gate)
        {
            if (!_told.Add((run.Definition!.Id, message)))
                return;
        }

        ResultLog.Warn(run.Logger, message);
    }
}

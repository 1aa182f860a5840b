using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.Runtime;

namespace Slipway.Results;

/// <summary>Makes keys. Each part goes into the hash with its length, so that no two lists of parts read alike.</summary>
internal sealed class TaskKeys : IDisposable
{
    [ThreadStatic]
    private static TaskKeys? _present;

    private readonly ArrayBufferWriter<byte> _written = new(512);
    private readonly ArrayBufferWriter<byte> _canonical = new(512);
    private readonly ArrayBufferWriter<byte> _parts = new(512);
    private readonly Utf8JsonWriter _writer;
    private bool _isUsed;

    private TaskKeys() => _writer = new Utf8JsonWriter(_written, new JsonWriterOptions { SkipValidation = true, MaxDepth = 1_000 });

    /// <summary>The key of the flow itself.</summary>
    public static ResultKey OfFlow(string flowRunId) => With(keys => keys.Add("slipway.flow.1").Add(flowRunId).Key());

    /// <summary>The key of a call, and that of its result between runs.</summary>
    /// <param name="call">The call.</param>
    /// <param name="task">The task.</param>
    /// <param name="caller">The key and slot of what calls it.</param>
    /// <param name="options">How inputs are written.</param>
    /// <param name="problem">Why there is none.</param>
    public static (ResultKey Key, ResultKey Between)? Of<TCall>(in TCall call, TaskDefinition task, RecordedSlot caller, JsonSerializerOptions options, out string? problem)
        where TCall : struct, ITaskCall
    {
        var keys = Rent();
        try
        {
            keys._written.ResetWrittenCount();
            keys._canonical.ResetWrittenCount();
            keys._writer.Reset(keys._written);
            var visitor = new InputVisitor(KeyJson.For(options), keys._writer);
            keys._writer.WriteStartArray();
            call.Visit(ref visitor);
            problem = visitor.Problem;
            if (problem is not null)
                return null;
            keys._writer.WriteEndArray();
            keys._writer.Flush();
            CanonicalInputs.Write(keys._written.WrittenSpan, keys._canonical);

            var key = keys.Add("slipway.task.1").Add(caller).Add(task.Id).Add(task.Version).Add(keys._canonical.WrittenSpan).Key();
            var between = task.Settings.Cache == CachePolicy.Inputs
                ? keys.Add("slipway.cache.1").Add(task.Id).Add(task.Version).Add(keys._canonical.WrittenSpan).Key()
                : default;
            return (key, between);
        }
        finally
        {
            keys._isUsed = false;
        }
    }

    /// <summary>The idempotency key of a task run: 32 hexadecimal digits.</summary>
    public static string Idempotency(string flowRunId, RecordedSlot slot) =>
        With(keys => keys.Add("slipway.idempotency.1").Add(flowRunId).Add(slot).Key()).ToString()[..32];

    /// <summary>The idempotency key of a task run that nothing is recorded of: it holds for its attempts only.</summary>
    public static string Idempotency(string flowRunId, string launch, long taskRunId) =>
        With(keys => keys.Add("slipway.idempotency.1").Add(flowRunId).Add(launch).Add(taskRunId.ToString()).Key()).ToString()[..32];

    public void Dispose() => _writer.Dispose();

    private static TaskKeys Rent()
    {
        // A converter of the author's may itself call a task.
        var keys = _present is { _isUsed: false } present ? present : _present = new TaskKeys();
        keys._isUsed = true;
        return keys;
    }

    private static T With<T>(Func<TaskKeys, T> make)
    {
        var keys = Rent();
        try
        {
            return make(keys);
        }
        finally
        {
            keys._isUsed = false;
        }
    }

    private TaskKeys Add(string part)
    {
        Span<byte> small = stackalloc byte[512];
        var count = Encoding.UTF8.GetByteCount(part);
        var bytes = count <= small.Length ? small[..count] : new byte[count];
        Encoding.UTF8.GetBytes(part, bytes);
        return Add(bytes);
    }

    private TaskKeys Add(RecordedSlot slot)
    {
        Span<byte> bytes = stackalloc byte[ResultKey.Size + 4];
        slot.Key.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[ResultKey.Size..], slot.Slot);
        return Add(bytes);
    }

    private TaskKeys Add(ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_parts.GetSpan(4), part.Length);
        _parts.Advance(4);
        _parts.Write(part);
        return this;
    }

    private ResultKey Key()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_parts.WrittenSpan, hash);
        _parts.ResetWrittenCount();
        return ResultKey.From(hash);
    }
}

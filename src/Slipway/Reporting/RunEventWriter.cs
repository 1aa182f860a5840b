using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Reporting;

/// <summary>
/// Writes events as <see cref="RunEventJson"/> would, ten times as fast where it matters: a tracked call makes three of them, and a writer that falls behind
/// makes events live long. Tests hold the two against each other.
/// </summary>
internal sealed class RunEventWriter : IDisposable
{
    // Without the texts, and enough for the longest numbers.
    private const int MostOfFixed = 512;
    private const int MostOfNumber = 21;

    // Messages are read by people too: letters stay letters. Nothing of it is put into HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // What stands in JSON as it is, a byte each.
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Except(['"', '\\'])]);

    private readonly IBufferWriter<byte> _lines;
    private readonly Utf8JsonWriter _writer;
    private readonly byte[] _secondText = new byte["2026-01-31T03:00:00".Length];
    private long _second = -1;

    public RunEventWriter(IBufferWriter<byte> lines)
    {
        _lines = lines;
        _writer = new Utf8JsonWriter(lines, Options);
    }

    /// <summary>Writes one event, without a line end.</summary>
    public void Write(RunEvent happened)
    {
        switch (happened)
        {
            case StateChanged { Message: null, At.Offset.Ticks: 0 } changed:
                Write(changed);
                break;
            case TaskRunCreated { At.Offset.Ticks: 0 } created when IsPlain(created.Task) && IsPlain(created.Site) && IsPlain(created.Name):
                Write(created);
                break;
            default:
                _writer.Reset();
                JsonSerializer.Serialize(_writer, happened, RunEventJson.Default.RunEvent);
                _writer.Flush();
                break;
        }
    }

    public void Dispose() => _writer.Dispose();

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(Plain);

    private void Write(StateChanged changed)
    {
        var line = new Utf8Text(_lines.GetSpan(MostOfFixed));
        line.Add("{\"event\":\"state-changed\",\"sequence\":"u8);
        AddWhen(ref line, changed);
        if (changed.TaskRunId is { } id)
        {
            line.Add(",\"taskRunId\":"u8);
            line.Add(id);
        }

        line.Add(EventWords.Of(changed.State, changed.Variant));
        line.Add(changed.Attempt);
        line.Add("}"u8);
        _lines.Advance(line.Length);
    }

    private void Write(TaskRunCreated created)
    {
        var line = new Utf8Text(_lines.GetSpan(MostOfFixed + created.Task.Length + created.Name.Length + created.Site.Length + (MostOfNumber * created.Upstream.Count)));
        line.Add("{\"event\":\"task-run-created\",\"sequence\":"u8);
        AddWhen(ref line, created);
        line.Add(",\"taskRunId\":"u8);
        line.Add(created.TaskRunId);
        line.Add(",\"task\":\""u8);
        line.AddPlain(created.Task);
        line.Add("\",\"name\":\""u8);
        line.AddPlain(created.Name);
        line.Add("\",\"site\":\""u8);
        line.AddPlain(created.Site);
        line.Add("\""u8);
        if (created.ParentTaskRunId is { } parent)
        {
            line.Add(",\"parentTaskRunId\":"u8);
            line.Add(parent);
        }

        line.Add(",\"upstream\":["u8);
        for (var i = 0; i < created.Upstream.Count; i++)
        {
            if (i > 0)
                line.Add(","u8);
            line.Add(created.Upstream[i]);
        }

        line.Add("]}"u8);
        _lines.Advance(line.Length);
    }

    private void AddWhen(ref Utf8Text line, RunEvent happened)
    {
        line.Add(happened.Sequence);
        line.Add(",\"at\":\""u8);
        var (second, fraction) = Math.DivRem(happened.At.UtcTicks, TimeSpan.TicksPerSecond);
        if (second != _second)
        {
            happened.At.UtcDateTime.TryFormat(_secondText, out _, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
            _second = second;
        }

        line.Add(_secondText);
        line.AddFraction((int)fraction);
        line.Add("+00:00\""u8);
    }
}

using System.Text;
using System.Text.Json;
using Slipway.Core.Runs;
using Slipway.Reporting;
using Slipway.TestKits;
using Slipway.TestKits.Snapshots;

namespace Slipway.Tests.Hosting;

public sealed class JsonLinesSinkTests
{
    private static readonly Story Full = new Story().Flow("daily-orders", "orders of 2026-01-31")
        .Task(1, "extract", "DailyOrders.RunAsync/ExtractAsync#0")
        .State(1, RunState.Running)
        .Log(1, "größer\n<12> rows")
        .After(0.8125)
        .State(1, RunState.AwaitingRetry, message: "IOException: no (again in 2 s)")
        .State(1, RunState.Completed, StateVariant.Cached, attempt: 2)
        .Log(null, "between tasks", "warning")
        .State(null, RunState.Completed);

    [Fact]
    public async Task Events_read_like_this()
    {
        var text = await WrittenAsync();
        Snapshot.Match(text, extension: "jsonl");
        Assert.Contains($"```json\n{text}```", await File.ReadAllTextAsync(Repository.Path("docs", "reference", "run-events.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        var lines = (await WrittenAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var events = lines.Select(line => JsonSerializer.Deserialize(line, RunEventJson.Default.RunEvent)).ToList();
        Assert.Equal(Full.Events.Select(happened => happened.GetType()), events.Select(happened => happened!.GetType()));
        Assert.Equal(Full.Events[^1], events[^1]);
    }

    [Fact]
    public async Task The_quick_writer_writes_what_the_serializer_would()
    {
        var relaxed = new RunEventJson(new JsonSerializerOptions(RunEventJson.Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Equal(string.Concat(Full.Events.Select(happened => JsonSerializer.Serialize(happened, relaxed.RunEvent) + "\n")), await WrittenAsync());
        foreach (var state in Enum.GetValues<RunState>())
            foreach (var variant in Enum.GetValues<StateVariant>())
            {
                var changed = new StateChanged(1, state, variant, 1, null) { Sequence = 1, At = default };
                Assert.Equal(JsonSerializer.Serialize(changed, relaxed.RunEvent), await WrittenAsync(changed));
            }
    }

    [Theory]
    [InlineData("clean", "Orders.Run/Clean#0", "clean of 2026-01-31", 0)]
    [InlineData("größer", "Orders.Run/Größer#0", "größer", 1)]
    [InlineData("a \"quoted\" one", "Orders.Run<List<int>>/A#0", "tab\tline\nback\\slash \u007f <>&'+", 2)]
    [InlineData("", "", "日本語 \ud83d\ude00", 300)]
    public async Task Any_text_and_any_number_is_written_as_the_serializer_would(string task, string site, string name, int upstream)
    {
        var relaxed = new RunEventJson(new JsonSerializerOptions(RunEventJson.Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var at = new DateTimeOffset(2026, 1, 31, 3, 0, 0, TimeSpan.Zero);
        foreach (var time in new[] { at, at.AddTicks(1), at.AddTicks(1_000_000), at.AddTicks(9_999_999), at.AddTicks(10_000_000), at.AddDays(-1).AddMilliseconds(20), at.ToOffset(TimeSpan.FromHours(2)) })
        {
            RunEvent[] events =
            [
                new TaskRunCreated(long.MaxValue, task, name, site, upstream == 0 ? null : long.MinValue, [.. Enumerable.Range(0, upstream).Select(id => long.MaxValue - id)]) { Sequence = 7, At = time },
                new StateChanged(upstream == 0 ? null : upstream, RunState.Failed, StateVariant.TimedOut, int.MaxValue, upstream == 0 ? null : name) { Sequence = 8, At = time },
            ];
            foreach (var happened in events)
                Assert.Equal(JsonSerializer.Serialize(happened, relaxed.RunEvent), await WrittenAsync(happened));
        }
    }

    [Fact]
    public async Task Events_that_are_given_again_after_an_error_stand_in_the_file_once()
    {
        var stream = new FailingOnce();
        await using var sink = new JsonLinesSink(stream);
        await Assert.ThrowsAsync<IOException>(() => sink.WriteAsync(Full.Events, TestContext.Current.CancellationToken).AsTask());
        await sink.WriteAsync(Full.Events, TestContext.Current.CancellationToken);
        Assert.Equal(await WrittenAsync(), Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static Task<string> WrittenAsync() => WrittenAsync([.. Full.Events]);

    private static async Task<string> WrittenAsync(params RunEvent[] events)
    {
        var stream = new MemoryStream();
        await using var sink = new JsonLinesSink(stream);
        await sink.WriteAsync(events, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n') + (events.Length == 1 ? "" : "\n");
    }

    private sealed class FailingOnce : MemoryStream
    {
        private bool _failed;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_failed)
            {
                await base.WriteAsync(buffer, cancellationToken);
                return;
            }

            _failed = true;
            await base.WriteAsync(buffer[..(buffer.Length / 2)], cancellationToken);
            throw new IOException("The disk is full.");
        }
    }
}

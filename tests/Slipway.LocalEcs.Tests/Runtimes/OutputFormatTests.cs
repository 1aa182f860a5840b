using System.Text;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.Runtimes.Output;

namespace Slipway.LocalEcs.Tests.Runtimes;

public sealed class OutputFormatTests
{
    private static readonly DateTimeOffset Written = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private const string Kubernetes = """
        2026-11-21T21:16:31.223019478+00:00 stdout F one
        2026-11-21T21:16:31.223019478+00:00 stdout P pa
        2026-11-21T21:16:32.000000000+00:00 stderr F between
        2026-11-21T21:16:33.000000000+00:00 stdout F rt

        """;

    [Fact]
    public void Parts_of_a_line_are_put_together_over_lines_of_the_other_stream()
    {
        var lines = ReadKubernetes(Kubernetes, final: false);

        Assert.Equal(["one", "between", "part"], lines.Select(line => line.Text));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 21, 16, 31, 223, TimeSpan.Zero), lines[0].At, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void A_record_that_is_not_whole_waits()
    {
        var format = new KubernetesFormat();
        var lines = new List<OutputLine>();
        var bytes = Encoding.UTF8.GetBytes(Kubernetes);

        // As if each byte came by itself.
        var taken = 0;
        for (var end = 1; end <= bytes.Length; end++)
            taken += format.Read(bytes.AsSpan(taken, end - taken), final: false, lines);

        Assert.Equal(bytes.Length, taken);
        Assert.Equal(["one", "between", "part"], lines.Select(line => line.Text));
    }

    [Fact]
    public void A_line_longer_than_an_event_may_be_is_cut_between_characters()
    {
        var text = string.Concat(Enumerable.Repeat("ż", 200_000));

        var plain = ReadPlain(text + "\n", final: false);
        var kubernetes = ReadKubernetes(string.Concat(text.Chunk(4_000).Select(part => $"2026-11-21T21:16:31Z stdout P {new string(part)}\n")), final: true);

        foreach (var lines in (List<OutputLine>[])[plain, kubernetes])
        {
            Assert.Equal(text, string.Concat(lines.Select(line => line.Text)));
            Assert.Equal(2, lines.Count);
            Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line.Text), 1, OutputLimits.LineBytes));
        }
    }

    [Fact]
    public void Lines_without_a_time_of_their_own_have_that_of_their_reading() =>
        Assert.Equal([new OutputLine(Written, "one"), new OutputLine(Written, "")], ReadPlain("one\n\ntwo", final: false));

    private static List<OutputLine> ReadKubernetes(string text, bool final)
    {
        var format = new KubernetesFormat();
        return Read(text, (bytes, lines) => format.Read(bytes, final, lines));
    }

    private static List<OutputLine> ReadPlain(string text, bool final) => Read(text, (bytes, lines) => PlainFormat.Read(bytes, Written, final, lines));

    private static List<OutputLine> Read(string text, Func<byte[], List<OutputLine>, int> read)
    {
        var lines = new List<OutputLine>();
        var bytes = Encoding.UTF8.GetBytes(text);
        while (read(bytes, lines) is var taken and > 0)
            bytes = bytes[taken..];
        return lines;
    }
}

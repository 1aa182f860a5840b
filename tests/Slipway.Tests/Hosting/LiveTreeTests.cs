using Slipway.Core.Runs;
using Slipway.Hosting.Terminal;
using Slipway.TestKits.Time;

namespace Slipway.Tests.Hosting;

public sealed class LiveTreeTests : IDisposable
{
    private readonly Screen _screen = new();
    private readonly StringWriter _out = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose()
    {
        _screen.Dispose();
        _out.Dispose();
    }

    [Fact]
    public void Lines_are_drawn_in_place_and_others_stay_above()
    {
        var region = new LiveRegion(_screen);
        _screen.WriteLine("before");
        region.Draw("", ["one", "two", "three"]);
        Assert.True(_screen.CursorIsHidden);
        region.Draw("a log line\n", ["one and more", "two"]);
        Assert.Equal("before\na log line\none and more\ntwo", _screen.Text);
        region.Draw("", ["1", "2", "3"]);
        Assert.Equal("before\na log line\n1\n2\n3", _screen.Text);
        region.Draw("the end\n", []);
        Assert.Equal("before\na log line\nthe end", _screen.Text);
        Assert.False(_screen.CursorIsHidden);
    }

    [Fact]
    public async Task The_tree_moves_on_with_time_and_logs_stay_above_it()
    {
        var story = new Story().Flow("hello").Task(1, "greet", "Hello.Run/Greet#0").State(1, RunState.Running).Log(1, "first words");
        using var sink = Sink();
        await sink.WriteAsync(story.Events, TestContext.Current.CancellationToken);
        Assert.Equal("", _screen.Text);

        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.StartsWith("03:00:00  hello  flow run 0198c0ffee\n03:00:00  greet | first words\n⠙ hello", _screen.Text, StringComparison.Ordinal);
        Assert.Contains("└─ ⠙ greet", _screen.Text, StringComparison.Ordinal);

        story.Events.Clear();
        story.After(2).State(1, RunState.Completed).State(null, RunState.Completed);
        await sink.WriteAsync(story.Events, TestContext.Current.CancellationToken);
        sink.Above("from the console");
        sink.Dispose();
        Assert.Equal("03:00:00  hello  flow run 0198c0ffee\n03:00:00  greet | first words\nfrom the console\n✓ hello  2.0 s  1 of 1 task run\n└─ ✓ greet  2.0 s", _screen.Text);
        Assert.False(_screen.CursorIsHidden);
    }

    [Fact]
    public async Task A_tree_higher_than_the_terminal_is_cut_to_fit()
    {
        var story = new Story().Flow("many");
        for (var i = 1; i <= 60; i++)
            story.Task(i, $"task-{i}", $"Many.Run/T{i}#0").State(i, RunState.Running);
        using var sink = Sink();
        await sink.WriteAsync(story.Events, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1 + 18, _screen.Text.Split('\n').Length);
        Assert.EndsWith("more: 44 running", _screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Without_a_terminal_that_moves_its_cursor_there_are_plain_lines(bool terminal, bool moves)
    {
        var text = new StringWriter();
        using var sink = new ConsoleSink(new HostTerminal { Out = _out, Error = text, ErrorIsTerminal = terminal, MovesCursor = moves }, _time);
        await sink.WriteAsync(new Story().Flow("hello").Done(1, "greet", "Hello.Run/Greet#0").Events, TestContext.Current.CancellationToken);
        Assert.Equal(0, _time.ArmedTimers);
        Assert.Equal("03:00:00  hello  flow run 0198c0ffee\n03:00:00  greet  running\n03:00:00  greet  completed  0.0 s\n", text.ToString());
    }

    [Fact]
    public void Whole_lines_of_the_console_go_above()
    {
        var lines = new List<string>();
        using (var above = new LinesAbove(lines.Add))
        {
            above.Write("one");
            above.Write(' ');
            above.WriteLine(1);
            above.Write("two\r\nthree\nfo");
            above.Write(['u', 'r'], 0, 2);
            Assert.Equal(["one 1", "two", "three"], lines);
        }

        Assert.Equal(["one 1", "two", "three", "four"], lines);
    }

    private ConsoleSink Sink() => new(
        new HostTerminal { Out = _out, Error = _screen, ErrorIsTerminal = true, MovesCursor = true, Colours = true, Size = () => (100, 20) },
        _time);
}

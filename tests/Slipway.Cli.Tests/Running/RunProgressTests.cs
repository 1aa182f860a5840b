using Slipway.Cli.Running;

namespace Slipway.Cli.Tests.Running;

public sealed class RunProgressTests
{
    private readonly Slipway.Cli.CommandLine.CliContext _context = TestContexts.In(Path.GetTempPath());

    [Fact]
    public void A_log_that_falls_behind_is_told_once_and_so_is_its_catching_up()
    {
        using var progress = new RunProgress(_context.Terminal, _context.Time, logToError: false);
        foreach (var seconds in (int[])[1, 14, 20, 2, 1])
            progress.LogBacklog(TimeSpan.FromSeconds(seconds));
        Assert.Equal("slipway: the log is 14 s behind\nslipway: the log has caught up\n", _context.ErrorText());
    }

    [Fact]
    public void A_log_that_is_read_after_the_event_does_not_lag()
    {
        using var progress = new RunProgress(_context.Terminal, _context.Time, logToError: false);
        foreach (var seconds in (int[])[3600, 1800, 0])
            progress.LogBacklog(TimeSpan.FromSeconds(seconds));
        Assert.Empty(_context.ErrorText());
    }
}

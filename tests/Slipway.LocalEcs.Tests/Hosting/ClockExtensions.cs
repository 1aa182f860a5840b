using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.Hosting;

/// <summary>Waits for timers under the deadline of the test.</summary>
internal static class ClockExtensions
{
    /// <summary>Waits until a timer is due in exactly this time.</summary>
    public static Task ArmedAsync(this ManualTimeProvider time, TimeSpan due) => time.WaitForTimerAsync(due, TestContext.Current.CancellationToken);

    /// <summary>Waits until so many timers are armed.</summary>
    public static Task ArmedAsync(this ManualTimeProvider time, int count) => time.WaitForTimersAsync(count, TestContext.Current.CancellationToken);
}

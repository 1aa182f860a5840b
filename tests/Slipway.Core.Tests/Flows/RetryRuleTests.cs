using Slipway.Core.Flows;
using Slipway.Core.Launches;

namespace Slipway.Core.Tests.Flows;

public sealed class RetryRuleTests
{
    private static readonly AttemptFailure Own = new(FailureClass.UserCode, false);
    private static readonly AttemptFailure Spot = new(FailureClass.Spot, true);

    [Fact]
    public void Without_retries_a_failure_of_the_containers_own_is_the_end()
    {
        Assert.False(RetryRule.After(null, [Own], 0).Again);
        Assert.False(RetryRule.After(new TaskRetries { Count = 0 }, [Own], 0).Again);
    }

    [Fact]
    public void Waits_grow_up_to_the_longest()
    {
        var retries = new TaskRetries { Count = 4, Delay = TimeSpan.FromSeconds(10), Backoff = 3, MaxDelay = TimeSpan.FromSeconds(60) };
        var waits = Enumerable.Range(1, 5).Select(count => RetryRule.After(retries, [.. Enumerable.Repeat(Own, count)], 0)).ToList();
        Assert.Equal([10.0, 30, 60, 60], waits.Take(4).Select(wait => wait.Delay.TotalSeconds));
        Assert.Equal((false, "all 4 retries are used"), (waits[4].Again, waits[4].Reason));
    }

    [Fact]
    public void Jitter_only_lengthens()
    {
        var retries = new TaskRetries { Count = 1, Delay = TimeSpan.FromSeconds(10), Jitter = 0.5 };
        Assert.Equal([10, 12.5, 15], new[] { 0, 0.5, 1 }.Select(chance => RetryRule.After(retries, [Own], chance).Delay.TotalSeconds));
    }

    [Fact]
    public void Infrastructure_failures_cost_no_retry_and_have_an_end()
    {
        var retries = new TaskRetries { Count = 1 };
        Assert.True(RetryRule.After(null, [Spot], 0).Again);
        Assert.True(RetryRule.After(retries, [Spot, Spot, Own], 0).Again);
        Assert.False(RetryRule.After(retries, [Spot, Own, Own], 0).Again);
        Assert.True(RetryRule.After(null, [.. Enumerable.Repeat(Spot, RetryRule.InfrastructureRetries)], 0).Again);
        Assert.False(RetryRule.After(null, [.. Enumerable.Repeat(Spot, RetryRule.InfrastructureRetries + 1)], 0).Again);

        // Beyond them, the author's own pay where the author says so.
        var also = new TaskRetries { Count = 1, On = [FailureClass.Spot] };
        Assert.True(RetryRule.After(also, [.. Enumerable.Repeat(Spot, RetryRule.InfrastructureRetries + 1)], 0).Again);
        Assert.False(RetryRule.After(also, [.. Enumerable.Repeat(Spot, RetryRule.InfrastructureRetries + 2)], 0).Again);
    }

    [Fact]
    public void What_is_lost_runs_again_only_if_the_author_said_that_it_may()
    {
        var lost = new AttemptFailure(FailureClass.Lost, false);
        Assert.False(RetryRule.After(new TaskRetries { Count = 3 }, [lost], 0).Again);
        Assert.True(RetryRule.After(new TaskRetries { Count = 3, On = [FailureClass.Lost] }, [lost], 0).Again);
    }

    [Fact]
    public void What_was_stopped_on_request_is_never_tried_again() =>
        Assert.False(RetryRule.After(new TaskRetries { Count = 3, On = [FailureClass.Cancelled] }, [new(FailureClass.Cancelled, true)], 0).Again);

    [Fact]
    public void An_image_that_is_not_there_is_not_pulled_again() =>
        Assert.False(RetryRule.After(new TaskRetries { Count = 3 }, [new(FailureClass.ImagePull, false)], 0).Again);

    [Fact]
    public void However_attempts_fail_there_is_an_end()
    {
        var random = new Random(7);
        var classes = Enum.GetValues<FailureClass>();
        for (var i = 0; i < 500; i++)
        {
            var retries = new TaskRetries { Count = random.Next(5), On = [.. classes.Where(_ => random.Next(2) == 0)] };
            var failures = new List<AttemptFailure>();
            do
                failures.Add(new AttemptFailure(classes[random.Next(classes.Length)], random.Next(2) == 0));
            while (RetryRule.After(retries, failures, random.NextDouble()).Again);
            Assert.InRange(failures.Count, 1, 1 + retries.Count!.Value + RetryRule.InfrastructureRetries);
        }
    }
}

using System.Net;
using Slipway.Aws;
using Slipway.Ecs.Budgets;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Budgets;

public sealed class QuotaBudgetsTests
{
    private static readonly QuotaGroup[] FargateLaunch = [QuotaGroup.FargateOnDemandLaunches, QuotaGroup.FargateRunTask, QuotaGroup.TaskActions];

    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_published_rates_are_what_AWS_publishes()
    {
        Assert.Equal(new QuotaRate(20, 1), QuotaRates.Published[QuotaGroup.DefinitionWrites]);
        Assert.Equal(new QuotaRate(100, 40), QuotaRates.Published[QuotaGroup.TaskActions]);
        Assert.Equal(new QuotaRate(20, 20), QuotaRates.Published[QuotaGroup.FargateRunTask]);
        Assert.Equal(new QuotaRate(100, 20), QuotaRates.Published[QuotaGroup.FargateSpotLaunches]);
        Assert.Equal(new QuotaRate(25, 25), QuotaRates.Published.With(QuotaGroup.LogEventReads, new QuotaRate(25, 25))[QuotaGroup.LogEventReads]);
        Assert.Throws<ArgumentOutOfRangeException>(() => QuotaRates.Published.With(QuotaGroup.TaskReads, new QuotaRate(0.5, 1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(700)]
    public void A_thousand_launches_in_a_row_use_the_budget_up_without_an_error(int jitterMilliseconds)
    {
        using var budgets = new QuotaBudgets(_clock);
        var aws = new AwsBucket(_clock, burst: 20, perSecond: 20);
        var random = new Random(20260105);
        var took = SimulatedTime.Run(_clock, async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => budgets.CallAsync(FargateLaunch, BudgetPriority.Launch, CallAsync, Cancellation)));
            return _clock.Elapsed;
        });
        Assert.True(1000 / took.TotalSeconds >= 0.95 * 20, $"{1000 / took.TotalSeconds:0.00} launches a second, {budgets.Throttled} throttled.");
        Assert.Equal(0, budgets.Throttled);

        async Task<bool> CallAsync(CancellationToken token)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20 + random.Next(jitterMilliseconds + 1)), _clock, token);
            aws.Take();
            return true;
        }
    }

    [Fact]
    public void Calls_that_were_under_way_for_long_and_quick_ones_after_them_do_not_arrive_in_one_heap()
    {
        using var budgets = new QuotaBudgets(_clock);
        var aws = new AwsBucket(_clock, burst: 20, perSecond: 20);
        SimulatedTime.Run(_clock, () => Task.WhenAll(Enumerable.Range(0, 500).Select(_ => budgets.CallAsync(
            FargateLaunch,
            BudgetPriority.Launch,
            async token =>
            {
                // A machine, or a network, that is busy for two seconds in four.
                await Task.Delay(TimeSpan.FromMilliseconds(_clock.Elapsed.TotalSeconds % 4 < 2 ? 1500 : 5), _clock, token);
                aws.Take();
                return true;
            },
            Cancellation))));
        Assert.Equal(0, budgets.Throttled);
    }

    [Fact]
    public void What_was_throttled_keeps_its_place_in_the_line()
    {
        using var budgets = new QuotaBudgets(_clock);
        var answered = new List<int>();
        SimulatedTime.Run(_clock, () => Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var tries = 0;
            await budgets.CallAsync(
                FargateLaunch,
                BudgetPriority.Launch,
                async token =>
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), _clock, token);
                    return i > 0 || tries++ > 0 ? true : throw Throttling("Rate exceeded");
                },
                Cancellation);
            answered.Add(i);
        })));
        Assert.InRange(answered.IndexOf(0), 1, 40);
    }

    [Fact]
    public void Throttling_after_a_lost_answer_is_told_to_whom_must_know()
    {
        using var budgets = new QuotaBudgets(_clock);
        var calls = 0;
        var exception = Assert.Throws<AwsThrottlingException>(() => SimulatedTime.Run(_clock, () => CallAsync(untilFateUnknown: true)));
        Assert.True(exception.FateUnknown);
        Assert.True(SimulatedTime.Run(_clock, () => CallAsync(untilFateUnknown: false)));
        Assert.Equal(2, budgets.Throttled);

        Task<bool> CallAsync(bool untilFateUnknown) => budgets.CallAsync(
            FargateLaunch,
            BudgetPriority.Launch,
            _ => calls++ < 2 ? throw Throttling("Rate exceeded", fateUnknown: true) : Task.FromResult(true),
            Cancellation,
            untilFateUnknown);
    }

    [Fact]
    public void Another_user_of_the_account_slows_it_down_and_no_error_comes_through()
    {
        using var budgets = new QuotaBudgets(_clock);
        var aws = new AwsBucket(_clock, burst: 10, perSecond: 8);
        var took = SimulatedTime.Run(_clock, async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => budgets.CallAsync(
                FargateLaunch,
                BudgetPriority.Launch,
                async token =>
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), _clock, token);
                    aws.Take();
                    return true;
                },
                Cancellation)));
            return _clock.Elapsed;
        });
        Assert.True(budgets.Throttled > 0);
        Assert.True(300 / took.TotalSeconds >= 0.7 * 8, $"{300 / took.TotalSeconds:0.00} a second of 8, {budgets.Throttled} throttled of {aws.Calls}.");
        Assert.True(budgets.Throttled < 300, $"{budgets.Throttled} throttled: it keeps knocking.");
    }

    [Fact]
    public void A_standing_limit_is_no_throttling()
    {
        using var budgets = new QuotaBudgets(_clock);
        Assert.Throws<AwsThrottlingException>(() => SimulatedTime.Run(_clock, () => budgets.CallAsync<bool>(
            FargateLaunch,
            BudgetPriority.Launch,
            _ => throw Throttling("You've reached the limit on the number of vCPUs you can run concurrently"),
            Cancellation)));
        Assert.Equal(0, budgets.Throttled);
    }

    [Fact]
    public void Cancelling_ends_the_retries()
    {
        using var budgets = new QuotaBudgets(_clock);
        Assert.ThrowsAny<OperationCanceledException>(() => SimulatedTime.Run(_clock, async () =>
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), _clock);
            await budgets.CallAsync<bool>(FargateLaunch, BudgetPriority.Launch, _ => throw Throttling("Rate exceeded"), patience.Token);
        }));
        Assert.InRange(_clock.Elapsed, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1.01));
    }

    private static AwsThrottlingException Throttling(string reason, bool fateUnknown = false) => new(
        new AwsError { Service = "ecs", Operation = "RunTask", Code = "ThrottlingException", Reason = reason, StatusCode = HttpStatusCode.BadRequest, FateUnknown = fateUnknown });

    /// <summary>AWS's own bucket, as far as it is documented: it fills by the arrival of calls, and a call that finds it empty is refused.</summary>
    private sealed class AwsBucket
    {
        private readonly TimeProvider _time;
        private readonly double _burst;
        private readonly double _perSecond;
        private double _tokens;
        private long _at;

        public AwsBucket(TimeProvider time, double burst, double perSecond)
        {
            (_time, _burst, _perSecond, _tokens) = (time, burst, perSecond, burst);
            _at = time.GetTimestamp();
        }

        public int Calls { get; private set; }

        public void Take()
        {
            Calls++;
            var now = _time.GetTimestamp();
            _tokens = Math.Min(_burst, _tokens + (_time.GetElapsedTime(_at, now).TotalSeconds * _perSecond));
            _at = now;
            if (_tokens < 1)
                throw Throttling("Rate exceeded");
            _tokens--;
        }
    }
}

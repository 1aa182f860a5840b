using Slipway.Aws.Ecs;
using Slipway.Ecs.Budgets;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Tests.Launching;
using Slipway.Ecs.Tests.Registration;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Budgets;

/// <summary>Which call takes from which of AWS's buckets: a bucket that is empty holds up its own calls and no others.</summary>
public sealed class BudgetedCallsTests
{
    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("FARGATE", "FARGATE_SPOT")]
    [InlineData("FARGATE_SPOT", "FARGATE")]
    public async Task On_demand_and_spot_launches_have_a_budget_each(string usedUp, string other)
    {
        using var budgets = new QuotaBudgets(_clock, Only(usedUp == "FARGATE" ? QuotaGroup.FargateOnDemandLaunches : QuotaGroup.FargateSpotLaunches));
        var port = new FakeEcsPort(new FakeEcs(_clock) { RunTaskTakes = TimeSpan.Zero }, new Fate(), _clock);
        var tasks = new BudgetedEcsTasks(port, budgets, BudgetPriority.Launch);

        await tasks.RunTaskAsync(Launch("a", usedUp), Cancellation);
        var held = tasks.RunTaskAsync(Launch("b", usedUp), Cancellation);
        await tasks.RunTaskAsync(Launch("c", other), Cancellation);

        Assert.False(held.IsCompleted);
    }

    [Fact]
    public async Task Deletions_and_look_ups_of_definitions_have_a_budget_each()
    {
        using var budgets = new QuotaBudgets(_clock, Only(QuotaGroup.DefinitionReads));
        var definitions = new FakeDefinitions(new LedgerScope("123456789012", "eu-central-1"), _clock);
        definitions.Add("dbt").Status = "INACTIVE";
        var calls = new BudgetedTaskDefinitions(definitions, budgets, BudgetPriority.Housekeeping);

        await calls.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = "dbt:1" }, Cancellation);
        var held = calls.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = "dbt:1" }, Cancellation);
        await calls.DeleteTaskDefinitionsAsync(new DeleteTaskDefinitionsRequest { TaskDefinitions = ["dbt:1"] }, Cancellation);

        Assert.False(held.IsCompleted);
    }

    // One call, and then nothing for a thousand seconds.
    private static QuotaRates Only(QuotaGroup group) => QuotaRates.Published.With(group, new QuotaRate(1, 0.001));

    private static RunTaskRequest Launch(string token, string capacity) => new()
    {
        ClientToken = token,
        Cluster = FakeEcs.Cluster,
        TaskDefinition = FakeRegistrar.Arn(1),
        CapacityProviderStrategy = [new CapacityProviderStrategyItem { CapacityProvider = capacity, Weight = 1 }],
    };
}

using Slipway.Ecs.Definitions;
using Slipway.Ecs.Launching;

namespace Slipway.Ecs.Tests.Launching;

public sealed class LaunchFingerprintTests
{
    [Fact]
    public void Who_asks_and_how_patient_they_are_does_not_matter()
    {
        var order = LaunchWorld.Order();
        var same = order with { Audit = new("bob", "again"), CapacityPatience = TimeSpan.FromHours(1), IsNew = true, LogPosition = "f/3" };
        Assert.Equal(LaunchFingerprint.Of(order), LaunchFingerprint.Of(same));
        Assert.NotEqual(LaunchFingerprint.Of(order), LaunchFingerprint.Of(LaunchWorld.Order("l-2")));
    }

    [Fact]
    public void The_order_of_the_environment_does_not_matter_and_its_values_do()
    {
        var one = With(run => run with { Environment = new Dictionary<string, string> { ["A"] = "1", ["B"] = "2" } });
        Assert.Equal(LaunchFingerprint.Of(one), LaunchFingerprint.Of(With(run => run with { Environment = new Dictionary<string, string> { ["B"] = "2", ["A"] = "1" } })));
        Assert.NotEqual(LaunchFingerprint.Of(one), LaunchFingerprint.Of(With(run => run with { Environment = new Dictionary<string, string> { ["A"] = "1", ["B"] = "3" } })));
    }

    [Fact]
    public void Everything_that_runs_or_where_matters()
    {
        var orders = new[]
        {
            LaunchWorld.Order(),
            LaunchWorld.Order() with { Policy = RevisionPolicy.PerRun },
            LaunchWorld.Order() with { Timeout = TimeSpan.FromHours(1) },
            With(run => run with { Command = null }),
            With(run => run with { Command = ["dbt run"] }),
            With(run => run with { CpuUnits = 512 }),
            With(run => run with { MemoryMiB = 512 }),
            With(run => run with { EphemeralStorageGiB = 30 }),
            With(run => run with { TaskRoleArn = "arn:aws:iam::1:role/r" }),
            With(run => run with { Subnets = ["subnet-a"] }),
            With(run => run with { SecurityGroups = ["sg-1"] }),
            With(run => run with { AssignPublicIp = true }),
            With(run => run with { Capacity = [CapacityChoice.Fargate] }),
            With(run => run with { PlatformVersion = "1.4.0" }),
            With(run => run with { EnableExecuteCommand = true }),
            With(run => run with { Tags = new Dictionary<string, string> { ["a"] = "b" } }),
            With(run => run with { Cluster = "other" }),
        };
        Assert.Equal(orders.Length, orders.Select(LaunchFingerprint.Of).Distinct().Count());
    }

    private static LaunchOrder With(Func<RunSettings, RunSettings> change)
    {
        var order = LaunchWorld.Order();
        return order with { Launch = order.Launch with { Run = change(order.Launch.Run) } };
    }
}

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits.Components;

namespace Slipway.EndToEnd.Tests.Running;

/// <summary>A machine is a folder to work in and a state folder here: two of them share nothing but ECS, and where it says so a DynamoDB table.</summary>
public sealed class OtherMachineTests(LocalPlace ecs, MotoServer aws) : IClassFixture<LocalPlace>, IClassFixture<MotoServer>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("needs", "aws-standin")]
    [Covers("run", "--launch-id")]
    public async Task A_killed_launcher_is_followed_from_another_machine_and_the_container_starts_once(bool sharedLedger)
    {
        var table = sharedLedger ? await TableAsync() : null;
        await using var one = await MachineAsync(table);
        await using var other = await MachineAsync(table);
        await using var third = await MachineAsync(table);
        var launch = Launches.NewId("moved");
        var go = Path.Combine(ecs.Folder, $"{launch}.go");
        string[] arguments = ["run", "job:1.0.0", "--launch-id", launch, "--", "wait", go];
        await using (var first = one.Start(arguments))
        {
            await first.OutputAsync("waiting\n");
            first.Signal("KILL");
            await first.EndAsync();
        }

        await using var second = other.Start(arguments);
        await second.ErrorAsync("adopted: this launch had started it before");
        File.Create(go).Dispose();
        Assert.Equal("waiting\ndone\n", (await second.EndAsync()).Exited(0).Output);

        // After its end, on a machine that never saw it: its log and outcome, and nothing started.
        Assert.Equal("waiting\ndone\n", (await third.RunAsync(arguments)).Exited(0).Output);
        Assert.Equal("waiting\ndone\n", (await third.RunAsync("attach", launch)).Exited(0).Output);
        Assert.Contains($"launch {launch} succeeded", (await third.RunAsync("stop", launch)).Exited(0).Error, StringComparison.Ordinal);
        await ecs.TaskOfAsync(launch);
    }

    [Fact]
    [Trait("needs", "aws-standin")]
    public async Task A_launch_is_stopped_from_another_machine()
    {
        var table = await TableAsync();
        await using var one = await MachineAsync(table);
        await using var other = await MachineAsync(table);
        var launch = (await one.RunAsync("run", "job:1.0.0", "--detach", "--", "wait", "never")).Exited(0).Output.TrimEnd('\n');
        Assert.Contains($"launch {launch} was stopped", (await other.RunAsync("stop", launch, "--reason", "from afar")).Exited(0).Error, StringComparison.Ordinal);
        (await one.RunAsync("attach", launch)).Exited(143);
        Assert.Contains("from afar", (await ecs.TaskOfAsync(launch)).StoppedReason!, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("needs", "aws-standin")]
    public async Task A_shared_ledger_that_cannot_be_used_is_told_with_its_name()
    {
        await using var machine = await MachineAsync("not-there");
        var missing = (await machine.RunAsync("run", "job:1.0.0")).Exited(123);
        Assert.Contains("The DynamoDB table not-there does not exist", missing.Error, StringComparison.Ordinal);

        machine.Variables["AWS_ENDPOINT_URL_DYNAMODB"] = $"http://127.0.0.1:{Ports.Free()}";
        var unreachable = (await machine.RunAsync("run", "job:1.0.0")).Exited(120);
        Assert.Contains("(not-there) failed: Slipway.Unreachable: no connection", unreachable.Error, StringComparison.Ordinal);
        Assert.Contains("code: storage.unreachable", unreachable.Error, StringComparison.Ordinal);
        Assert.Contains("FAILED   ledger", (await machine.RunAsync("doctor")).Exited(1).Output, StringComparison.Ordinal);
    }

    private async Task<Workplace> MachineAsync(string? table)
    {
        var machine = new Workplace();
        foreach (var (name, value) in await ecs.ExportsAsync())
            machine.Variables[name] = value;
        machine.Variables["AWS_ENDPOINT_URL_DYNAMODB"] = aws.Endpoint.AbsoluteUri;
        machine.Write("slipway.yaml", $$"""
            environments:
              dev:
                cluster: default
                subnets: [subnet-0000000a]
                securityGroups: [sg-0000000a]
                executionRole: ecs-execution
                logs: {group: /slipway/dev, createGroup: true}
                {{(table is null ? "" : $"ledger: dynamodb:{table}")}}

            """);
        return machine;
    }

    private async Task<string> TableAsync()
    {
        var name = $"slipway-{Guid.NewGuid():n}";
        using var client = new AmazonDynamoDBClient("key", "secret", new AmazonDynamoDBConfig { ServiceURL = aws.Endpoint.AbsoluteUri, AuthenticationRegion = "us-east-1" });
        await client.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = name,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                AttributeDefinitions = [new("pk", ScalarAttributeType.S), new("sk", ScalarAttributeType.S)],
                KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
            },
            TestContext.Current.CancellationToken);
        return name;
    }
}

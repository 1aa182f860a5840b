using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits;
using Slipway.TestKits.Components;

namespace Slipway.LocalEcs.Tests.Conformance;

/// <summary>
/// The same scenarios against LocalEcs and against moto, which nobody here wrote. Where the two differ, <c>moto-differences.json</c> says why; a difference
/// without a reason fails, and so does a reason without a difference.
/// </summary>
[Trait("needs", "aws-standin")]
public sealed class MotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string Subnet = "import boto3; print(boto3.client('ec2').describe_subnets()['Subnets'][0]['SubnetId'], boto3.client('ec2').describe_security_groups()['SecurityGroups'][0]['GroupId'])";

    private static readonly string Table = Repository.Path("tests", "Slipway.LocalEcs.Tests", "Conformance", "moto-differences.json");

    [Fact]
    public async Task Each_difference_from_moto_is_explained_and_each_explanation_needed()
    {
        await using var host = await LocalEcsHost.StartAsync(taskEvents: true);
        var python = Require.Python("boto3");
        var script = Repository.Path("tests", "Slipway.LocalEcs.Tests", "python", "scenarios.py");

        var ours = await ClientProcess.RunAsync(host, python, [script, "subnet-0a", "sg-0a", "000000000000"], ("SCENARIO_EVENTS", "1"));
        Assert.True(ours.ExitCode == 0, ours.Errors);
        var network = await ClientProcess.RunAsync(moto.Endpoint, "test", "test", python, ["-c", Subnet]);
        Assert.True(network.ExitCode == 0, network.Errors);
        var theirs = await ClientProcess.RunAsync(moto.Endpoint, "test", "test", python, [script, .. network.Output.Trim().Split(' '), MotoServer.AccountId]);
        Assert.True(theirs.ExitCode == 0, theirs.Errors + moto.Output);

        var local = JsonNode.Parse(ours.Output)!.AsObject();
        var other = JsonNode.Parse(theirs.Output)!.AsObject();
        var differences = local
            .Where(step => !JsonNode.DeepEquals(step.Value, other[step.Key]))
            .ToDictionary(step => step.Key, step => $"LocalEcs: {step.Value} / moto: {other[step.Key]}", StringComparer.Ordinal);
        var explained = JsonSerializer.Deserialize<Dictionary<string, MotoDifference>>(await File.ReadAllTextAsync(Table, TestContext.Current.CancellationToken), JsonSerializerOptions.Web)!;

        var expected = explained.ToDictionary(entry => entry.Key, entry => $"LocalEcs: {entry.Value.LocalEcs} / moto: {entry.Value.Moto}", StringComparer.Ordinal);
        var unexplained = differences.Except(expected).Select(entry => $"not explained: {entry.Key}: {entry.Value}");
        var needless = expected.Except(differences).Select(entry => $"explained, but not so any longer: {entry.Key}: {entry.Value}");
        Assert.True(differences.Count == expected.Count && !unexplained.Any() && !needless.Any(), string.Join('\n', unexplained.Concat(needless)));
        Assert.All(explained.Values, difference => Assert.NotEmpty(difference.Why));
    }

    private sealed record MotoDifference(string LocalEcs, string Moto, string Why);
}

using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits.Snapshots;

namespace Slipway.EndToEnd.Tests.Doctor;

public sealed class DoctorTests(LocalPlace place) : IClassFixture<LocalPlace>
{
    [Fact]
    [Covers("doctor", "--json")]
    public async Task A_good_set_up_passes()
    {
        var doctor = (await place.LocalAsync("doctor")).Exited(0);
        Assert.Contains("everything that 'slipway run' needs is there", doctor.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", doctor.Output, StringComparison.Ordinal);
        foreach (var check in new[] { "settings", "local ECS", "credentials", "account", "subnets", "execution role", "cluster", "log group", "registry", "ledger" })
            Assert.Matches($"(?m)^(ok|warning) +{check} ", doctor.Output);

        var json = (await place.LocalAsync("doctor", "--json")).Exited(0).Json();
        Assert.True(json["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_set_up_like_on_AWS_passes_over_LocalEcs()
    {
        await using var aws = await AwsLikeAsync("cluster: default\nsubnets: [subnet-1]\nsecurityGroups: [sg-1]\nexecutionRole: slipway-exec\nlogs: {group: /slipway/dev, createGroup: true}\ncontainers: {job: {}}\n");
        var doctor = (await aws.RunAsync("doctor")).Exited(0);
        Assert.Matches("(?m)^ok +repository +job", doctor.Output);
        Assert.Matches("(?m)^ok +clock ", doctor.Output);
    }

    [Fact]
    public async Task Each_broken_piece_is_told_with_what_to_mend()
    {
        await using var aws = await AwsLikeAsync(
            "cluster: nowhere\nsubnets: [vpc-1]\nsecurityGroups: [subnet-2]\nexecutionRole: arn:aws:iam::1:user/x\nlogs: {group: /slipway/dev}\ncontainers: {jbo: {}}\nledger: sqlite:/proc/none/ledger.db\n");
        aws.Variables["SLIPWAY_CLUSTR"] = "x";
        var doctor = (await aws.RunAsync("doctor")).Exited(1);
        var text = doctor.Output.Replace(aws.Folder, "FOLDER", StringComparison.Ordinal);
        Snapshot.Match(Running.LaunchIds.Mask(text));
    }

    [Fact]
    public async Task The_wrong_account_and_wrong_settings_are_told()
    {
        await using var wrong = await AwsLikeAsync("account: '111111111111'\n");
        Assert.Contains("the settings say 111111111111 (slipway.yaml:1:10), the credentials belong to 000000000000", (await wrong.RunAsync("doctor")).Exited(1).Output, StringComparison.Ordinal);
        wrong.Write("slipway.yaml", "clustr: x\n");
        Assert.Contains("slipway.yaml:1:1: slipway.yaml has no member 'clustr'. Did you mean 'cluster'?", (await wrong.RunAsync("doctor")).Exited(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_other_end_is_told()
    {
        await using var nobody = new Workplace();
        foreach (var (name, value) in new[] { ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), ("AWS_ACCESS_KEY_ID", "x"), ("AWS_SECRET_ACCESS_KEY", "x"), ("AWS_REGION", "eu-central-1") })
            nobody.Variables[name] = value;
        var doctor = (await nobody.RunAsync("doctor")).Exited(1);
        Assert.Matches("(?m)^FAILED +credentials ", doctor.Output);
        Assert.Matches("(?m)^skipped +ledger ", doctor.Output);
    }

    // LocalEcs reached as AWS is: by standard variables, in an environment that is not 'local'.
    private async Task<Workplace> AwsLikeAsync(string settings)
    {
        var aws = new Workplace();
        aws.Write("slipway.yaml", settings);
        foreach (var (name, value) in await place.ExportsAsync())
            aws.Variables[name] = value;
        return aws;
    }
}

using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits.Snapshots;

namespace Slipway.EndToEnd.Tests.Settings;

public sealed class ConfigShowTests : IAsyncDisposable
{
    private const string Settings = """
        environment: dev
        region: eu-central-1
        executionRole: slipway-exec
        logs: {group: /slipway/dev}
        defaults:
          cpu: 0.5
          memory: 1 GiB
          env: {DBT_TARGET: confidential}
        containers:
          dbt-model:
            memory: 2 GiB
            secrets: {PASSWORD: "ssm:/data/password"}
        environments:
          dev:
            cluster: analytics-dev
            account: "012345678901"
            subnets: [subnet-1, subnet-2]
            ledger: dynamodb:slipway
          prod:
            cluster: analytics
            ledger: sqlite:ledger.db
        """;

    private readonly Workplace _place = new();

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    [Covers("config")]
    [Covers("config show")]
    public async Task Each_value_stands_with_its_origin()
    {
        _place.Write("slipway.yaml", Settings);
        _place.Variables["SLIPWAY_SUBNETS"] = "subnet-9";
        var shown = (await _place.RunAsync("config", "show")).Exited(0);
        Assert.DoesNotContain("confidential", shown.Output, StringComparison.Ordinal);
        Snapshot.Match(shown.Output);
    }

    [Fact]
    [Covers("config show", "--environment", "--cluster", "--region", "--profile", "--settings", "--json")]
    public async Task Flags_go_over_everything()
    {
        _place.Write("other.yaml", Settings);
        var shown = (await _place.RunAsync(
            "config", "show", "--settings", "other.yaml", "--environment", "prod", "--cluster", "mine", "--region", "eu-west-1", "--profile", "me", "--json")).Exited(0);
        var json = shown.Json();
        json["file"] = Path.GetFileName(json["file"]!.GetValue<string>());
        Snapshot.Match(json.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), extension: "json");
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        _place.Write("slipway.yaml", """
            regoin: eu-central-1
            account: 12
            defaults: {memroy: 1 GiB}
            """);
        Snapshot.Match((await _place.RunAsync("config", "show")).Exited(123).Error);
    }
}

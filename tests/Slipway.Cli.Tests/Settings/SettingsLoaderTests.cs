using Slipway.Cli.Settings;
using Slipway.TestKits.Snapshots;

namespace Slipway.Cli.Tests.Settings;

public sealed class SettingsLoaderTests : IDisposable
{
    private const string TwoEnvironments = """
        environment: dev
        cluster: shared
        region: eu-central-1
        profile: analytics
        subnets: [subnet-1]
        executionRole: exec
        logs: {group: /slipway}
        defaults:
          memory: 1 GiB
          env: {A: top, B: top}
        containers:
          dbt-model: {memory: 2 GiB}
        environments:
          dev:
            cluster: dev
            defaults: {env: {B: dev}}
            containers: {dbt-model: {cpu: 1}}
          prod:
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Flags_go_over_variables_over_the_environment_over_the_top_level_over_what_is_built_in()
    {
        _folder.Write("slipway.yaml", TwoEnvironments);

        Assert.Equal(("dev", "slipway.yaml:15:14"), Cluster(Load()));
        Assert.Equal(("shared", "slipway.yaml:2:10"), Cluster(Load(environment: "prod")));
        Assert.Equal(("variable", "SLIPWAY_CLUSTER"), Cluster(Load(variables: ("SLIPWAY_CLUSTER", "variable"))));
        Assert.Equal(("flag", "--cluster"), Cluster(Load(cluster: "flag", variables: ("SLIPWAY_CLUSTER", "variable"))));

        _folder.Write("slipway.yaml", "");
        Assert.Equal(("default", "built-in default"), Cluster(Load()));
    }

    [Fact]
    public void The_environment_comes_from_flag_then_variable_then_file_then_being_the_only_one()
    {
        _folder.Write("slipway.yaml", TwoEnvironments);
        Assert.Equal("prod", Load(environment: "prod", variables: ("SLIPWAY_ENVIRONMENT", "dev")).Environment.Value);
        Assert.Equal("prod", Load(variables: ("SLIPWAY_ENVIRONMENT", "prod")).Environment.Value);
        Assert.Equal("dev", Load().Environment.Value);

        _folder.Write("slipway.yaml", "environments: {only: {cluster: c}}");
        Assert.Equal("only", Load().Environment.Value);

        _folder.Write("slipway.yaml", "cluster: c");
        Assert.Equal(LoadedSettings.NoEnvironment, Load().Environment.Value);

        _folder.Write("slipway.yaml", "environments: {a: {}, b: {}}");
        Assert.Equal("settings.no-environment", Assert.Throws<SettingsException>(() => Load()).Code);
    }

    [Fact]
    public void A_containers_own_section_goes_over_defaults_over_the_environment_and_maps_merge()
    {
        _folder.Write("slipway.yaml", TwoEnvironments);
        var dbt = Load().Container("dbt-model");
        Assert.Equal((2048, 1024), (dbt.MemoryMiB, dbt.CpuUnits));
        Assert.Equal("dev", dbt.Env!["B"]);
        Assert.Equal("top", dbt.Env["A"]);
        Assert.Equal("/slipway", dbt.Logs!.Group);
        Assert.Equal(["subnet-1"], dbt.Subnets!);

        Assert.Equal(1024, Load().Container("other").MemoryMiB);
        Assert.Equal(2048, Load().Container("123456789012.dkr.ecr.eu-central-1.amazonaws.com/dbt-model").MemoryMiB);
    }

    [Fact]
    public void The_file_is_found_in_a_folder_above()
    {
        _folder.Write("slipway.yaml", "cluster: above");
        var below = Directory.CreateDirectory(Path.Combine(_folder.Path, "a", "b")).FullName;
        var settings = SettingsLoader.Load(TestContexts.In(below), new SettingsFlags());
        Assert.Equal("above", settings.Cluster.Value);
        Assert.Equal("../../slipway.yaml:1:10", settings.Cluster.Origin.Text);
    }

    [Fact]
    public void A_shell_that_is_set_up_for_AWS_can_still_work_on_this_machine()
    {
        var local = Load(environment: "local", variables: [("SLIPWAY_CLUSTER", "data"), ("SLIPWAY_REGION", "eu-west-1"), ("SLIPWAY_LEDGER", "dynamodb:x"), ("SLIPWAY_PROFILE", "me")]);
        Assert.Equal(("default", "us-east-1", null), (local.Cluster.Value, local.Region!.Value, local.Profile));
        Assert.Null(local.Ledger.Value.DynamoDbTable);
        Assert.Empty(local.UnknownVariables);
    }

    [Theory]
    [InlineData("region: eu-west-1", "slipway.yaml:1:32: 'eu-west-1' can't be the region of the environment 'local'; ECS on this machine has us-east-1. Leave it out.")]
    [InlineData("account: '111111111111'", "'111111111111' can't be the account of the environment 'local'; ECS on this machine has 000000000000. Leave it out.")]
    [InlineData("profile: me", "The environment 'local' has no profile: ECS on this machine is no part of AWS. Leave it out.")]
    public void What_ECS_on_this_machine_cannot_be_is_refused(string member, string message)
    {
        _folder.Write("slipway.yaml", $"environments: {{local: {{{member}}}}}\n");
        var error = Assert.Throws<SettingsException>(() => Load(environment: "local"));
        Assert.Equal("settings.bad-value", error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_local_environment_needs_no_file_and_what_concerns_AWS_does_not_reach_it()
    {
        var bare = Load(environment: "local");
        Assert.True(bare.IsLocal);
        Assert.Equal("built-in environment local", bare.Cluster.Origin.Text);

        _folder.Write("slipway.yaml", TwoEnvironments + "\n  local: {logs: {group: /mine}}\n");
        var local = Load(environment: "local", variables: ("AWS_REGION", "eu-west-1"));
        Assert.Equal("default", local.Cluster.Value);
        Assert.Equal("us-east-1", local.Region!.Value);
        Assert.Null(local.Profile);
        Assert.Equal("/mine", local.Container("dbt-model").Logs!.Group);
        Assert.Equal(2048, local.Container("dbt-model").MemoryMiB);
    }

    [Fact]
    public void The_files_profile_gives_way_to_credentials_that_the_machine_brings_and_a_flag_does_not()
    {
        _folder.Write("slipway.yaml", TwoEnvironments);
        Assert.Equal("analytics", Load().Profile!.Value);
        Assert.Null(Load(variables: ("AWS_ACCESS_KEY_ID", "x")).Profile);
        Assert.Equal("mine", Load(variables: [("AWS_ACCESS_KEY_ID", "x"), ("SLIPWAY_PROFILE", "mine")]).Profile!.Value);
    }

    [Fact]
    public void Standard_AWS_variables_fill_in_what_nobody_says()
    {
        Assert.Equal("AWS_DEFAULT_REGION", Load(variables: ("AWS_DEFAULT_REGION", "eu-west-1")).Region!.Origin.Text);
        _folder.Write("slipway.yaml", TwoEnvironments);
        Assert.Equal("eu-central-1", Load(variables: ("AWS_REGION", "eu-west-1")).Region!.Value);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_with_its_place()
    {
        _folder.Write("slipway.yaml", """
            environment: [dev]
            regoin: eu-central-1
            account: 12
            ledger: somewhere
            subnets: subnet-1
            defaults: {memroy: 1 GiB, cpu: lots}
            containers:
              dbt-model: {env: {1A: x}}
              other: 5
            environments:
              dev: {cluster: [a], environments: {}, logs: {mode: sometimes}}
              prod: text
            """);
        Snapshot.Match(Assert.Throws<SettingsException>(() => Load()).Message);
    }

    [Fact]
    public void A_wrong_variable_is_named()
    {
        var error = Assert.Throws<SettingsException>(() => Load(variables: ("SLIPWAY_LEDGER", "nowhere")));
        Assert.StartsWith("SLIPWAY_LEDGER: ledger: 'nowhere' is not a ledger", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_environment_is_refused_with_those_that_exist()
    {
        _folder.Write("slipway.yaml", TwoEnvironments);
        var error = Assert.Throws<SettingsException>(() => Load(environment: "pord"));
        Assert.Equal("settings.unknown-environment", error.Code);
        Assert.Contains("Did you mean 'prod'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_that_mean_nothing_are_noticed() =>
        Assert.Equal(["SLIPWAY_CLUSTR"], Load(variables: ("SLIPWAY_CLUSTR", "x")).UnknownVariables);

    private static (string, string) Cluster(LoadedSettings settings) => (settings.Cluster.Value, settings.Cluster.Origin.Text);

    private LoadedSettings Load(string? environment = null, string? cluster = null, params (string, string)[] variables) =>
        SettingsLoader.Load(TestContexts.In(_folder.Path, variables), new SettingsFlags
        {
            Environment = environment,
            Values = cluster is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal) { ["--cluster"] = cluster },
        });
}

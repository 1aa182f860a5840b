using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Core.Containers;
using Slipway.Core.Errors;
using Slipway.Ecs.Definitions;
using Slipway.TestKits.Snapshots;

namespace Slipway.Ecs.Tests.Definitions;

public sealed class DefinitionBinderTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void The_least_becomes_this_document() => Snapshot.Match(Shown(Sample.Bind(Sample.Least)));

    [Fact]
    public void Everything_becomes_this_document() => Snapshot.Match(Shown(Sample.Bind(Sample.Everything)));

    [Fact]
    public void Command_environment_role_and_run_sizes_go_with_the_run_and_not_into_the_definition()
    {
        var plain = Sample.Bind(Sample.Least);
        var settings = Sample.Changed("""{ "command": ["dbt", "run"], "env": { "TARGET": "prod" }, "taskRole": "dbt-task", "assignPublicIp": true, "subnets": ["subnet-9"] }""");
        var bound = Sample.Bind(settings, new RunRequest
        {
            Command = ["dbt", "test"],
            Env = new Dictionary<string, string> { ["RUN"] = "7", ["TARGET"] = "dev" },
            CpuUnits = 1024,
            MemoryMiB = 4096,
            EphemeralStorageGiB = 100,
            Tags = new Dictionary<string, string> { ["run"] = "7" },
        });

        Assert.Equal(plain.Definition.Hash, bound.Definition.Hash);
        Assert.Empty(bound.Notes);
        Assert.Equal(["dbt", "test"], bound.Run.Command!);
        Assert.Equal("prod|dev|7", $"{settings.Env!["TARGET"]}|{bound.Run.Environment["TARGET"]}|{bound.Run.Environment["RUN"]}");
        Assert.Equal((1024, 4096, 100), (bound.Run.CpuUnits, bound.Run.MemoryMiB, bound.Run.EphemeralStorageGiB));
        Assert.Equal("arn:aws:iam::111122223333:role/dbt-task", bound.Run.TaskRoleArn);
        Assert.Equal("7", bound.Run.Tags["run"]);
        Assert.True(bound.Run.AssignPublicIp);
    }

    [Fact]
    public void A_run_that_wants_what_the_settings_say_overrides_nothing()
    {
        var bound = Sample.Bind(Sample.Changed("""{ "cpu": 1, "memory": "2 GiB" }"""), new RunRequest { CpuUnits = 1024, MemoryMiB = 2048 });

        Assert.Equal((null, null), (bound.Run.CpuUnits, bound.Run.MemoryMiB));
    }

    [Fact]
    public void A_declared_environment_too_large_for_overrides_moves_into_the_definition_and_the_runs_own_stays()
    {
        var settings = Sample.Changed(new JsonObject { ["env"] = new JsonObject { ["LARGE"] = new string('x', 8000), ["SMALL"] = "1" } }.ToJsonString());
        var first = Sample.Bind(settings, new RunRequest { Env = new Dictionary<string, string> { ["RUN"] = "1", ["SMALL"] = "2" } });
        var second = Sample.Bind(settings, new RunRequest { Env = new Dictionary<string, string> { ["RUN"] = "2" } });

        Assert.Equal(["RUN", "SMALL"], first.Run.Environment.Keys.Order());
        Assert.Equal(first.Definition.Hash, second.Definition.Hash);
        Assert.Contains("became part of the task definition", Assert.Single(first.Notes), StringComparison.Ordinal);
        Assert.Equal("LARGE,SMALL", string.Join(',', MainOf(first)["environment"]!.AsArray().Select(pair => pair!["name"]!.GetValue<string>())));
    }

    [Fact]
    public void A_runs_environment_too_large_for_overrides_moves_as_a_whole()
    {
        var bound = Sample.Bind(
            Sample.Changed("""{ "env": { "SMALL": "1" } }"""), new RunRequest { Env = new Dictionary<string, string> { ["LARGE"] = new string('x', 9000), ["SMALL"] = "2" } });

        Assert.Empty(bound.Run.Environment);
        Assert.Contains("makes a new revision", Assert.Single(bound.Notes), StringComparison.Ordinal);
        Assert.Equal("2", MainOf(bound)["environment"]!.AsArray().Single(pair => pair!["name"]!.GetValue<string>() == "SMALL")!["value"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ü")]
    [InlineData("\"")]
    public void What_stays_in_the_overrides_fits_as_it_is_sent(string unit)
    {
        for (var count = 1; ; count += 37)
        {
            var bound = Sample.Bind(Sample.Least, new RunRequest { Env = new Dictionary<string, string> { ["A"] = string.Concat(Enumerable.Repeat(unit, count)) } });
            var sent = JsonSerializer.Serialize(new
            {
                containerOverrides = new[] { new { name = "main", environment = bound.Run.Environment.Select(pair => new { name = pair.Key, value = pair.Value }) } },
            });
            Assert.InRange(sent.Length, 0, OverrideSize.Limit);
            if (bound.Run.Environment.Count == 0)
            {
                // It does not give up early, either: what just moved would have come close.
                Assert.InRange(count * JsonSerializer.Serialize(unit)[1..^1].Length, OverrideSize.Limit - 500, int.MaxValue);
                return;
            }
        }
    }

    [Fact]
    public void A_definition_over_64_kilobytes_is_refused()
    {
        var thrown = Assert.Throws<SlipwayException>(() =>
            Sample.Bind(Sample.Least, new RunRequest { Env = new Dictionary<string, string> { ["LARGE"] = new string('x', 70_000) } }));

        Assert.Equal("definition.too-large", thrown.Code);
    }

    [Fact]
    public void The_family_comes_from_the_repository_whatever_the_registry()
    {
        var ecr = Sample.Bind("""{ "image": "team/dbt.model:1.0.1", "executionRole": "e", "subnets": ["subnet-1"] }""");
        var other = Sample.Bind("""{ "image": "ghcr.io/team/dbt.model:2.0.0", "executionRole": "e", "subnets": ["subnet-1"] }""");

        Assert.Equal("slipway-team-dbt-model", ecr.Definition.Family);
        Assert.Equal(ecr.Definition.Family, other.Definition.Family);
        Assert.Equal("team/dbt.model:1.0.1", ecr.Definition.ImageVersion);
    }

    [Fact]
    public void A_very_long_repository_gives_a_family_that_ecs_takes_and_that_stays_its_own()
    {
        var first = FamilyName.OfRepository(new string('a', 250) + "x");
        var second = FamilyName.OfRepository(new string('a', 250) + "y");

        Assert.Equal(FamilyName.MaxLength, first.Length);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("""{ "cpu": 2 }""", 2048, 4096)]
    [InlineData("""{ "memory": "8 GiB" }""", 1024, 8192)]
    [InlineData("""{ }""", 512, 1024)]
    public void What_is_not_said_of_the_size_follows_from_the_rest(string patch, int cpu, int memory)
    {
        var request = Sample.Bind(Sample.Changed(patch)).Definition.ToRequest();

        Assert.Equal((cpu.ToString(), memory.ToString()), (request["cpu"]!.GetValue<string>(), request["memory"]!.GetValue<string>()));
    }

    [Fact]
    public void A_partition_goes_into_every_arn()
    {
        var settings = Sample.Changed("""{ "secrets": { "A": "ssm:a" }, "taskRole": "t" }""");
        var bound = DefinitionBinder.Bind(settings, Sample.Images(settings), Sample.Environment with { Region = "cn-north-1" }, RunRequest.Plain);

        Assert.Equal("arn:aws-cn:iam::111122223333:role/t", bound.Run.TaskRoleArn);
        Assert.Contains("\"arn:aws-cn:ssm:cn-north-1:111122223333:parameter/a\"", bound.Definition.CanonicalJson, StringComparison.Ordinal);
        Assert.Contains("\"arn:aws-cn:iam::111122223333:role/execution\"", bound.Definition.CanonicalJson, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_sidecar_image_is_a_mistake_of_the_caller()
    {
        var settings = Sample.Changed("""{ "sidecars": { "proxy": { "image": "nginx:1" } } }""");

        Assert.Throws<ArgumentException>(() => DefinitionBinder.Bind(settings, new LaunchImages(Sample.Image("a:1")), Sample.Environment, RunRequest.Plain));
    }

    [Fact]
    public void Everything_wrong_is_told_before_anything_is_made()
    {
        var thrown = Assert.Throws<InvalidSettingsException>(() => Sample.Bind("""{ "image": "a:1", "cpu": 3 }"""));

        Assert.Equal(["$.cpu", "$.executionRole", "$.subnets"], thrown.Problems.Select(problem => problem.Path).Order());
    }

    private static JsonObject MainOf(BoundLaunch bound) => bound.Definition.ToRequest()["containerDefinitions"]![0]!.AsObject();

    private static string Shown(BoundLaunch bound) =>
        $"{bound.Definition.Hash}\n{bound.Definition.ToRequest().ToJsonString(Indented)}\n{JsonSerializer.Serialize(bound.Run, Indented)}";
}

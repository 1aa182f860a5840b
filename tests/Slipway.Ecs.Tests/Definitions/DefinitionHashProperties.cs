using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Core.Containers;
using Slipway.Ecs.Definitions;
using Slipway.TestKits.Snapshots;

namespace Slipway.Ecs.Tests.Definitions;

/// <summary>What changes the hash and what does not, in both directions.</summary>
public sealed class DefinitionHashProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    // Every leaf of the sample that is hashed, with another value that is just as valid, whatever else changes.
    private static readonly (string Path, string Value)[] Hashed =
    [
        ("image", "\"team/dbt-other:1.0.1\""),
        ("entryPoint.0", "\"/bin/bash\""),
        ("entryPoint.1", "\"-ec\""),
        ("secrets.TOKEN", "\"secretsmanager:warehouse:token2\""),
        ("secrets.PASSWORD", "\"ssm:/data/password2\""),
        ("logs.group", "\"/slipway/other\""),
        ("logs.streamPrefix", "\"other\""),
        ("logs.mode", "\"blocking\""),
        ("logs.maxBufferSize", "\"30 MiB\""),
        ("logs.createGroup", "false"),
        ("logs.options.awslogs-datetime-format", "\"%m\""),
        ("mounts./shared.volume", "\"scratch\""),
        ("mounts./shared.readOnly", "false"),
        ("mounts./data", "\"shared\""),
        ("volumesFrom.0", "\"tools\""),
        ("volumesFrom.1", "\"proxy:ro\""),
        ("portMappings.0", "\"54/udp\""),
        ("portMappings.1", "8081"),
        ("readonlyRootFilesystem", "false"),
        ("user", "\"1001:1000\""),
        ("workingDirectory", "\"/other\""),
        ("healthCheck.command.0", "\"wget\""),
        ("healthCheck.command.1", "\"-q\""),
        ("healthCheck.command.2", "\"http://localhost/health\""),
        ("healthCheck.interval", "\"11s\""),
        ("healthCheck.timeout", "\"4s\""),
        ("healthCheck.retries", "5"),
        ("healthCheck.startPeriod", "\"2m\""),
        ("stopTimeout", "\"30s\""),
        ("startTimeout", "\"90s\""),
        ("dependsOn.proxy", "\"started\""),
        ("dependsOn.tools", "\"completed\""),
        ("repositoryCredentials", "\"secretsmanager:registry2\""),
        ("family", "\"sales-dbt-2\""),
        ("cpu", "2"),
        ("memory", "\"8 GiB\""),
        ("ephemeralStorage", "60"),
        ("architecture", "\"x86_64\""),
        ("executionRole", "\"execution2\""),
        ("volumes.shared.efs.fileSystem", "\"fs-2\""),
        ("volumes.shared.efs.accessPoint", "\"fsap-2\""),
        ("volumes.shared.efs.iam", "false"),
        ("volumes.shared.efs.transitEncryptionPort", "2050"),
        ("sidecars.tools.image", "\"tools2:1.0\""),
        ("sidecars.tools.command.0", "\"other\""),
        ("sidecars.tools.logs.driver", "\"splunk\""),
        ("sidecars.proxy.image", "\"public.ecr.aws/nginx/other:1.27\""),
        ("sidecars.proxy.essential", "false"),
        ("sidecars.proxy.cpu", "0.5"),
        ("sidecars.proxy.memory", "\"512 MiB\""),
        ("sidecars.proxy.env.Z", "\"2\""),
        ("sidecars.proxy.env.Y", "\"3\""),
        ("sidecars.proxy.healthCheck.command.0", "\"CMD\""),
        ("sidecars.proxy.healthCheck.command.1", "\"false\""),
        ("raw.pidMode", "\"host\""),
        ("raw.containerDefinitions.0.dockerLabels.b", "\"3\""),
        ("raw.containerDefinitions.0.dockerLabels.a", "\"2\""),
        ("raw.containerDefinitions.0.linuxParameters.initProcessEnabled", "false"),
    ];

    // Leaves that say something about one run, or about nothing that runs.
    private static readonly (string Path, string Value)[] NotHashed =
    [
        ("command.0", "\"dbt test\""),
        ("env.A", "\"other\""),
        ("env.B", "\"other\""),
        ("taskRole", "\"other\""),
        ("tags.team", "\"other\""),
        ("subnets.0", "\"subnet-8\""),
        ("subnets.1", "\"subnet-9\""),
        ("securityGroups.0", "\"sg-9\""),
        ("assignPublicIp", "false"),
        ("platformVersion", "\"LATEST\""),
        ("enableExecuteCommand", "false"),
    ];

    // Leaves that are names of each other, or the only value there is; tested on their own below.
    private static readonly string[] Apart = ["name", "operatingSystem", "raw.containerDefinitions.0.name", "capacity.0", "capacity.1"];

    // What a person may write without meaning anything by it.
    private static readonly string[] SpelledOutDefaults =
    [
        """{ "logs": { "region": "eu-west-1", "driver": "awslogs" } }""",
        """{ "healthCheck": null }""",
        """{ "volumes": { "shared": { "efs": { "path": "/", "transitEncryption": true } } } }""",
        """{ "mounts": { "/data": { "volume": "scratch", "readOnly": false } } }""",
        """{ "sidecars": { "tools": { "essential": false, "readonlyRootFilesystem": false, "stopTimeout": "30s", "entryPoint": [], "env": {}, "portMappings": [] } } }""",
        """{ "sidecars": { "proxy": { "healthCheck": { "interval": "30s", "timeout": 5, "retries": 3, "startPeriod": "0s" } } } }""",
        """{ "portMappings": ["53/udp", "8080/tcp"] }""",
        """{ "executionRole": "execution" }""",
        """{ "secrets": { "PASSWORD": "arn:aws:ssm:eu-west-1:111122223333:parameter/data/password" } }""",
        """{ "secrets": { "TOKEN": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:warehouse:token::" } }""",
        """{ "healthCheck": { "command": ["CMD", "curl", "-f", "http://localhost/"] } }""",
        """{ "cpu": "1024 units", "memory": 4096, "ephemeralStorage": "51200 MiB", "stopTimeout": 120, "operatingSystem": "linux" }""",
        """{ "raw": { "ipcMode": null } }""",
    ];

    [Fact]
    public void Every_leaf_of_the_sample_is_either_hashed_or_not()
    {
        var known = Hashed.Concat(NotHashed).Select(entry => entry.Path).Concat(Apart).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(known, Leaves(JsonNode.Parse(Sample.Everything)!, "").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_change_more_or_less_always_changes_the_hash()
    {
        var cases =
            from chosen in Gen.SubListOf(Enumerable.Range(0, Hashed.Length))
            from toggled in Gen.Choose(0, Hashed.Length - 1)
            where Counts(toggled, chosen)
            select (Chosen: chosen.ToArray(), Other: Toggle(chosen, toggled));

        Prop.ForAll(cases.ToArbitrary(), pair => !HashWith(pair.Chosen).Equals(HashWith(pair.Other))).Check(Thorough);
    }

    [Fact]
    public void Each_single_change_gives_a_hash_of_its_own()
    {
        var hashes = Hashed.Select(change => (change.Path, Hash: HashOf(With(Sample.Everything, change)))).Append((Path: "", Hash: HashOf(Parse(Sample.Everything)))).ToList();

        Assert.Empty(hashes.GroupBy(entry => entry.Hash).Where(group => group.Count() > 1).Select(group => string.Join(" = ", group.Select(entry => entry.Path))));
    }

    [Fact]
    public void Order_white_space_and_what_is_not_hashed_never_change_the_hash()
    {
        var expected = HashOf(Parse(Sample.Everything));
        var spellings =
            from seed in ArbMap.Default.GeneratorFor<int>()
            from chosen in Gen.SubListOf(NotHashed)
            from defaults in Gen.SubListOf(SpelledOutDefaults)
            select (seed, chosen, defaults);

        Prop.ForAll(spellings.ToArbitrary(), spelling =>
        {
            var settings = Parse(Sample.Everything);
            foreach (var (path, value) in spelling.chosen)
                Put(settings, path, value);
            foreach (var patch in spelling.defaults)
                Patch(settings, JsonNode.Parse(patch)!.AsObject());
            var shuffled = Shuffle(settings, new System.Random(spelling.seed));
            return HashOf(JsonNode.Parse(shuffled.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = spelling.seed % 2 == 0 }))!.AsObject()).Equals(expected);
        }).Check(Thorough);
    }

    [Theory]
    [InlineData("""{ "name": "other" }""")]
    [InlineData("""{ "operatingSystem": "WINDOWS_SERVER_2022_CORE", "cpu": 1 }""")]
    [InlineData("""{ "capacity": ["my-provider"] }""")]
    [InlineData("""{ "capacity": ["my-provider", "FARGATE"] }""")]
    [InlineData("""{ "volumes": { "a": {} } }""")]
    [InlineData("""{ "executionRole": "team/execution" }""")]
    public void Other_members_change_it_too(string patch) =>
        Assert.NotEqual(Sample.Bind(Sample.Changed("""{ "cpu": 1 }""")).Definition.Hash, Sample.Bind(Sample.Changed(patch, """{ "image": "dbt-model:1.0.1", "cpu": 1, "executionRole": "execution", "subnets": ["subnet-1"] }""")).Definition.Hash);

    [Fact]
    public void The_digest_changes_it_and_the_tag_does_not()
    {
        var first = Sample.Bind(Sample.Changed("""{ "image": "dbt-model:1.0.1" }"""));
        var sameBytes = Sample.Bind(Sample.Changed("""{ "image": "dbt-model:1.0.2" }"""));
        var otherBytes = Sample.Bind(Sample.Changed("""{ "image": "dbt-model:1.0.1" }"""), digest: Sample.OtherDigest);

        Assert.Equal(first.Definition.Hash, sameBytes.Definition.Hash);
        Assert.NotEqual(first.Definition.Hash, otherBytes.Definition.Hash);
    }

    [Fact]
    public void The_hash_is_the_schemes_version_and_the_sha256_of_the_canonical_document()
    {
        var definition = Sample.Bind(Sample.Everything).Definition;
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(definition.CanonicalJson)));

        Assert.Equal($"1:{sha}", definition.Hash.Value);
        Assert.Equal(definition.CanonicalJson, CanonicalJson.ToText(definition.ToRequest()));
    }

    // A changed line here means that everybody's revisions are registered anew: raise DefinitionHash.Scheme, and say so in the change log.
    [Fact]
    public void Golden_hashes()
    {
        string[] samples =
        [
            Sample.Least,
            Sample.Everything,
            """{ "image": "ghcr.io/org/app:2.0.0", "cpu": 0.25, "subnets": ["subnet-1"] }""",
            """{ "image": "a:1.0.0", "cpu": 4, "memory": "30 GiB", "architecture": "arm64", "executionRole": "e", "subnets": ["subnet-1"], "logs": { "group": "g" } }""",
            """{ "image": "a:1.0.0", "executionRole": "e", "subnets": ["subnet-1"], "user": "žluť", "raw": { "containerDefinitions": [{ "name": "main", "ulimits": [{ "name": "nofile", "softLimit": 1024, "hardLimit": 4096 }] }] } }""",
        ];

        Snapshot.Match(string.Join('\n', samples.Select(sample => $"{Sample.Bind(sample).Definition.Hash} {JsonNode.Parse(sample)!.ToJsonString()}")));
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static DefinitionHash HashOf(JsonObject settings) => Sample.Bind(ContainerSettingsReader.Read(settings).OrThrow()).Definition.Hash;

    private static DefinitionHash HashWith(int[] changes)
    {
        var settings = Parse(Sample.Everything);
        foreach (var change in changes)
            Put(settings, Hashed[change].Path, Hashed[change].Value);
        // A blocking log has no buffer, and ECS would be told of none.
        if (changes.Contains(LogMode))
            settings["logs"]!.AsObject().Remove("maxBufferSize");
        return HashOf(settings);
    }

    private static int LogMode { get; } = Array.FindIndex(Hashed, change => change.Path == "logs.mode");

    private static int LogBuffer { get; } = Array.FindIndex(Hashed, change => change.Path == "logs.maxBufferSize");

    private static int[] Toggle(List<int> chosen, int change) => chosen.Contains(change) ? [.. chosen.Where(other => other != change)] : [.. chosen, change];

    // A blocking log has no buffer, whose size then means nothing.
    private static bool Counts(int change, List<int> others) => !(change == LogBuffer && others.Contains(LogMode));

    private static JsonObject With(string json, (string Path, string Value) change)
    {
        var settings = Parse(json);
        Put(settings, change.Path, change.Value);
        if (change.Path == "logs.mode")
            settings["logs"]!.AsObject().Remove("maxBufferSize");
        return settings;
    }

    private static void Put(JsonObject root, string path, string value)
    {
        JsonNode node = root;
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
            node = node is JsonArray list ? list[int.Parse(part)]! : node[part]!;
        if (node is JsonArray array)
            array[int.Parse(parts[^1])] = JsonNode.Parse(value);
        else
            node[parts[^1]] = JsonNode.Parse(value);
    }

    private static void Patch(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject known)
                Patch(known, inner);
            else if (value is not null || name == "ipcMode")
                target[name] = value?.DeepClone();
        }
    }

    private static JsonNode Shuffle(JsonNode node, System.Random random) => node switch
    {
        JsonObject members => new JsonObject(members.ToArray().OrderBy(_ => random.Next()).Select(member =>
            KeyValuePair.Create(member.Key, member.Value is null ? null
                : member.Key is "portMappings" or "volumesFrom" ? new JsonArray([.. member.Value.AsArray().OrderBy(_ => random.Next()).Select(item => item!.DeepClone())])
                : Shuffle(member.Value, random)))),
        JsonArray items => new JsonArray([.. items.Select(item => Shuffle(item!, random))]),
        _ => node.DeepClone(),
    };

    private static IEnumerable<string> Leaves(JsonNode node, string path) => node switch
    {
        JsonObject { Count: > 0 } members => members.SelectMany(member => Leaves(member.Value!, Join(path, member.Key))),
        JsonArray items => items.SelectMany((item, i) => Leaves(item!, Join(path, i.ToString()))),
        JsonObject => [],
        _ => [path],
    };

    private static string Join(string path, string part) => path.Length == 0 ? part : $"{path}.{part}";
}

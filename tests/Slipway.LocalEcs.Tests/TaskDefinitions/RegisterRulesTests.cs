using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.TaskDefinitions;
using Slipway.LocalEcs.Tests.Hosting;

namespace Slipway.LocalEcs.Tests.TaskDefinitions;

public sealed class RegisterRulesTests
{
    /// <summary>A valid definition, one thing spoiled, and AWS's words for it.</summary>
    public static TheoryData<string, string> OfTheTask => new()
    {
        { """{"family":""}""", "Family should not be null or empty." },
        { """{"family":"no spaces"}""", "Family contains invalid characters." },
        { """{"family":"no.dots"}""", "Family contains invalid characters." },
        { """{"containerDefinitions":[]}""", "Container list cannot be empty." },
        { """{"networkMode":"bridge"}""", "Fargate only supports network mode 'awsvpc'." },
        { """{"networkMode":"tunnel"}""", "networkMode should be one of" },
        { """{"cpu":null}""", "Fargate requires that 'cpu' be defined at the task level." },
        { """{"memory":null}""", "Fargate requires that 'memory' be defined at the task level." },
        { """{"cpu":"fast"}""", "Invalid 'cpu' setting for task." },
        { """{"cpu":"100"}""", "between 128 and 196608" },
        { """{"cpu":"300"}""", "No Fargate configuration exists for given values: 300 CPU, 512 memory." },
        { """{"memory":"4096"}""", "No Fargate configuration exists for given values: 256 CPU, 4096 memory." },
        { """{"cpu":"8192","memory":"18432"}""", "No Fargate configuration exists" },
        { """{"requiresCompatibilities":["LAMBDA"]}""", "Requires compatibilities should be one of" },
        { """{"ephemeralStorage":{"sizeInGiB":20}}""", "between 21 and 200" },
        { """{"ephemeralStorage":{"sizeInGiB":201}}""", "between 21 and 200" },
        { """{"runtimePlatform":{"cpuArchitecture":"MIPS"}}""", "cpuArchitecture should be one of" },
        { """{"ipcMode":"task"}""", "ipcMode" },
        { """{"pidMode":"host"}""", "pidMode" },
        { """{"placementConstraints":[{"type":"memberOf","expression":"x"}]}""", "placement constraints" },
        { """{"volumes":[{"name":"v"},{"name":"v"}]}""", "Duplicate volume name" },
        { """{"volumes":[{"name":"v","host":{"sourcePath":"/etc"}}]}""", "do not support host source paths" },
        { """{"volumes":[{"name":"v","efsVolumeConfiguration":{"fileSystemId":"fs-1","authorizationConfig":{"iam":"ENABLED"}}}]}""", "transit encryption" },
    };

    /// <summary>The same for the container.</summary>
    public static TheoryData<string, string> OfTheContainer => new()
    {
        { """{"name":null}""", "Container.name should not be null or empty." },
        { """{"name":"a b"}""", "Container.name contains invalid characters" },
        { """{"image":null}""", "Container.image should not be null or empty." },
        { """{"image":"has spaces"}""", "Container.image contains invalid characters." },
        { """{"essential":false}""", "at least one essential container" },
        { """{"memory":5}""", "at least 6 MiB" },
        { """{"memory":100,"memoryReservation":200}""", "'memory' must be greater than 'memoryReservation'" },
        { """{"memory":600}""", "greater than the task's 'memory'" },
        { """{"cpu":512}""", "greater than the task's 'cpu'" },
        { """{"portMappings":[{"containerPort":80,"hostPort":8080}]}""", "host ports and container ports in port mappings must match" },
        { """{"portMappings":[{"containerPort":0}]}""", "between 1 and 65535" },
        { """{"portMappings":[{"containerPort":80},{"containerPort":80}]}""", "mapped twice" },
        { """{"environment":[{"value":"x"}]}""", "names must not be null or empty" },
        { """{"secrets":[{"name":"A","valueFrom":"/a"}]}""", "you must also specify a value for 'executionRoleArn'" },
        { """{"environment":[{"name":"A","value":"1"}],"secrets":[{"name":"A","valueFrom":"/a"}]}""", "The secret name must be unique" },
        { """{"healthCheck":{"command":["true"]}}""", "must start with CMD or CMD-SHELL" },
        { """{"healthCheck":{"command":["CMD","true"],"interval":4}}""", "interval must be between 5 and 300" },
        { """{"healthCheck":{"command":["CMD","true"],"retries":11}}""", "retries must be between 1 and 10" },
        { """{"mountPoints":[{"sourceVolume":"gone","containerPath":"/x"}]}""", "Unknown volume 'gone'." },
        { """{"volumesFrom":[{"sourceContainer":"gone"}]}""", "unknown container 'gone'" },
        { """{"dependsOn":[{"containerName":"gone","condition":"START"}]}""", "unknown container 'gone'" },
        { """{"dependsOn":[{"containerName":"main","condition":"START"}]}""", "unknown container 'main'" },
        { """{"stopTimeout":121}""", "'stopTimeout' must be between 2 and 120" },
        { """{"privileged":true}""", "Fargate does not support privileged" },
        { """{"hostname":"x"}""", "not supported with networkMode=awsvpc" },
        { """{"links":["x"]}""", "not supported with networkMode=awsvpc" },
        { """{"ulimits":[{"name":"nproc","softLimit":1,"hardLimit":2}]}""", "Fargate does not support ulimit nproc" },
        { """{"linuxParameters":{"capabilities":{"add":["SYS_ADMIN"]}}}""", "the capability SYS_ADMIN" },
        { """{"linuxParameters":{"tmpfs":[{"containerPath":"/t","size":1}]}}""", "linuxParameters.tmpfs" },
        { """{"resourceRequirements":[{"type":"GPU","value":"1"}]}""", "Fargate does not support GPU" },
        { """{"logConfiguration":{"logDriver":"awslogs"}}""", "Log driver awslogs requires options: awslogs-group, awslogs-region" },
        { """{"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"g","awslogs-region":"r","awslogs-color":"red"}}}""", "Log driver awslogs disallows options: awslogs-color" },
        { """{"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"g","awslogs-region":"r"}}}""", "awslogs-stream-prefix" },
        { """{"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"g","awslogs-region":"r","awslogs-stream-prefix":"p"}}}""", "execution role ARN to support log driver awslogs" },
        { """{"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"g","awslogs-region":"r","awslogs-stream-prefix":"p","mode":"maybe"}}}""", "mode should be one of" },
        { """{"logConfiguration":{"logDriver":"json-file"}}""", "the log driver json-file" },
        { """{"image":"123456789012.dkr.ecr.eu-west-1.amazonaws.com/job:1"}""", "execution role ARN to support ECR images" },
        { """{"repositoryCredentials":{"credentialsParameter":"arn:x"}}""", "execution role ARN to support private registry" },
    };

    [Theory]
    [MemberData(nameof(OfTheTask))]
    public void A_spoiled_definition_is_refused(string spoil, string words) => Refused(Requests.Definition(change: json => Apply(json, spoil)), words);

    [Theory]
    [MemberData(nameof(OfTheContainer))]
    public void A_spoiled_container_is_refused(string spoil, string words) => Refused(Requests.Definition(changeContainer: json => Apply(json, spoil)), words);

    [Theory]
    [InlineData("256", "512")]
    [InlineData(".25 vCPU", ".5 GB")]
    [InlineData("1 vcpu", "2gb")]
    [InlineData("4096", "30720")]
    [InlineData("8192", "61440")]
    [InlineData("16384", "122880")]
    public void Every_way_to_write_a_size_that_Fargate_offers_is_taken(string cpu, string memory) =>
        DefinitionRules.Check(Requests.Definition(change: json => (json["cpu"], json["memory"]) = (cpu, memory)));

    [Fact]
    public void Eleven_containers_are_refused() =>
        Refused(Requests.Definition(change: json => json["containerDefinitions"] = Containers(11)), "at most 10 containers");

    [Fact]
    public void Ten_containers_are_taken() => DefinitionRules.Check(Requests.Definition(change: json => json["containerDefinitions"] = Containers(10)));

    [Fact]
    public void Two_containers_of_one_name_are_refused() =>
        Refused(
            Requests.Definition(change: json => json["containerDefinitions"]!.AsArray().Add(json["containerDefinitions"]![0]!.DeepClone())),
            "Duplicate container name: 'main'");

    [Fact]
    public void More_than_64_KB_are_refused() =>
        Refused(
            Requests.Definition(changeContainer: json => json["dockerLabels"] = new JsonObject { ["big"] = new string('x', 65536) }),
            "larger than the limit");

    [Theory]
    [InlineData("HEALTHY", true, "needs a health check")]
    [InlineData("SUCCESS", true, "cannot be set on the essential container")]
    [InlineData("COMPLETE", true, "cannot be set on the essential container")]
    [InlineData("SOON", false, "condition should be one of")]
    public void A_dependency_that_can_never_hold_is_refused(string condition, bool essential, string words) =>
        Refused(TwoContainers(condition, essential), words);

    [Fact]
    public void Dependencies_in_a_circle_are_refused() =>
        Refused(
            Requests.Definition(change: json =>
            {
                json["containerDefinitions"] = Containers(2);
                json["containerDefinitions"]![0]!["dependsOn"] = DependsOn("c1", "START");
                json["containerDefinitions"]![1]!["dependsOn"] = DependsOn("c0", "START");
            }),
            "must not form a cycle");

    [Fact]
    public async Task A_registration_that_AWS_would_refuse_is_a_ClientException()
    {
        await using var host = await LocalEcsHost.StartAsync();
        Assert.Equal("ClientException", (await host.Client.RefusedAsync("RegisterTaskDefinition", """{"family":"job","containerDefinitions":[]}""")).Code);
    }

    private static JsonObject TwoContainers(string condition, bool essential) => Requests.Definition(change: json =>
    {
        json["containerDefinitions"] = Containers(2);
        json["containerDefinitions"]![0]!["essential"] = essential;
        json["containerDefinitions"]![1]!["dependsOn"] = DependsOn("c0", condition);
    });

    private static JsonArray DependsOn(string container, string condition) => [new JsonObject { ["containerName"] = container, ["condition"] = condition }];

    private static JsonArray Containers(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new JsonObject { ["name"] = $"c{i}", ["image"] = "example:1" })];

    private static void Refused(JsonObject definition, string words)
    {
        var refused = Assert.Throws<AwsServiceException>(() => DefinitionRules.Check(definition));
        Assert.Equal("ClientException", refused.Code);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    private static void Apply(JsonObject json, string spoil)
    {
        foreach (var (name, value) in JsonNode.Parse(spoil)!.AsObject())
        {
            json[name] = value?.DeepClone();
        }
    }
}

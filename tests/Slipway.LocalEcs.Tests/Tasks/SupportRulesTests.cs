using System.Text.Json.Nodes;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits;

namespace Slipway.LocalEcs.Tests.Tasks;

public sealed class SupportRulesTests
{
    private static readonly string Guide = Repository.Path("docs", "guides", "local-ecs.md");

    /// <summary>Where it stands (in the container, the definition, the launch, its override), what it is, and how it is named.</summary>
    public static TheoryData<string, string, string> WhatItDoesNotRun => new()
    {
        { "container", """{"restartPolicy":{"enabled":true}}""", "restartPolicy" },
        { "container", """{"environmentFiles":[{"type":"s3","value":"arn:aws:s3:::b/k"}]}""", "environmentFiles" },
        { "container", """{"firelensConfiguration":{"type":"fluentbit"}}""", "firelensConfiguration" },
        { "container", """{"logConfiguration":{"logDriver":"awsfirelens"}}""", "the log driver awsfirelens" },
        { "container", """{"logConfiguration":{"logDriver":"splunk","options":{"splunk-url":"x"}}}""", "the log driver splunk" },
        { "container", """{"credentialSpecs":["credentialspec:arn:aws:s3:::b/k"]}""", "credentialSpecs" },
        { "container", """{"resourceRequirements":[{"type":"InferenceAccelerator","value":"d"}]}""", "resourceRequirements" },
        { "container", """{"systemControls":[{"namespace":"net.core.somaxconn","value":"1024"}]}""", "systemControls" },
        { "container", """{"pseudoTerminal":true}""", "pseudoTerminal" },
        { "container", """{"interactive":true}""", "interactive" },
        { "definition", """{"pidMode":"task"}""", "pidMode task" },
        { "definition", """{"volumes":[{"name":"disk","configuredAtLaunch":true}]}""", "configuredAtLaunch" },
        { "definition", """{"volumes":[{"name":"bucket","s3filesVolumeConfiguration":{"fileSystemArn":"arn:aws:s3files:us-east-1:000000000000:file-system/fs-1"}}]}""", "s3filesVolumeConfiguration" },
        { "run", """{"volumeConfigurations":[{"name":"disk","managedEBSVolume":{"roleArn":"arn:aws:iam::000000000000:role/ebs","sizeInGiB":10}}]}""", "volumeConfigurations" },
        { "override", """{"environmentFiles":[{"type":"s3","value":"arn:aws:s3:::b/k"}]}""", "environmentFiles" },
        { "override", """{"resourceRequirements":[{"type":"GPU","value":"1"}]}""", "resourceRequirements" },
    };

    [Theory]
    [MemberData(nameof(WhatItDoesNotRun))]
    public async Task What_it_cannot_run_is_refused_rather_than_left_out_and_the_guide_says_so(string where, string json, string named)
    {
        await using var host = await LocalEcsHost.StartAsync();
        void Add(string place, JsonObject to)
        {
            if (place == where)
            {
                foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
                {
                    to[name] = value?.DeepClone();
                }
            }
        }

        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition(change: definition => Add("definition", definition), changeContainer: container => Add("container", container)));
        var run = Requests.Run(change: request =>
        {
            request["overrides"] = Requests.Simulate("");
            Add("run", request);
            Add("override", request["overrides"]!["containerOverrides"]![0]!.AsObject());
        });

        var refused = await host.Client.RefusedAsync("RunTask", run.ToJsonString());

        Assert.Equal("UnsupportedFeatureException", refused.Code);
        Assert.Contains(named, refused.Refusal, StringComparison.Ordinal);
        Assert.Contains(named.Split(' ')[^1], await File.ReadAllTextAsync(Guide, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}

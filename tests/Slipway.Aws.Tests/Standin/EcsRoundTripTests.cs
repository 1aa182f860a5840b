using System.Text.Json.Nodes;
using Slipway.Aws.Ecs;
using Slipway.TestKits.Components;

namespace Slipway.Aws.Tests.Standin;

public sealed class EcsRoundTripTests(MotoServer moto) : StandinTests(moto)
{
    [Fact]
    public async Task Revisions_are_registered_described_listed_and_retired()
    {
        using var ecs = new EcsClient(Options);
        var definition = JsonNode.Parse("""
            {"family":"round-trip","cpu":"256","memory":"512","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],
             "containerDefinitions":[{"name":"main","image":"dbt@sha256:aa","environment":[{"name":"A","value":"1"}],
             "logConfiguration":{"logDriver":"awslogs","options":{"mode":"blocking"}}}]}
            """)!.AsObject();

        var registered = await ecs.RegisterTaskDefinitionAsync(
            new RegisterTaskDefinitionRequest { Definition = definition, Tags = [new Tag { Key = "slipway:hash", Value = "h1" }] },
            Cancel);
        var arn = registered.TaskDefinition.TaskDefinitionArn;
        var described = await ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = arn, Include = ["TAGS"] }, Cancel);
        var listed = await ecs.ListTaskDefinitionsAsync(new ListTaskDefinitionsRequest { FamilyPrefix = "round-trip" }, Cancel);
        var families = await ecs.ListTaskDefinitionFamiliesAsync(new ListTaskDefinitionFamiliesRequest { FamilyPrefix = "round-trip" }, Cancel);
        var tags = await ecs.ListTagsForResourceAsync(new ListTagsForResourceRequest { ResourceArn = arn }, Cancel);
        var deregistered = await ecs.DeregisterTaskDefinitionAsync(new DeregisterTaskDefinitionRequest { TaskDefinition = arn }, Cancel);
        var deleted = await ecs.DeleteTaskDefinitionsAsync(new DeleteTaskDefinitionsRequest { TaskDefinitions = [arn] }, Cancel);

        Assert.Equal(("round-trip", 1, "ACTIVE"), (registered.TaskDefinition.Family, registered.TaskDefinition.Revision, registered.TaskDefinition.Status));
        var container = Assert.Single(described.TaskDefinition.ContainerDefinitions);
        Assert.Equal("dbt@sha256:aa", container.Image);
        Assert.Equal("1", Assert.Single(container.Environment!).Value);
        Assert.Equal("blocking", container.LogConfiguration!.Options!["mode"]);
        Assert.Equal("FARGATE", described.TaskDefinition.Raw["requiresCompatibilities"]![0]!.GetValue<string>());
        Assert.Equal(new Tag { Key = "slipway:hash", Value = "h1" }, Assert.Single(described.Tags));
        Assert.Equal(described.Tags, tags.Tags);
        Assert.Equal([arn], listed.TaskDefinitionArns);
        Assert.Equal(["round-trip"], families.Families);
        Assert.Equal("INACTIVE", deregistered.TaskDefinition.Status);
        Assert.Equal(arn, Assert.Single(deleted.TaskDefinitions).TaskDefinitionArn);
    }

    [Fact]
    public async Task ECS_tasks_are_launched_described_listed_and_stopped()
    {
        using var ecs = new EcsClient(Options);
        var subnet = await Boto3.RunAsync(Moto, """print(client("ec2").describe_subnets()["Subnets"][0]["SubnetId"])""", Cancel);
        await ecs.CreateClusterAsync(new CreateClusterRequest { ClusterName = "data", Tags = [new Tag { Key = "a", Value = "b" }] }, Cancel);
        await ecs.RegisterTaskDefinitionAsync(
            new RegisterTaskDefinitionRequest
            {
                Definition = JsonNode.Parse("""
                    {"family":"launched","cpu":"256","memory":"512","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],
                     "containerDefinitions":[{"name":"main","image":"dbt","memory":512}]}
                    """)!.AsObject(),
            },
            Cancel);
        var request = new RunTaskRequest
        {
            ClientToken = "launch-1.1",
            StartedBy = "launch-1",
            Cluster = "data",
            TaskDefinition = "launched",
            LaunchType = "FARGATE",
            NetworkConfiguration = new NetworkConfiguration { AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = [subnet], SecurityGroups = [] } },
            Overrides = new TaskOverride { ContainerOverrides = [new ContainerOverride { Name = "main", Command = ["dbt", "run"] }] },
        };

        var run = await ecs.RunTaskAsync(request, Cancel);
        var arn = Assert.Single(run.Tasks).TaskArn;
        var described = await ecs.DescribeTasksAsync(new DescribeTasksRequest { Cluster = "data", Tasks = [arn] }, Cancel);
        var listed = await ecs.ListTasksAsync(new ListTasksRequest { Cluster = "data", StartedBy = "launch-1" }, Cancel);
        var stopped = await ecs.StopTaskAsync(new StopTaskRequest { Cluster = "data", Task = arn, Reason = "cancelled" }, Cancel);

        Assert.Empty(run.Failures);
        Assert.Equal("launch-1", Assert.Single(described.Tasks).StartedBy);
        Assert.Equal(["dbt", "run"], Assert.Single(described.Tasks[0].Overrides!.ContainerOverrides!).Command);
        Assert.Equal([arn], listed.TaskArns);
        Assert.Equal("cancelled", stopped.Task.StoppedReason);
    }

    [Fact]
    public async Task Clusters_are_described_listed_and_tagged()
    {
        using var ecs = new EcsClient(Options);
        var created = await ecs.CreateClusterAsync(new CreateClusterRequest { ClusterName = "tagged" }, Cancel);
        var arn = created.Cluster.ClusterArn!;

        await ecs.TagResourceAsync(new TagResourceRequest { ResourceArn = arn, Tags = [new Tag { Key = "a", Value = "1" }, new Tag { Key = "b", Value = "2" }] }, Cancel);
        await ecs.UntagResourceAsync(new UntagResourceRequest { ResourceArn = arn, TagKeys = ["a"] }, Cancel);
        var described = await ecs.DescribeClustersAsync(new DescribeClustersRequest { Clusters = ["tagged", "gone"], Include = ["TAGS"] }, Cancel);
        var listed = await ecs.ListClustersAsync(new ListClustersRequest(), Cancel);

        Assert.Equal("ACTIVE", Assert.Single(described.Clusters).Status);
        Assert.Equal(new Tag { Key = "b", Value = "2" }, Assert.Single(described.Clusters[0].Tags));
        Assert.Equal("MISSING", Assert.Single(described.Failures).Reason);
        Assert.Contains(arn, listed.ClusterArns);
    }

    [Fact]
    public async Task What_does_not_exist_is_refused_with_its_code()
    {
        using var ecs = new EcsClient(Options);

        var cluster = await Assert.ThrowsAsync<AwsNotFoundException>(() => ecs.DescribeTasksAsync(new DescribeTasksRequest { Cluster = "nowhere", Tasks = ["a"] }, Cancel));
        var definition = await Assert.ThrowsAsync<AwsClientFaultException>(() => ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = "nowhere:1" }, Cancel));

        Assert.Equal("ClusterNotFoundException", cluster.Code);
        Assert.Equal("ClientException", definition.Code);
        Assert.Contains("nowhere:1", definition.Message, StringComparison.Ordinal);
    }
}

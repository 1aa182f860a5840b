using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>
/// What ECS adds to a definition and gives back. observed, all of it: the reason why comparing what DescribeTaskDefinition returns
/// with what was sent never matches for long.
/// </summary>
internal static class DefinitionDefaults
{
    /// <summary>Makes the body that is kept and described from a valid request.</summary>
    public static JsonObject Fill(JsonObject request, Arns arns)
    {
        var body = request.DeepClone().AsObject();
        body.Remove("family");
        body.Remove("tags");
        foreach (var (name, _) in body.Where(member => member.Value is null).ToList())
        {
            body.Remove(name);
        }

        Role(body, "taskRoleArn", arns);
        Role(body, "executionRoleArn", arns);
        var awsvpc = body.Text("networkMode") is "awsvpc";
        foreach (var container in body.Structures("containerDefinitions"))
        {
            Container(container, awsvpc);
        }

        foreach (var volume in body.Structures("volumes"))
        {
            if (volume.Count == 1)
            {
                volume["host"] = new JsonObject();
            }
        }

        if (body.Text("cpu") is { } cpu)
        {
            body["cpu"] = $"{FargateSizes.Cpu(cpu)}";
        }

        if (body.Text("memory") is { } memory)
        {
            body["memory"] = $"{FargateSizes.Memory(memory)}";
        }

        Default(body, "volumes", new JsonArray());
        Default(body, "placementConstraints", new JsonArray());
        Default(body, "enableFaultInjection", false);
        body["compatibilities"] = Compatibilities(body);
        body["requiresAttributes"] = RequiredAttributes.Of(body);
        return body;
    }

    private static void Container(JsonObject container, bool awsvpc)
    {
        foreach (var (name, _) in container.Where(member => member.Value is null).ToList())
        {
            container.Remove(name);
        }

        Default(container, "cpu", 0);
        Default(container, "essential", true);
        foreach (var list in (string[])["portMappings", "environment", "mountPoints", "volumesFrom", "systemControls"])
        {
            Default(container, list, new JsonArray());
        }

        // observed: the order of environment variables is not kept.
        container["environment"] = new JsonArray([.. container.Structures("environment")
            .OrderByDescending(variable => variable.Text("name"), StringComparer.Ordinal)
            .Select(variable => variable.DeepClone())]);
        foreach (var mapping in container.Structures("portMappings"))
        {
            Default(mapping, "protocol", "tcp");
            if (mapping.Integer("containerPort") is { } port && mapping.Integer("hostPort") is null or 0)
            {
                mapping["hostPort"] = awsvpc ? port : 0;
            }
        }

        if (container.Structure("healthCheck") is { } check)
        {
            Default(check, "interval", 30);
            Default(check, "timeout", 5);
            Default(check, "retries", 3);
        }

        if (container.Structure("logConfiguration") is { } log)
        {
            Default(log, "options", new JsonObject());
            Default(log, "secretOptions", new JsonArray());
        }
    }

    private static JsonArray Compatibilities(JsonObject body)
    {
        // observed: EC2 always, FARGATE when it would pass Fargate's rules.
        var fargate = body.Texts("requiresCompatibilities").Contains("FARGATE", StringComparer.Ordinal) || PassesFargate(body);
        return fargate ? ["EC2", "FARGATE"] : ["EC2"];
    }

    private static bool PassesFargate(JsonObject body)
    {
        try
        {
            FargateRules.CheckSize(
                body,
                body.Text("cpu") is { } cpu ? FargateSizes.Cpu(cpu) : null,
                body.Text("memory") is { } memory ? FargateSizes.Memory(memory) : null);
            FargateRules.Check(body, [.. body.Structures("containerDefinitions")]);
            return true;
        }
        catch (AwsServiceException)
        {
            return false;
        }
    }

    // observed: a role's name is answered as its ARN.
    private static void Role(JsonObject body, string member, Arns arns)
    {
        if (body.Text(member) is { Length: > 0 } role && !Arns.IsArn(role))
        {
            body[member] = $"arn:aws:iam::{arns.AccountId}:role/{role}";
        }
    }

    private static void Default(JsonObject json, string member, JsonNode value)
    {
        if (json[member] is null)
        {
            json[member] = value;
        }
    }
}

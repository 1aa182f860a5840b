using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>The container agent's capabilities that a definition needs, as ECS derives them. observed, and not complete: nothing here depends on them.</summary>
internal static class RequiredAttributes
{
    /// <summary>Derives them from a definition.</summary>
    public static JsonArray Of(JsonObject body)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal) { "com.amazonaws.ecs.capability.docker-remote-api.1.18" };
        if (body.Text("networkMode") is "awsvpc")
        {
            names.Add("ecs.capability.task-eni");
        }

        if (body.Text("taskRoleArn") is not null)
        {
            names.Add("com.amazonaws.ecs.capability.task-iam-role");
        }

        foreach (var container in body.Structures("containerDefinitions"))
        {
            if (container.Structure("logConfiguration")?.Text("logDriver") is { } driver)
            {
                names.Add($"com.amazonaws.ecs.capability.logging-driver.{driver}");
                names.Add("com.amazonaws.ecs.capability.docker-remote-api.1.19");
                if (driver is "awslogs" && body.Text("executionRoleArn") is not null)
                {
                    names.Add("ecs.capability.execution-role-awslogs");
                }
            }

            if (container.Structure("healthCheck") is not null)
            {
                names.Add("ecs.capability.container-health-check");
            }

            if (container.Structures("dependsOn").Any())
            {
                names.Add("ecs.capability.container-ordering");
            }

            if (container.Structures("secrets").Any(secret => secret.Text("valueFrom")!.Contains(":secretsmanager:", StringComparison.Ordinal)))
            {
                names.Add("ecs.capability.secrets.asm.environment-variables");
            }
            else if (container.Structures("secrets").Any())
            {
                names.Add("ecs.capability.secrets.ssm.environment-variables");
            }
        }

        return new JsonArray([.. names.Select(name => new JsonObject { ["name"] = name })]);
    }
}

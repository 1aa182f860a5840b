using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Tests.Hosting;

/// <summary>Requests that are right, for tests to spoil.</summary>
internal static class Requests
{
    /// <summary>A definition for Fargate with one container, <c>main</c>.</summary>
    public static JsonObject Definition(string family = "job", Action<JsonObject>? change = null, Action<JsonObject>? changeContainer = null)
    {
        var container = new JsonObject { ["name"] = "main", ["image"] = "example:1.0.0", ["command"] = new JsonArray("simulate") };
        changeContainer?.Invoke(container);
        var definition = new JsonObject
        {
            ["family"] = family,
            ["requiresCompatibilities"] = new JsonArray("FARGATE"),
            ["networkMode"] = "awsvpc",
            ["cpu"] = "256",
            ["memory"] = "512",
            ["containerDefinitions"] = new JsonArray(container),
        };
        change?.Invoke(definition);
        return definition;
    }

    /// <summary>A RunTask on Fargate.</summary>
    public static JsonObject Run(string taskDefinition = "job", Action<JsonObject>? change = null)
    {
        var run = new JsonObject
        {
            ["taskDefinition"] = taskDefinition,
            ["launchType"] = "FARGATE",
            ["networkConfiguration"] = new JsonObject
            {
                ["awsvpcConfiguration"] = new JsonObject { ["subnets"] = new JsonArray("subnet-0a"), ["securityGroups"] = new JsonArray("sg-0a") },
            },
        };
        change?.Invoke(run);
        return run;
    }

    /// <summary>Overrides the command of <c>main</c>.</summary>
    public static JsonObject Simulate(string words) => new()
    {
        ["containerOverrides"] = new JsonArray(new JsonObject
        {
            ["name"] = "main",
            ["command"] = new JsonArray([.. $"simulate {words}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => JsonValue.Create(word))]),
        }),
    };

    /// <summary>Registers and runs; answers the ARN of the ECS task.</summary>
    public static async Task<string> RunOneAsync(this SignedClient client, JsonObject? definition = null, Action<JsonObject>? changeRun = null)
    {
        definition ??= Definition();
        await client.EcsAsync("RegisterTaskDefinition", definition);
        var answer = await client.EcsAsync("RunTask", Run(definition["family"]!.GetValue<string>(), changeRun));
        return answer["tasks"]![0]!["taskArn"]!.GetValue<string>();
    }
}

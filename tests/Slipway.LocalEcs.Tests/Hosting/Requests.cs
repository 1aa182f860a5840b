using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Tests.Hosting;

/// <summary>Requests that are right, for tests to spoil.</summary>
internal static class Requests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

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

    /// <summary>Describes an ECS task until it is as wanted, for as long as the deadline: each look is a call, as a client would make it.</summary>
    public static async Task<JsonObject> WaitAsync(this SignedClient client, string taskArn, Func<JsonObject, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(Deadline, TimeProvider.System);
        JsonObject? task = null;
        while (!deadline.IsCancellationRequested)
        {
            var answer = await client.EcsAsync("DescribeTasks", new JsonObject { ["tasks"] = new JsonArray(taskArn) });
            task = answer["tasks"]!.AsArray().SingleOrDefault()?.AsObject();
            if (task is not null && wanted(task))
            {
                return task;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"The ECS task {taskArn} did not become as wanted. Last seen: {task?.ToJsonString()}");
    }

    /// <summary>Describes an ECS task until it has STOPPED.</summary>
    public static Task<JsonObject> WaitStoppedAsync(this SignedClient client, string taskArn) => client.WaitAsync(taskArn, task => task["lastStatus"]!.GetValue<string>() == "STOPPED");

    /// <summary>Registers and runs; answers the ARN of the ECS task.</summary>
    public static async Task<string> RunOneAsync(this SignedClient client, JsonObject? definition = null, Action<JsonObject>? changeRun = null)
    {
        definition ??= Definition();
        await client.EcsAsync("RegisterTaskDefinition", definition);
        var answer = await client.EcsAsync("RunTask", Run(definition["family"]!.GetValue<string>(), changeRun));
        return answer["tasks"]![0]!["taskArn"]!.GetValue<string>();
    }
}

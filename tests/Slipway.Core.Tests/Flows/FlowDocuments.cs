using System.Text.Json.Nodes;
using Slipway.Core.Flows;

namespace Slipway.Core.Tests.Flows;

/// <summary>Flows for tests.</summary>
internal static class FlowDocuments
{
    public const string Everything = """
        {
          "name": "daily-orders",
          "description": "Loads a day's orders.",
          "tags": ["sales"],
          "schedule": [{"cron": "0 3 * * *", "timeZone": "Europe/Warsaw"}, {"cron": "0 12 * * MON", "parameters": {"mode": "full"}}],
          "timeout": "2h",
          "parameters": {
            "day": "date",
            "since": {"type": "date-time", "default": "2026-01-01T00:00:00+01:00"},
            "mode": {"type": "enum", "values": ["full", "delta"], "default": "delta", "description": "How much."},
            "limit": {"type": "integer", "required": false},
            "ratio": {"type": "number", "default": 0.5},
            "dry": {"type": "boolean", "default": false},
            "label": {"type": "string", "default": 7},
            "ids": {"type": "list", "items": "integer", "default": [1, 2]},
            "options": {"type": "object", "default": {"a": 1}}
          },
          "defaults": {"image": "job:1.0.1", "cpu": 0.5, "memory": "1 GiB", "env": {"MODE": "${{ parameters.mode }}"}},
          "tasks": {
            "extract": {
              "description": "Reads ${{ nothing }}.",
              "command": ["extract", "--day", "${{ parameters.day }}"],
              "retries": {"count": 3, "delay": "10s", "backoff": 2, "maxDelay": "5m", "jitter": 0.1, "on": ["user-code", "lost"]},
              "timeout": "45m"
            },
            "clean": {
              "matrix": {"region": ["eu", "us"], "size": [1, 2], "exclude": [{"region": "us", "size": 2}], "include": [{"region": "ap", "size": 3}]},
              "command": ["clean", "${{ matrix.region }}", "${{ tasks.extract.result.rows }}"],
              "env": {"LIMIT": "${{ parameters.limit }}", "RUN": "${{ run.id }}"},
              "retries": 2
            },
            "publish": {"image": "publisher:^2.0", "needs": "clean", "env": {"PARTS": "${{ tasks.clean.result[0].path }}"}}
          }
        }
        """;

    public static FlowReading Read(string json) => FlowReader.Read(JsonNode.Parse(json)!.AsObject());

    public static ContainerFlow Flow(string json)
    {
        var reading = Read(json);
        Assert.Empty(reading.Problems);
        return reading.Flow;
    }

    /// <summary>A flow of tasks that wait for others.</summary>
    /// <param name="tasks">Each as <c>name</c> or <c>name: other, another</c>.</param>
    public static ContainerFlow Of(params string[] tasks) => Flow(new JsonObject
    {
        ["name"] = "f",
        ["tasks"] = new JsonObject(tasks.Select(task => task.Split(": ")).Select(parts => KeyValuePair.Create(parts[0], (JsonNode?)new JsonObject
        {
            ["image"] = "job:1.0.0",
            ["needs"] = parts.Length == 1 ? new JsonArray() : new JsonArray([.. parts[1].Split(", ").Select(name => (JsonNode)name)]),
        }))),
    }.ToJsonString());
}

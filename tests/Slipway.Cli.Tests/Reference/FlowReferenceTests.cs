using System.Text;
using System.Text.Json.Nodes;
using Slipway.Core.Flows;

namespace Slipway.Cli.Tests.Reference;

public sealed class FlowReferenceTests
{
    [Fact]
    public void The_reference_lists_every_member_of_a_flow()
    {
        var schema = FlowSchema.CreateDocument();
        var task = schema["definitions"]!["task"]!["properties"]!.AsObject();
        Holds("flow", schema["properties"]!.AsObject(), schema["required"]);
        Holds("parameter", schema["properties"]!["parameters"]!["additionalProperties"]!["anyOf"]![1]!["properties"]!.AsObject(), null);
        Holds("schedule", schema["properties"]!["schedule"]!["anyOf"]![0]!["anyOf"]![1]!["properties"]!.AsObject(), null);
        Holds("task", new JsonObject(task.Where(member => member.Value!["$ref"] is null).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))), null);
        Holds("retries", task["retries"]!["anyOf"]![1]!["properties"]!.AsObject(), null);
    }

    private static void Holds(string part, JsonObject members, JsonNode? required)
    {
        var text = new StringBuilder("| member | meaning |\n|---|---|\n");
        foreach (var (name, member) in members)
        {
            var must = required?.AsArray().Any(item => item!.GetValue<string>() == name) == true ? " Required." : "";
            text.Append($"| `{name}` | {member!["description"]!.GetValue<string>().Replace("|", "\\|", StringComparison.Ordinal)}{must} |\n");
        }

        Document.Holds("docs/reference/flow-yaml.md", part, text.ToString());
    }
}

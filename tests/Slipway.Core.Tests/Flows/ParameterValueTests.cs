using System.Text.Json.Nodes;
using Slipway.Core.Flows;

namespace Slipway.Core.Tests.Flows;

public sealed class ParameterValueTests
{
    [Theory]
    [InlineData(ParameterType.String, "7", "\"7\"")]
    [InlineData(ParameterType.String, "\"\"", "\"\"")]
    [InlineData(ParameterType.Integer, "\"-12\"", "-12")]
    [InlineData(ParameterType.Integer, "1.5", null)]
    [InlineData(ParameterType.Integer, "9223372036854775808", null)]
    [InlineData(ParameterType.Number, "\"1.50\"", "1.50")]
    [InlineData(ParameterType.Number, "\"NaN\"", null)]
    [InlineData(ParameterType.Boolean, "\"true\"", "true")]
    [InlineData(ParameterType.Boolean, "1", null)]
    [InlineData(ParameterType.Date, "\"2026-02-28\"", "\"2026-02-28\"")]
    [InlineData(ParameterType.Date, "\"2026-02-29\"", null)]
    [InlineData(ParameterType.DateTime, "\"2026-01-31T03:00Z\"", "\"2026-01-31T03:00:00Z\"")]
    [InlineData(ParameterType.DateTime, "\"2026-01-31 03:00:00.5+01:00\"", null)]
    [InlineData(ParameterType.DateTime, "\"2026-01-31T03:00:00.5+01:00\"", "\"2026-01-31T03:00:00.5+01:00\"")]
    [InlineData(ParameterType.DateTime, "\"2026-01-31T03:00:00\"", null)]
    [InlineData(ParameterType.List, "\"[1, \\\"a\\\"]\"", "[1,\"a\"]")]
    [InlineData(ParameterType.List, "\"1,2\"", null)]
    [InlineData(ParameterType.Object, "\"{\\\"a\\\": 1}\"", "{\"a\":1}")]
    [InlineData(ParameterType.Object, "[]", null)]
    public void A_value_has_its_type_whether_it_comes_as_JSON_or_as_text(ParameterType type, string json, string? expected)
    {
        var problem = ParameterValue.Read(new FlowParameter { Type = type }, JsonNode.Parse(json)!, out var value);
        Assert.Equal(expected, value?.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal(expected is null, problem is not null);
    }

    [Fact]
    public void A_run_has_the_values_that_were_said_and_the_defaults_of_the_others()
    {
        var flow = FlowDocuments.Flow(FlowDocuments.Everything);
        Assert.Empty(ParameterValue.Bind(flow, new Dictionary<string, JsonNode> { ["day"] = "2026-01-31", ["ids"] = "[3]" }, out var values));
        Assert.Equal(
            """{"day":"2026-01-31","since":"2026-01-01T00:00:00+01:00","mode":"delta","limit":null,"ratio":0.5,"dry":false,"label":"7","ids":[3],"options":{"a":1}}""",
            new JsonObject(values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))).ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var problems = ParameterValue.Bind(
            FlowDocuments.Flow(FlowDocuments.Everything), new Dictionary<string, JsonNode> { ["mod"] = "full", ["mode"] = "some", ["ids"] = "[\"x\"]" }, out _);
        Assert.Equal(
            [
                "mod is not a parameter of flow 'daily-orders'; did you mean 'mode'?",
                "day has no value: it is a required date",
                "mode must be one of: full, delta, not 'some'",
                "ids must be a whole number, not 'x' (item 1)",
            ],
            problems.Select(problem => $"{problem.Parameter} {problem.Problem}"));
    }

    [Fact]
    public void The_schema_of_the_parameters_says_what_a_run_may_be_given()
    {
        var schema = FlowSchema.OfParameters(FlowDocuments.Flow(FlowDocuments.Everything));
        Assert.Equal("""["day"]""", schema["required"]!.ToJsonString());
        Assert.Equal("""{"type":"string","format":"date"}""", schema["properties"]!["day"]!.ToJsonString());
        Assert.Equal("""{"type":"array","items":{"type":"integer"},"default":[1,2]}""", schema["properties"]!["ids"]!.ToJsonString());
        Assert.Equal("""{"type":"string","enum":["full","delta"],"description":"How much.","default":"delta"}""", schema["properties"]!["mode"]!.ToJsonString());
    }
}

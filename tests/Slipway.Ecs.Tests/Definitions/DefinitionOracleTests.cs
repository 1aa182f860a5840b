using System.Text.Json.Nodes;
using Slipway.Core.Containers;
using Slipway.Ecs.Tests.Definitions.Documentation;

namespace Slipway.Ecs.Tests.Definitions;

/// <summary>Documents held against botocore's model of ECS, and the published schema against a validator of JSON Schema.</summary>
[Trait("needs", "python")]
public sealed class DefinitionOracleTests
{
    private const string Botocore = """
        import json, sys, botocore.session, botocore.validate
        shape = botocore.session.get_session().get_service_model('ecs').operation_model('RegisterTaskDefinition').input_shape
        for document in json.load(sys.stdin):
            report = botocore.validate.ParamValidator().validate(document, shape)
            if report.has_errors():
                print(report.generate_report().replace('\n', '; '))
        """;

    private const string JsonSchema = """
        import json, sys, jsonschema
        given = json.load(sys.stdin)
        jsonschema.Draft7Validator.check_schema(given['schema'])
        validator = jsonschema.Draft7Validator(given['schema'])
        for document in given['documents']:
            errors = list(validator.iter_errors(document))
            if errors:
                print(json.dumps(document) + ': ' + errors[0].message)
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ecs_knows_every_member_that_is_sent()
    {
        var basis = Sample.Settings("""{ "image": "a:1.0.0", "cpu": 1, "executionRole": "e", "subnets": ["subnet-1"] }""");
        var settings = SettingsReference.Examples.Select(example => ContainerSettingsReader.Read(example).OrThrow().Merge(basis))
            .Append(Sample.Settings(Sample.Everything))
            .Append(Sample.Settings(Sample.Least));

        Assert.Empty(await PythonOracle.AskAsync("botocore", Botocore, new JsonArray([.. settings.Select(one => Sample.Bind(one).Definition.ToRequest())]), Cancelled));
    }

    [Fact]
    public async Task The_oracle_does_find_a_member_that_ecs_does_not_know() =>
        Assert.NotEmpty(await PythonOracle.AskAsync("botocore", Botocore, JsonNode.Parse("""[{ "family": "a", "containerDefinitions": [{ "nam": "a" }] }]""")!, Cancelled));

    [Fact]
    public async Task The_schema_admits_every_example() => Assert.Empty(await ValidateAsync([.. SettingsReference.Examples, JsonNode.Parse(Sample.Everything)!.AsObject()]));

    [Fact]
    public async Task The_schema_refuses_what_the_reader_refuses_for_its_form()
    {
        JsonObject[] wrong =
        [
            .. ((string[])
            [
                """{ "imagee": "a" }""",
                """{ "image": 5 }""",
                """{ "command": "dbt run" }""",
                """{ "env": ["A=1"] }""",
                """{ "logs": { "mode": "sometimes" } }""",
                """{ "healthCheck": { "retries": 3 } }""",
                """{ "healthCheck": { "command": ["a"], "retries": 11 } }""",
                """{ "mounts": { "/a": { "readOnly": true } } }""",
                """{ "sidecars": { "a": { "cluster": "b" } } }""",
                """{ "assignPublicIp": "yes" }""",
                """{ "architecture": "riscv" }""",
            ]).Select(json => JsonNode.Parse(json)!.AsObject()),
        ];

        Assert.All(wrong, json => Assert.NotEmpty(ContainerSettingsReader.Read(json).Problems));
        Assert.Equal(wrong.Length, (await ValidateAsync(wrong)).Length);
    }

    private static Task<string[]> ValidateAsync(IReadOnlyList<JsonObject> documents) => PythonOracle.AskAsync(
        "jsonschema",
        JsonSchema,
        new JsonObject { ["schema"] = ContainerSettingsSchema.CreateDocument(), ["documents"] = new JsonArray([.. documents.Select(document => document.DeepClone())]) },
        Cancelled);
}

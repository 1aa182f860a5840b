using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Core.Containers;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Definitions.Validation;
using Slipway.TestKits;

namespace Slipway.Ecs.Tests.Definitions.Documentation;

public sealed partial class SettingsReferenceTests
{
    private const string Basis = """{ "image": "dbt-model:1.0.1", "cpu": 1, "executionRole": "execution", "subnets": ["subnet-1"] }""";

    [Fact]
    public void Every_member_has_its_section_with_an_example()
    {
        var members = ContainerSettingsSchema.Create()["properties"]!.AsObject().Select(member => member.Key).ToList();

        Assert.Equal(members.Order(StringComparer.Ordinal), SettingsReference.Sections.Order(StringComparer.Ordinal));
        Assert.All(members, member => Assert.Contains(SettingsReference.Examples, example => example.ContainsKey(member)));
    }

    [Fact]
    public void Every_example_is_read_and_would_run()
    {
        var basis = Sample.Settings(Basis);

        Assert.True(SettingsReference.Examples.Count > 30, "the examples were not found");
        Assert.All(SettingsReference.Examples, example =>
        {
            var settings = ContainerSettingsReader.Read(example).OrThrow().Merge(basis);
            Assert.Empty(DefinitionValidator.Validate(settings, Sample.Environment, RunRequest.Plain));
        });
    }

    [Fact]
    public void Every_member_of_an_inner_object_is_named()
    {
        var properties = ContainerSettingsSchema.Create()["properties"]!.AsObject();
        var inner = InnerMembers(properties["logs"]!)
            .Concat(InnerMembers(properties["healthCheck"]!))
            .Concat(InnerMembers(properties["volumes"]!["additionalProperties"]!))
            .Concat(InnerMembers(properties["volumes"]!["additionalProperties"]!["properties"]!["efs"]!))
            .Concat(InnerMembers(properties["sidecars"]!["additionalProperties"]!));

        Assert.All(inner, member => Assert.Matches($@"\b{member}\b", SettingsReference.Text));
    }

    [Fact]
    public void Every_code_it_names_is_one_that_the_code_gives()
    {
        var given = Directory.EnumerateFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => file.Contains("Slipway.Core", StringComparison.Ordinal) || file.Contains("Slipway.Ecs", StringComparison.Ordinal))
            .SelectMany(file => QuotedCode().Matches(File.ReadAllText(file)).Select(match => match.Groups["code"].Value))
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(NamedCode().Matches(SettingsReference.Text).Select(match => match.Groups["code"].Value), code => Assert.Contains(code, given));
    }

    private static IEnumerable<string> InnerMembers(JsonNode schema) => schema["properties"]!.AsObject().Select(member => member.Key);

    [GeneratedRegex("\"(?<code>(settings|image)\\.[a-z-]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex QuotedCode();

    [GeneratedRegex("`(?<code>(settings|image)\\.[a-z-]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex NamedCode();
}

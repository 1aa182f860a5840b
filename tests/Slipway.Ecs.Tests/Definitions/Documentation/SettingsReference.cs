using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.TestKits;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Ecs.Tests.Definitions.Documentation;

/// <summary>What docs/reference/container-settings.md says.</summary>
internal static partial class SettingsReference
{
    public static string Text { get; } = File.ReadAllText(Repository.Path("docs", "reference", "container-settings.md"));

    /// <summary>The members that have a section of their own.</summary>
    public static IEnumerable<string> Sections => SectionHeading().Matches(Text).Select(match => match.Groups["name"].Value);

    /// <summary>Every example.</summary>
    public static IReadOnlyList<JsonObject> Examples { get; } = [.. YamlBlock().Matches(Text).Select(match => ToJson(match.Groups["yaml"].Value))];

    private static JsonObject ToJson(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return ToJson(stream.Documents[0].RootNode)!.AsObject();
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJson(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } number when decimal.TryParse(number.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) => JsonNode.Parse(number.Value!),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new InvalidOperationException($"A node of type {node.NodeType} is in the examples."),
    };

    [GeneratedRegex("^### (?<name>[A-Za-z]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex SectionHeading();

    [GeneratedRegex("^```yaml\n(?<yaml>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex YamlBlock();
}

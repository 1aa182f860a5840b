using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.Cli.Settings;

/// <summary>One value, as it was spelled.</summary>
/// <param name="Text">The text without quotes.</param>
/// <param name="IsString">Whether it is a string whatever it looks like: it was quoted, or came from a flag or variable.</param>
/// <param name="Origin">Where it came from.</param>
internal sealed partial record SettingsScalar(string Text, bool IsString, Origin Origin) : SettingsNode(Origin)
{
    /// <summary>Whether nothing was written (YAML's null): the same as leaving the member out.</summary>
    public bool IsNull => !IsString && Text is ("" or "~" or "null" or "Null" or "NULL");

    /// <inheritdoc/>
    public override JsonNode? ToJson()
    {
        if (IsString)
            return JsonValue.Create(Text);
        if (IsNull)
            return null;
        return Text switch
        {
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            // JSON's own numbers only: 012 is a name, and 1.10 stays 1.10.
            _ when JsonNumber().IsMatch(Text) => JsonNode.Parse(Text, documentOptions: new JsonDocumentOptions { MaxDepth = 1 }),
            _ => JsonValue.Create(Text),
        };
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonNumber();
}

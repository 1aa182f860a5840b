using System.Text.Json.Nodes;
using Slipway.Core.Containers;

namespace Slipway.Cli.Settings;

/// <summary>A list.</summary>
internal sealed record SettingsList(IReadOnlyList<SettingsNode> Items, Origin Origin) : SettingsNode(Origin)
{
    /// <summary>The list that a variable or flag writes with commas.</summary>
    public static SettingsList FromCommas(string text, Origin origin) =>
        new([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => new SettingsScalar(item, true, origin))], origin);

    /// <inheritdoc/>
    public override JsonNode ToJson() => new JsonArray([.. Items.Select(item => item.ToJson())]);

    /// <inheritdoc/>
    public override void Locate(string path, IDictionary<string, Origin> origins)
    {
        base.Locate(path, origins);
        for (var i = 0; i < Items.Count; i++)
            Items[i].Locate(SettingsPath.Item(path, i), origins);
    }
}

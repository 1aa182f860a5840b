using System.Text.Json.Nodes;

namespace Slipway.Cli.Settings;

/// <summary>A member of slipway.yaml at the top, and of each environment.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Description">What it means, for the schema and the reference.</param>
internal sealed record SettingsMember(string Name, string Description)
{
    /// <summary>The variable that sets it; null when none does.</summary>
    public string? Variable { get; init; }

    /// <summary>The flag that sets it; null when none does.</summary>
    public string? Flag { get; init; }

    /// <summary>Standard AWS variables that set it when nothing of Slipway's own does, the strongest first.</summary>
    public IReadOnlyList<string> AwsVariables { get; init; } = [];

    /// <summary>Turns the text of a variable or flag into a node. Default: a scalar.</summary>
    public Func<string, Origin, SettingsNode> FromText { get; init; } = (text, origin) => new SettingsScalar(text, true, origin);

    /// <summary>Whether it is a member of container settings, which the environment gives to all containers.</summary>
    public bool IsContainerSetting { get; init; }

    /// <summary>What is wrong with the text of a scalar; null when nothing is, or when the member is not a scalar.</summary>
    public Func<string, string?> Problem { get; init; } = _ => null;

    /// <summary>Whether the member is a plain text.</summary>
    public bool IsText { get; init; } = true;

    /// <summary>The member's JSON Schema; null where container settings' own schema says it.</summary>
    public JsonObject? Schema { get; init; } = new() { ["type"] = "string" };
}

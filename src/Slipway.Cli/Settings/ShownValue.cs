namespace Slipway.Cli.Settings;

/// <summary>One line of <c>config show</c>.</summary>
/// <param name="Name">The member's path: <c>defaults.env.DBT_TARGET</c>.</param>
/// <param name="Value">The value; <see cref="Masked"/> for what may be confidential.</param>
/// <param name="Origin">Where it came from.</param>
internal sealed record ShownValue(string Name, string Value, string Origin)
{
    /// <summary>The items, when it is a list.</summary>
    public IReadOnlyList<string>? Items { get; private init; }

    /// <summary>What stands for a value that is not shown.</summary>
    public const string Masked = "(not shown)";

    // Maps whose values are the user's own, and may hold what is nobody else's business.
    private static readonly string[] PrivateMaps = ["env", "options", "raw"];

    /// <summary>All values of a loaded environment.</summary>
    public static IReadOnlyList<ShownValue> Of(LoadedSettings settings)
    {
        var values = new List<ShownValue> { new("environment", settings.Environment.Value, settings.Environment.Origin.Text) };
        var order = SettingsMembers.InEnvironment.ToList();
        foreach (var entry in settings.Merged.Entries.OrderBy(entry => order.IndexOf(entry.Name)))
            Add(values, entry.Name, entry.Value, masked: false);
        return values;
    }

    private static void Add(List<ShownValue> values, string name, SettingsNode node, bool masked)
    {
        switch (node)
        {
            case SettingsMap map:
                foreach (var entry in map.Entries)
                    Add(values, $"{name}.{entry.Name}", entry.Value, masked || PrivateMaps.Contains(entry.Name, StringComparer.Ordinal));
                break;
            case SettingsList list when list.Items.All(item => item is SettingsScalar):
                var items = list.Items.Cast<SettingsScalar>().Select(item => masked ? Masked : item.Text).ToList();
                values.Add(new ShownValue(name, $"[{string.Join(", ", items)}]", list.Origin.Text) { Items = items });
                break;
            case SettingsList list:
                for (var i = 0; i < list.Items.Count; i++)
                    Add(values, $"{name}[{i}]", list.Items[i], masked);
                break;
            case SettingsScalar { IsNull: false } scalar:
                values.Add(new ShownValue(name, masked ? Masked : scalar.Text, scalar.Origin.Text));
                break;
        }
    }
}

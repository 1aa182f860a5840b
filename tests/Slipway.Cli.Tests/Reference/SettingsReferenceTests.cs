using System.Text;
using Slipway.Cli.Settings;

namespace Slipway.Cli.Tests.Reference;

public sealed class SettingsReferenceTests
{
    [Fact]
    public void The_reference_of_settings_lists_every_member_variable_and_flag()
    {
        var text = new StringBuilder("| member | variable | flag | meaning |\n|---|---|---|---|\n");
        foreach (var member in SettingsMembers.Common)
            text.Append($"| `{member.Name}` | {Code(member.Variable)} | {Code(member.Flag)} | {member.Description.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        Document.Holds("docs/reference/settings.md", "members", text.ToString());
    }

    [Fact]
    public void Variables_that_are_no_members_are_told_too()
    {
        var text = File.ReadAllText(TestKits.Repository.Path("docs", "reference", "settings.md"));
        Assert.All(SettingsMembers.OtherVariables, name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    private static string Code(string? text) => text is null ? "" : $"`{text}`";
}

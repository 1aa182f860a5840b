using Slipway.Cli.Settings;

namespace Slipway.Cli.Tests.Settings;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("012345678901", "\"012345678901\"")]
    [InlineData("123456789012", "123456789012")]
    [InlineData("1.10", "1.10")]
    [InlineData("\"1.10\"", "\"1.10\"")]
    [InlineData("true", "true")]
    [InlineData("no", "\"no\"")]
    [InlineData("0x10", "\"0x10\"")]
    [InlineData("1e400", "1e400")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("'~'", "\"~\"")]
    [InlineData("2 GiB", "\"2 GiB\"")]
    public void Scalars_keep_their_spelling(string yaml, string json) =>
        Assert.Equal($$"""{"a":{{json}}}""", YamlReader.Read("f", $"a: {yaml}\n").ToJson().ToJsonString());

    [Fact]
    public void Every_value_knows_its_place()
    {
        var map = YamlReader.Read("f.yaml", "a: 1\nb:\n  - x\n  - {c: y}\n");
        var places = new Dictionary<string, Origin>(StringComparer.Ordinal);
        map.Locate("$", places);
        Assert.Equal("f.yaml:1:1", places["$.a"].Text);
        Assert.Equal("f.yaml:3:5", places["$.b[0]"].Text);
        Assert.Equal("f.yaml:4:6", places["$.b[1].c"].Text);
    }

    [Fact]
    public void Anchors_are_followed() =>
        Assert.Equal("""{"a":{"x":"1s"},"b":{"x":"1s"}}""", YamlReader.Read("f", "a: &base {x: 1s}\nb: *base\n").ToJson().ToJsonString());

    [Theory]
    [InlineData("a: [1, 2", "settings.not-yaml", "f:2:1")]
    [InlineData("- a\n", "settings.not-yaml", "f:1:1")]
    [InlineData("a: 1\n---\nb: 2\n", "settings.not-yaml", "second document")]
    [InlineData("a: !!binary xx\n", "settings.not-yaml", "f:1:4")]
    [InlineData("a: *nothing\n", "settings.not-yaml", "nothing")]
    [InlineData("a: &a [*a]\n", "settings.not-yaml", "not complete")]
    [InlineData("a: 1\nb: 2\na: 3\n", "settings.twice", "f:3:1: 'a' is said twice; the first is at f:1:1.")]
    public void What_is_no_settings_yaml_is_refused_with_its_place(string yaml, string code, string part)
    {
        var error = Assert.Throws<SettingsException>(() => YamlReader.Read("f", yaml));
        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_that_would_exhaust_the_stack_is_refused() =>
        Assert.Equal("settings.not-yaml", Assert.Throws<SettingsException>(() => YamlReader.Read("f", "a: " + new string('[', 5000))).Code);

    [Fact]
    public void Aliases_that_multiply_are_refused()
    {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i =>
            $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Assert.Equal("settings.not-yaml", Assert.Throws<SettingsException>(() => YamlReader.Read("f", bomb)).Code);
    }
}

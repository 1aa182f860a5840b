using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Tests.Definitions;

public sealed class CanonicalJsonTests
{
    // RFC 8785, section 3.2.2 (the input) and section 3.2.4 (the output as UTF-8).
    [Fact]
    public void The_specifications_example_gives_its_bytes()
    {
        const string Input = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string Output = """
            7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72
            75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a
            5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31
            65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37
            5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30
            30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d
            """;

        var bytes = CanonicalJson.ToUtf8(JsonNode.Parse(Input));

        Assert.Equal(string.Join(' ', Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), string.Join(' ', bytes.Select(b => b.ToString("x2"))));
    }

    // RFC 8785, section 3.2.3: the order of members by UTF-16 code units.
    [Fact]
    public void Members_are_ordered_by_utf16_code_units()
    {
        const string Input = """
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """;

        var ordered = JsonNode.Parse(CanonicalJson.ToText(JsonNode.Parse(Input)))!.AsObject();

        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            ordered.Select(member => member.Value!.GetValue<string>()));
    }

    // RFC 8785, appendix B: IEEE 754 bits and the number's text.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_are_written_as_ecmascript_does(ulong bits, string expected) =>
        Assert.Equal(expected, CanonicalJson.ToText(JsonValue.Create(BitConverter.UInt64BitsToDouble(bits))));

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("1e2", "100")]
    [InlineData("-0", "0")]
    [InlineData("100000000000000000000", "100000000000000000000")]
    [InlineData("\"\\u0008\\u0009\\u000c\\u007f\\u001F\\/\"", "\"\\b\\t\\f\u007f\\u001f/\"")]
    [InlineData("[ ]", "[]")]
    [InlineData("{ }", "{}")]
    [InlineData("{\"b\":{\"d\":1,\"c\":2},\"a\":[3,2,1]}", "{\"a\":[3,2,1],\"b\":{\"c\":2,\"d\":1}}")]
    public void White_space_and_spelling_do_not_survive(string json, string expected) => Assert.Equal(expected, CanonicalJson.ToText(JsonNode.Parse(json)));

    [Fact]
    public void A_number_that_no_double_can_hold_is_refused() =>
        Assert.Throws<FormatException>(() => CanonicalJson.ToText(JsonNode.Parse("1e999")));

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Throws<FormatException>(() => CanonicalJson.ToUtf8(JsonValue.Create("\ud83d")));

    [Fact]
    public void What_was_written_is_canonical_already()
    {
        var doubles = ArbMap.Default.ArbFor<double>().Generator.Where(double.IsFinite);
        Prop.ForAll(doubles.ToArbitrary(), number =>
        {
            var text = CanonicalJson.ToText(JsonValue.Create(number));
            return CanonicalJson.ToText(JsonNode.Parse(text)) == text && double.Parse(text) == number;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}

using Slipway.LocalEcs.CloudWatchLogs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Tests.CloudWatchLogs;

/// <summary>The patterns and messages of AWS's own page on filter syntax, and the ones that read Container Insights.</summary>
public sealed class FilterPatternTests
{
    private const string Event = """{"eventType":"UpdateTrail","n":5,"price":0.5,"nested":{"list":["a","b"]},"off":false,"nothing":null,"Type":"Task","TaskId":"x"}""";

    [Theory]
    [InlineData("", "anything", true)]
    [InlineData("ERROR", "[ERROR 400] BAD REQUEST", true)]
    [InlineData("ERROR", "[error 400]", false)]
    [InlineData("ERROR ARGUMENTS", "[ERROR 400] MISSING ARGUMENTS", true)]
    [InlineData("ERROR ARGUMENTS", "[ERROR 400] BAD REQUEST", false)]
    [InlineData("ERROR -ARGUMENTS", "[ERROR 400] BAD REQUEST", true)]
    [InlineData("ERROR -ARGUMENTS", "[ERROR 400] MISSING ARGUMENTS", false)]
    [InlineData("?ERROR ?ARGUMENTS", "INVALID ARGUMENTS", true)]
    [InlineData("?ERROR ?ARGUMENTS", "fine", false)]
    [InlineData("\"INTERNAL SERVER ERROR\"", "[ERROR 500] INTERNAL SERVER ERROR", true)]
    [InlineData("\"INTERNAL SERVER ERROR\"", "INTERNAL ERROR SERVER", false)]
    [InlineData("{ $.eventType = \"UpdateTrail\" }", Event, true)]
    [InlineData("{ $.eventType = \"Update*\" }", Event, true)]
    [InlineData("{ $.eventType = \"*Trail\" }", Event, true)]
    [InlineData("{ $.eventType = \"*pdat*rai*\" }", Event, true)]
    [InlineData("{ $.eventType = \"Trail*\" }", Event, false)]
    [InlineData("{ $.eventType = UpdateTrail }", Event, true)]
    [InlineData("{ $.eventType != \"UpdateTrail\" }", Event, false)]
    [InlineData("{ $.n = 5 }", Event, true)]
    [InlineData("{ $.n >= 5 && $.n < 6 }", Event, true)]
    [InlineData("{ $.n > 5 }", Event, false)]
    [InlineData("{ $.price = 5e-1 }", Event, true)]
    [InlineData("{ $.nested.list[1] = \"b\" }", Event, true)]
    [InlineData("{ $.nested.list[2] = \"b\" }", Event, false)]
    [InlineData("{ $.off IS FALSE }", Event, true)]
    [InlineData("{ $.off IS TRUE }", Event, false)]
    [InlineData("{ $.nothing IS NULL }", Event, true)]
    [InlineData("{ $.nothing NOT EXISTS }", Event, false)]
    [InlineData("{ $.missing NOT EXISTS }", Event, true)]
    [InlineData("{ $.missing = \"x\" }", Event, false)]
    [InlineData("{ $.TaskId = \"x\" && $.Type = \"Task\" }", Event, true)]
    [InlineData("{ $.TaskId = \"y\" && $.Type = \"Task\" || $.n = 5 }", Event, true)]
    [InlineData("{ $.TaskId = \"y\" && ($.Type = \"Task\" || $.n = 5) }", Event, false)]
    [InlineData("{ $.n = 5 }", "not JSON", false)]
    public void Patterns_match_as_documented(string pattern, string message, bool matches) =>
        Assert.Equal(matches, FilterPattern.Parse(pattern).Matches(message));

    [Theory]
    [InlineData("[ip, user]")]
    [InlineData("%[0-9]+%")]
    [InlineData("{ $.a }")]
    [InlineData("{ $.a = \"x\"")]
    [InlineData("{ $.a > x }")]
    [InlineData("\"open")]
    [InlineData("a.b")]
    public void What_is_not_understood_is_refused(string pattern) =>
        Assert.Equal("InvalidParameterException", Assert.Throws<AwsServiceException>(() => FilterPattern.Parse(pattern)).Code);
}

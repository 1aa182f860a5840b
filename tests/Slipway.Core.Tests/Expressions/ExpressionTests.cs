using System.Text.Json.Nodes;
using Slipway.Core.Expressions;

namespace Slipway.Core.Tests.Expressions;

public sealed class ExpressionTests
{
    private static readonly ExpressionScope Scope = new()
    {
        RunId = "run-1",
        Parameters = new Dictionary<string, JsonNode?>
        {
            ["day"] = JsonNode.Parse("\"2026-01-31\""),
            ["ids"] = JsonNode.Parse("[1, 2.50]"),
            ["flag"] = JsonNode.Parse("true"),
            ["nothing"] = null,
        },
        Matrix = new Dictionary<string, string> { ["region"] = "eu" },
        Results = new Dictionary<string, JsonNode?>
        {
            ["extract"] = JsonNode.Parse("""{"rows": 42, "files": ["a.csv", "b c.csv"], "odd name": {"x": null}, "text": "ż\"ó"}"""),
            ["silent"] = null,
        },
    };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("$HOME {{ jinja }}", "$HOME {{ jinja }}")]
    [InlineData("${{ run.id }}", "run-1")]
    [InlineData("${{parameters.day}}", "2026-01-31")]
    [InlineData("  ${{ parameters.day }} ", "2026-01-31")]
    [InlineData("${{ parameters.flag }}", "true")]
    [InlineData("${{ parameters.ids }}", "[1,2.50]")]
    [InlineData("${{ parameters.ids[1] }}", "2.50")]
    [InlineData("${{ parameters.nothing }}", null)]
    [InlineData("${{ matrix.region }}", "eu")]
    [InlineData("${{ tasks.extract.result.rows }}", "42")]
    [InlineData("${{ tasks.extract.result.files[1] }}", "b c.csv")]
    [InlineData("${{ tasks.extract.result['odd name'].x }}", null)]
    [InlineData("${{ tasks.extract.result[\"text\"] }}", "ż\"ó")]
    public void It_stands_for_its_value(string text, string? expected)
    {
        Assert.Null(Scope.Substitute(text, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("--day=${{ parameters.day }}", "text around an expression")]
    [InlineData("${{ parameters.day }}${{ run.id }}", "text around an expression")]
    [InlineData("${{ parameters.day", "does not end")]
    [InlineData("${{ }}", "is empty")]
    [InlineData("${{ params.day }}", "begins with 'params'; it may begin with: parameters")]
    [InlineData("${{ parameter.day }}", "did you mean 'parameters'?")]
    [InlineData("${{ parameters }}", "names nothing; write parameters.NAME")]
    [InlineData("${{ run.name }}", "of the run there is run.id")]
    [InlineData("${{ tasks.extract.rows }}", "write tasks.extract.result")]
    [InlineData("${{ tasks.extract.result.rows + 1 }}", "expressions calculate nothing")]
    [InlineData("${{ tasks.extract.result[x] }}", "neither a number nor a name in quotes")]
    [InlineData("${{ matrix.region.x }}", "which is one text")]
    [InlineData("${{ tasks.extract.result.row }}", "the result of task 'extract' has no 'row'; it has: rows, files, odd name, text")]
    [InlineData("${{ tasks.extract.result.files[2] }}", "has 2 items where [2] is asked for")]
    [InlineData("${{ tasks.extract.result.rows.x }}", "has one value where '.x' is asked for")]
    [InlineData("${{ tasks.silent.result.rows }}", "wrote no result")]
    public void What_has_no_value_says_why(string text, string part)
    {
        var problem = Scope.Substitute(text, out _);
        Assert.Contains(part, problem ?? "no problem", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parameters.day")]
    [InlineData("tasks.extract.result")]
    [InlineData("tasks.extract.result['odd name'][3].x")]
    public void Writing_it_gives_a_text_that_is_read_as_the_same(string text)
    {
        Assert.True(Expression.TryParse($"${{{{ {text} }}}}", out var expression, out _));
        Assert.Equal(text, expression.ToString());
        Assert.True(Expression.TryParse($"${{{{{expression}}}}}", out var again, out _));
        Assert.Equal(expression, again);
    }
}

using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slipway.Architecture.Tests.Sources;

/// <summary>The rules of style that <c>dotnet format</c> holds and no build knows: the order of usings, and members without <c>this.</c> (IDE0003).</summary>
public sealed class StyleTests
{
    [Fact]
    public void Usings_are_in_order() => Complaints.None(SourceFiles.Code
        .Where(path => !AreInOrder(SourceFiles.Read(path)))
        .Select(path => $"{path}: dotnet format style sorts its usings"));

    [Theory]
    [InlineData("using System;\nusing System.Text;\nusing Amazon;\nusing Amazon.Runtime;\nusing static System.Math;\nusing Item = System.Int32;\n", true)]
    [InlineData("using Slipway.Ecs.Ledger;\nusing Slipway.EcsTasks;\n", true)]
    [InlineData("using Amazon;\nusing System;\n", false)]
    [InlineData("using System.Text.Json;\nusing System.Text;\n", false)]
    [InlineData("using static System.Math;\nusing Amazon;\n", false)]
    public void The_order_is_formats_own(string usings, bool inOrder) => Assert.Equal(inOrder, AreInOrder(usings));

    [Fact]
    public void Members_are_named_without_this() => Complaints.None(SourceFiles.Code
        .SelectMany(path => Qualified(SourceFiles.Read(path)).Select(member => $"{path}: {member}")));

    [Theory]
    [InlineData("class A { int a; int B() => this.a; }", "this.a")]
    [InlineData("class A { int a; A(int a) { this.a = a; } }", null)]
    [InlineData("class A { int a; int B() { var a = 1; return this.a + a; } }", null)]
    public void This_is_needed_where_a_parameter_or_variable_has_the_same_name(string source, string? found) =>
        Assert.Equal(found is null ? [] : [found], Qualified(source));

    // Hardly any file has the text at all, and parsing them all takes seconds.
    private static IEnumerable<string> Qualified(string source) => source.Contains("this.", StringComparison.Ordinal)
        ? CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes()
            .OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Expression is ThisExpressionSyntax && !IsHidden(access))
            .Select(access => access.ToString())
        : [];

    private static bool IsHidden(MemberAccessExpressionSyntax access)
    {
        var name = access.Name.Identifier.ValueText;
        return access.Ancestors().OfType<MemberDeclarationSyntax>().TakeWhile(member => member is not BaseTypeDeclarationSyntax).Any(member => member.DescendantNodes().Any(node =>
            node is ParameterSyntax parameter && parameter.Identifier.ValueText == name
            || node is VariableDeclaratorSyntax variable && variable.Identifier.ValueText == name
            || node is SingleVariableDesignationSyntax designation && designation.Identifier.ValueText == name));
    }

    private static bool AreInOrder(string source)
    {
        var end = source.IndexOf("\nnamespace ", StringComparison.Ordinal);
        var keys = CSharpSyntaxTree.ParseText(end < 0 ? source : source[..end]).GetCompilationUnitRoot().Usings.Select(Key).ToList();
        return keys.SequenceEqual(keys.Order(StringComparer.OrdinalIgnoreCase), StringComparer.Ordinal);
    }

    // Namespaces, then static ones, then aliases; System before all others; a part of a name goes before what continues it.
    private static string Key(UsingDirectiveSyntax line)
    {
        var kind = (line.GlobalKeyword.ValueText.Length > 0 ? 0 : 10) + (line.Alias is not null ? 2 : line.StaticKeyword.ValueText.Length > 0 ? 1 : 0);
        var name = line.Alias?.Name.ToString() ?? line.NamespaceOrType.ToString();
        var system = name == "System" || name.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1;
        return $"{kind:00}{system}{name.Replace('.', '\u0001')}";
    }
}

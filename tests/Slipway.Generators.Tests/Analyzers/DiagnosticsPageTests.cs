using Microsoft.CodeAnalysis;
using Slipway.Generators.Analyzers;
using Slipway.TestKits;

namespace Slipway.Generators.Tests.Analyzers;

/// <summary>docs/reference/diagnostics.md, held to the diagnostics that there are.</summary>
public sealed class DiagnosticsPageTests
{
    [Fact]
    public void Every_diagnostic_is_in_the_table_and_has_its_part()
    {
        var page = File.ReadAllLines(Repository.Path("docs", "reference", "diagnostics.md"));
        var rows = page.Where(line => line.StartsWith("| [SLIP", StringComparison.Ordinal));
        Assert.Equal(Descriptors.All.Select(each => $"| [{each.Id}](#{each.Id.ToLowerInvariant()}) | {Severity(each)} | {each.Title}. |"), rows.Select(row => row.Replace("`", "", StringComparison.Ordinal)));
        Assert.Equal(Descriptors.All.Select(each => "## " + each.Id), page.Where(line => line.StartsWith("## SLIP", StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_analyzer_reports_only_known_diagnostics_and_together_all()
    {
        var reported = new[] { new TaskCallAnalyzer().SupportedDiagnostics, new DeclarationAnalyzer().SupportedDiagnostics, new AssemblyAnalyzer().SupportedDiagnostics };
        Assert.Equal(Descriptors.All.Select(each => each.Id), reported.SelectMany(each => each).Select(each => each.Id).Order(StringComparer.Ordinal));
    }

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.DefaultSeverity == DiagnosticSeverity.Error ? "error" : "warning";
}

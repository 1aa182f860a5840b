using System.Globalization;

namespace Slipway.Benchmarks.Children;

/// <summary>The program of flows that is measured: Slipway.Benchmarks.Flows, built as any team builds its own, with the runtime's defaults.</summary>
internal static class FlowsProgram
{
    private const string Name = "Slipway.Benchmarks.Flows";

    // bin/Release/net10.0 of this project, beside that one's.
    public static string FileName { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory.Replace("Slipway.Benchmarks" + Path.DirectorySeparatorChar + "bin", Name + Path.DirectorySeparatorChar + "bin", StringComparison.Ordinal), Name));

    /// <summary>Lets it measure itself.</summary>
    /// <param name="measurement">What.</param>
    /// <param name="size">Of how many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The figures, by name.</returns>
    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(string measurement, int size, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            await using var child = ChildProcess.StartProgram(FileName, folder, "measure", measurement, size.ToString(CultureInfo.InvariantCulture), folder);
            var figures = new Dictionary<string, double>(StringComparer.Ordinal);
            await foreach (var line in child.LinesAsync(cancellationToken))
            {
                if (line.Split(' ') is ["figure", var name, var value])
                    figures[name] = double.Parse(value, CultureInfo.InvariantCulture);
            }

            var exitCode = await child.EndAsync(cancellationToken);
            return exitCode == 0 ? figures : throw new InvalidOperationException($"{FileName} measure {measurement} ended with {exitCode}: {child.Errors}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

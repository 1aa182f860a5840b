using System.Globalization;

namespace Slipway.Benchmarks.Flows;

/// <summary>What this program measures of itself: <c>measure NAME SIZE FOLDER</c> prints a line <c>figure NAME VALUE</c> for each figure.</summary>
internal static class Measurements
{
    public const string Mode = "measure";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (name, size, folder) = (arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture), arguments[2]);
        var measured = name switch
        {
            "calls" => CallMeasurement.RunAsync(size),
            "many-calls" => ManyCallsMeasurement.RunAsync(size, folder),
            "loops" => LoopMeasurement.RunAsync(size, folder),
            "map" => MapMeasurement.RunAsync(size, folder),
            "records" => RecordMeasurement.RunAsync(size, folder),
            _ => throw new ArgumentException($"There is no measurement '{name}'.", nameof(arguments)),
        };
        await measured;
        return 0;
    }

    public static void Figure(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figure {name} {value}"));

    /// <summary>The one in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}

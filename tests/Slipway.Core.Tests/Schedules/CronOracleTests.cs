using System.Diagnostics;
using System.Globalization;
using System.Text;
using Slipway.Core.Schedules;
using Slipway.TestKits.Components;

namespace Slipway.Core.Tests.Schedules;

/// <summary>Times are held against Debian's croniter, which nobody here wrote.</summary>
[Trait("needs", "python")]
public sealed class CronOracleTests
{
    private const string Program = """
        import sys
        from datetime import datetime, timezone
        from croniter import croniter
        for line in sys.stdin:
            start, text = line.rstrip("\n").split("\t")
            times = croniter(text, datetime.fromtimestamp(int(start), timezone.utc))
            print(" ".join(str(int(times.get_next(float))) for _ in range(20)))
        """;

    [Fact]
    public async Task A_thousand_random_texts_give_the_same_next_times_in_UTC()
    {
        var random = new Random(20260105);
        var cases = new List<(long Start, CronExpression Cron)>();
        while (cases.Count < 1000)
        {
            if (CronExpression.TryParse(RandomText(random), out var cron, out _))
                cases.Add((random.NextInt64(1_600_000_000, 1_900_000_000), cron));
        }

        var answers = await AskAsync(cases);
        Assert.Equal(cases.Count, answers.Length);
        for (var i = 0; i < cases.Count; i++)
        {
            var at = DateTimeOffset.FromUnixTimeSeconds(cases[i].Start);
            foreach (var expected in answers[i].Split(' '))
            {
                at = cases[i].Cron.NextAfter(at, TimeZoneInfo.Utc)!.Value;
                Assert.True(
                    at.ToUnixTimeSeconds() == long.Parse(expected, CultureInfo.InvariantCulture),
                    $"'{cases[i].Cron}' after {cases[i].Start}: {at:O}, croniter says {DateTimeOffset.FromUnixTimeSeconds(long.Parse(expected, CultureInfo.InvariantCulture)):O}");
            }
        }
    }

    private static string RandomText(Random random) => string.Join(
        ' ',
        Field(random, 0, 59, []),
        Field(random, 0, 23, []),
        Field(random, 1, 28, []),
        Field(random, 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        Field(random, 0, 6, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]));

    private static string Field(Random random, int low, int high, string[] names)
    {
        string One()
        {
            var (from, to) = (random.Next(low, high + 1), random.Next(low, high + 1));
            (from, to) = from <= to ? (from, to) : (to, from);
            return random.Next(from < to ? 6 : 1) switch
            {
                0 when names.Length > 0 => names[from - low],
                0 => from.ToString(CultureInfo.InvariantCulture),
                1 => $"{from}-{to}",
                2 => $"{from}-{to}/{random.Next(1, 4)}",
                3 => $"*/{random.Next(2, Math.Max(3, high / 3))}",
                _ => from.ToString(CultureInfo.InvariantCulture),
            };
        }

        return random.Next(3) == 0 ? "*" : string.Join(',', Enumerable.Range(0, random.Next(1, 3)).Select(_ => One()));
    }

    private static async Task<string[]> AskAsync(List<(long Start, CronExpression Cron)> cases)
    {
        var start = new ProcessStartInfo(Require.Croniter(), ["-c", Program.ReplaceLineEndings("\n")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (var (at, cron) in cases)
            await process.StandardInput.WriteAsync($"{at}\t{cron}\n");
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return (await output).TrimEnd('\n').Split('\n');
    }
}

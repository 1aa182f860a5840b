using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Slipway.Results;
using Slipway.TestKits;

namespace Slipway.Tests.Results;

/// <summary>A flow in another process is killed at random points, again and again, and always finishes alike.</summary>
internal static class KillScenario
{
    private const int Items = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Runs flows until so many were killed.</summary>
    /// <param name="kills">How many.</param>
    /// <param name="store">The store.</param>
    /// <param name="address">Where the flow's process finds it.</param>
    /// <param name="environment">Variables of that process.</param>
    public static async Task RunAsync(int kills, IResultStore store, string address, IReadOnlyDictionary<string, string> environment)
    {
        using var folder = new TemporaryFolder();
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var killed = 0;
        var runAgain = 0;
        for (var flow = 0; killed < kills; flow++)
        {
            var run = $"run-{flow}";
            var notes = Path.Combine(folder.Path, $"{run}.notes");
            var ran = new Dictionary<int, int>();
            string? result = null;
            while (result is null)
            {
                var recorded = await RecordedAsync(store, run);
                var seen = File.Exists(notes) ? (await File.ReadAllLinesAsync(notes, TestContext.Current.CancellationToken)).Length : 0;
                var wasKilled = await LaunchAsync([address, run, notes], environment, killed < kills ? random.Next(0, 60) : int.MaxValue, random.Next(0, 3_000));
                killed += wasKilled ? 1 : 0;
                var said = (await File.ReadAllLinesAsync(notes, TestContext.Current.CancellationToken))[seen..];
                Assert.True(said.Length > 0 || wasKilled, $"seed {seed}: the flow said nothing");

                var again = Numbers(said, "ran ").Where(recorded.Contains).ToList();
                Assert.True(again.Count == 0, $"seed {seed}, {run}: ran again although recorded: {string.Join(", ", again)}");
                foreach (var item in Numbers(said, "ran "))
                    ran[item] = ran.GetValueOrDefault(item) + 1;
                var lost = Numbers(said, "returned ").Except(await RecordedAsync(store, run)).ToList();
                Assert.True(lost.Count == 0, $"seed {seed}, {run}: returned and not recorded: {string.Join(", ", lost)}");
                result = said.FirstOrDefault(line => line.StartsWith("result ", StringComparison.Ordinal));
                Assert.True(wasKilled || result is not null, $"seed {seed}, {run}: ended by itself without a result: {string.Join(" | ", said.TakeLast(5))}");
            }

            Assert.Equal("result 2646700", result);
            Assert.Equal(Items, ran.Count);
            runAgain += ran.Values.Sum() - Items;
        }

        // What was interrupted ran again: otherwise these kills were never in the middle of anything.
        Assert.True(runAgain > 0, $"seed {seed}: no kill interrupted a task");
    }

    private static async Task<HashSet<int>> RecordedAsync(IResultStore store, string run)
    {
        await using var results = await store.OpenAsync(run, TestContext.Current.CancellationToken);
        var items = new HashSet<int>();
        foreach (var slot in results.Recorded)
        {
            var content = await results.ReadAsync(slot, TestContext.Current.CancellationToken);
            using var json = JsonDocument.Parse(content[1..]);
            Assert.True(items.Add(json.RootElement.GetProperty("item").GetInt32()), "An item was recorded twice.");
        }

        return items;
    }

    /// <summary>Starts the flow, and kills it after so many lines and a little more.</summary>
    private static async Task<bool> LaunchAsync(string[] arguments, IReadOnlyDictionary<string, string> environment, int lines, int microseconds)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        var program = Repository.Path("tests", "Slipway.KilledFlow", "bin", configuration, "net10.0", "Slipway.KilledFlow");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Deadline);
        for (var line = 0; await process.StandardOutput.ReadLineAsync(deadline.Token) is not null; line++)
        {
            if (line < lines)
                continue;
            var until = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 1_000_000 * microseconds);
            while (Stopwatch.GetTimestamp() < until)
                Thread.SpinWait(10);
            process.Kill();
            break;
        }

        await process.WaitForExitAsync(deadline.Token);
        // 137 is death by SIGKILL; it may have been quicker.
        return process.ExitCode == 137;
    }

    private static IEnumerable<int> Numbers(IEnumerable<string> lines, string what) =>
        lines.Where(line => line.StartsWith(what, StringComparison.Ordinal)).Select(line => int.Parse(line.AsSpan(what.Length), CultureInfo.InvariantCulture));
}

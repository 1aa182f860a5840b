using Slipway.Generators.Tests.Compiling;
using Slipway.TestKits.Snapshots;

namespace Slipway.Generators.Tests.Calls;

/// <summary>The generated text of a small program, so that each change of it is seen.</summary>
public sealed class GeneratedTextTests
{
    private const string Source = """
        using Microsoft.Extensions.Logging;
        namespace Shop;

        public sealed record Raw(string[] Chunks);

        public interface IStore { void Save(string text); }

        public static class DailyOrders
        {
            /// <summary>Loads a day's orders.</summary>
            /// <param name="day">The day.</param>
            [Flow("daily-orders", Cron = "0 3 * * *")]
            public static async Task<int> RunAsync(DateOnly day, CancellationToken ct)
            {
                var raw = await ExtractAsync(day, ct);
                var parts = await Task.WhenAll(raw.Chunks.Select(chunk => CleanAsync(chunk, ct).AsTask()));
                await Audit.RunAsync(parts.Length);
                return parts.Length;
            }

            [Task(Retries = 3, RetryDelaySeconds = 10)]
            private static async Task<Raw> ExtractAsync(DateOnly day, CancellationToken ct) { await Task.Yield(); return new([day.ToString()]); }

            [Task]
            internal static async ValueTask<T> CleanAsync<T>(T chunk, CancellationToken ct, [NotKeyed] int hint = 0, ILogger? logger = null, IStore? store = null)
                where T : notnull => chunk;
        }

        public sealed class Audit(IStore store)
        {
            [Flow] public static Task RunAsync(int count) => Task.CompletedTask;
            [Flow("audit-all")] internal void Run(string name = "all") => store.Save(name);
        }
        """;

    [Fact]
    public void Files() => Snapshot.Match(string.Join(
        "\n",
        FlowCompilation.Of(Source).Files.OrderBy(file => file.HintName, StringComparer.Ordinal).Select(file => $"=== {file.HintName}\n{file.SourceText}")));
}

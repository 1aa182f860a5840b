using Slipway.Extensions.Aws;
using Slipway.Results;
using Slipway.Running;

namespace Slipway.KilledFlow;

/// <summary>
/// Flows that tests kill: <c>FOLDER|s3://BUCKET RUN-ID NOTES</c> is one of 200 mapped tasks that says what it does, <c>run killed-orders</c> a program of flows.
/// </summary>
internal static class Program
{
    private const int Items = 200;

    private static FileStream? _notes;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["run" or "slipway", ..])
            return await FlowApp.RunAsync(arguments);
        await using var notes = new FileStream(arguments[2], FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        _notes = notes;
        Note("started");
        using var s3 = arguments[0].StartsWith("s3://", StringComparison.Ordinal) ? new S3ResultStore(S3ResultStoreOptions.Parse(arguments[0])) : null;
        var options = new FlowRunOptions { RunId = arguments[1], Results = (IResultStore?)s3 ?? new FileResultStore(arguments[0]) };
        var result = await FlowRunner.RunAsync("killed", _ => FlowAsync(), options);
        result.ThrowIfNotCompleted();
        Note($"result {result.Value}");
        return 0;
    }

    private static async Task<long> FlowAsync()
    {
        var squares = await Run.MapAsync(
            Enumerable.Range(0, Items),
            async item =>
            {
                var square = await Run.TaskAsync("square", item, static async (given, cancellationToken) =>
                {
                    Note($"ran {given}");
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 6)), TimeProvider.System, cancellationToken);
                    return new Square(given, (long)given * given);
                });
                Note($"returned {item}");
                return square;
            },
            maxConcurrency: 8);
        return squares.Sum(square => square.Value);
    }

    private static void Note(string text)
    {
        // One write to the end of the file, so that it is there whole or not at all; then the signal for whoever kills.
        lock (_notes!)
        {
            _notes.Write(System.Text.Encoding.ASCII.GetBytes(text + "\n"));
            Console.Out.WriteLine(text);
            Console.Out.Flush();
        }
    }
}

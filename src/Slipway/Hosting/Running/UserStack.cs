namespace Slipway.Hosting.Running;

/// <summary>An exception's stack trace as its author wrote the code: without the frames of the runtime and of generated code.</summary>
internal static class UserStack
{
    // Awaits, tasks and thread pool; Slipway's own; what the generator made.
    private static readonly string[] Foreign =
    [
        "at System.Runtime.CompilerServices.", "at System.Runtime.ExceptionServices.", "at System.Threading.",
        "at Slipway.Execution.", "at Slipway.Running.", "at Slipway.Runtime.", "at Slipway.Hosting.", "at Slipway.Generated.",
        "--- End of ",
    ];

    /// <summary>The exception, its causes, and the author's frames of each; one line each.</summary>
    public static IEnumerable<string> Lines(Exception exception)
    {
        var title = "";
        for (var at = exception; at is not null; at = at.InnerException)
        {
            yield return $"{title}{at.GetType().FullName}: {at.Message}";
            title = "caused by ";
            foreach (var frame in Frames(at))
                yield return "   " + frame;
        }
    }

    /// <summary>The author's frames.</summary>
    public static IEnumerable<string> Frames(Exception exception) =>
        (exception.StackTrace ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !Foreign.Any(prefix => line.StartsWith(prefix, StringComparison.Ordinal)));
}

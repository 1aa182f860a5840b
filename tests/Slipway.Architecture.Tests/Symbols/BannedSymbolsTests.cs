using Slipway.Architecture.Tests.Projects;

namespace Slipway.Architecture.Tests.Symbols;

/// <summary>
/// Clocks and waits that tests cannot steer, and waits that block a thread. What is banned reads in <see cref="Complaint"/>; a use
/// that must stay is listed with its reason.
/// </summary>
public sealed class BannedSymbolsTests
{
    private const string Clock = "use the TimeProvider that was passed in";
    private const string Blocks = "await it";

    /// <summary>Caller type and banned member, with why it may stay.</summary>
    private static readonly Dictionary<(string Caller, string Member), string> Exceptions = new()
    {
        [("Slipway.Execution.Blocking", "GetResult")] = "a synchronous task has promised its caller to return only when it is done",
        [("Slipway.Execution.PlainCalls", "get_Result")] = "of a task that has completed",
    };

    public static TheoryData<string> Projects => ["Slipway.Core", "Slipway", "Slipway.Testing", "Slipway.Aws", "Slipway.Ecs", "Slipway.LocalEcs", "Slipway.Cli"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Time_comes_from_a_TimeProvider_and_nothing_blocks(string project)
    {
        var complaints = Uses(project).Where(found => !Exceptions.ContainsKey((found.Call.Caller, found.Call.Member)));
        Complaints.None(complaints.Select(found => $"{found.Call}: {found.Advice}").Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_listed_exception_is_still_needed()
    {
        var found = Projects.SelectMany(row => Uses(row.Data)).Select(found => (found.Call.Caller, found.Call.Member)).ToHashSet();
        Complaints.None(Exceptions.Keys.Where(exception => !found.Contains(exception)).Select(exception => exception.ToString()));
    }

    [Fact]
    public void The_reader_sees_calls_in_async_methods_and_lambdas()
    {
        // This assembly uses what it bans, in the two methods below, so a reader that found nothing would show.
        var calls = Uses(typeof(BannedSymbolsTests).Assembly.GetName().Name!)
            .Where(found => string.Equals(found.Call.Caller, typeof(BannedSymbolsSamples).FullName, StringComparison.Ordinal))
            .Select(found => found.Call.Member)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Equal(new HashSet<string>(["get_UtcNow", "Delay", "get_Result", "Sleep", ".ctor", "GetResult"], StringComparer.Ordinal), calls);
    }

    private static IEnumerable<(CalledMember Call, string Advice)> Uses(string project)
    {
        using var file = BuiltAssembly.Of(project).Open();
        return [.. new IlReader(file).Calls().Select(call => (call, Complaint(call))).Where(found => found.Item2 is not null).Select(found => (found.call, found.Item2!))];
    }

    private static string? Complaint(CalledMember call)
    {
        var takesClock = call.Parameters.Contains("System.TimeProvider", StringComparer.Ordinal);
        return (call.Type, call.Member) switch
        {
            ("System.DateTime" or "System.DateTimeOffset", "get_Now" or "get_UtcNow" or "get_Today") => Clock,
            ("System.Environment", "get_TickCount" or "get_TickCount64") => Clock,
            ("System.Diagnostics.Stopwatch", _) => Clock,
            ("System.Threading.Tasks.Task", "Delay") when !takesClock => Clock,
            ("System.Threading.Tasks.Task" or "System.Threading.Tasks.Task`1", "WaitAsync")
                when !takesClock && call.Parameters.Contains("System.TimeSpan", StringComparer.Ordinal) => Clock,
            ("System.Threading.Timer" or "System.Timers.Timer", ".ctor") => Clock,
            ("System.Threading.PeriodicTimer" or "System.Threading.CancellationTokenSource", ".ctor") when call.Parameters.Count == 1 => Clock,
            ("System.Threading.Thread", "Sleep") => "await a signal or a delay",
            ("System.Threading.Tasks.Task", "Wait" or "WaitAll" or "WaitAny") => Blocks,
            ("System.Threading.Tasks.Task`1" or "System.Threading.Tasks.ValueTask`1", "get_Result") => Blocks,
            // The compiler's own await reads GetResult in a state machine's MoveNext, and around an asynchronous Main.
            ("System.Runtime.CompilerServices.TaskAwaiter" or "System.Runtime.CompilerServices.TaskAwaiter`1"
                or "System.Runtime.CompilerServices.ValueTaskAwaiter" or "System.Runtime.CompilerServices.ValueTaskAwaiter`1", "GetResult")
                when call.CallerMethod is not ("MoveNext" or "<Main>") => Blocks,
            _ => null,
        };
    }
}

namespace Slipway.Benchmarks.Hosting;

/// <summary>The calls between two moments.</summary>
internal sealed class CountedCalls(BenchServer server)
{
    private static readonly HashSet<string> Changing = new(StringComparer.Ordinal)
    {
        "RunTask", "StopTask", "RegisterTaskDefinition", "DeregisterTaskDefinition", "DeleteTaskDefinitions", "TagResource", "UntagResource",
    };

    private readonly IReadOnlyDictionary<string, long> _before = server.EcsCalls();

    public long Of(string operation) => server.EcsCalls().GetValueOrDefault(operation) - _before.GetValueOrDefault(operation);

    /// <summary>Calls that change something in AWS.</summary>
    public long Changes => Changing.Sum(Of);

    /// <summary>All of them, as <c>RunTask 1, DescribeTasks 3</c>.</summary>
    public override string ToString() => string.Join(
        ", ",
        server.EcsCalls().Keys.Order(StringComparer.Ordinal).Select(operation => (operation, Count: Of(operation))).Where(call => call.Count > 0).Select(call => $"{call.operation} {call.Count}"));
}

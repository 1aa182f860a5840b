using System.Text.Json;
using Slipway.Results;

namespace Slipway.Hosting.Running;

/// <summary>A flow run as its result store knows it.</summary>
internal sealed class KeptRun(IResultStore store, string flowRunId, string flow)
{
    /// <summary>Keeps what the run is asked to do.</summary>
    public async Task KeepAsync(IReadOnlyDictionary<string, JsonElement> parameters) =>
        await store.KeepOrderAsync(flowRunId, new RunOrder(flow, parameters).Write(), CancellationToken.None);

    /// <summary>What an earlier launch was asked to do; null when there was none.</summary>
    /// <exception cref="ResultStoreException"><c>results.other-flow</c>, <c>results.bad-run-id</c>, <c>results.unreadable</c>.</exception>
    public async Task<RunOrder?> FindAsync()
    {
        if (await store.FindOrderAsync(flowRunId, CancellationToken.None) is not { } content)
            return null;
        RunOrder order;
        try
        {
            order = RunOrder.Read(content);
        }
        catch (JsonException exception)
        {
            throw new ResultStoreException(
                "results.unreadable",
                $"What the flow run {flowRunId} was asked to do can't be read ({exception.Message}). Start the flow anew, without --resume.",
                exception);
        }

        return order.Flow == flow
            ? order
            : throw new ResultStoreException("results.other-flow", $"The flow run {flowRunId} is one of {order.Flow}, not of {flow}. Name its own flow, or another run.");
    }
}

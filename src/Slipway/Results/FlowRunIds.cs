namespace Slipway.Results;

/// <summary>The ids of flow runs, which stores make folders and keys of.</summary>
internal static class FlowRunIds
{
    /// <summary>Refuses an id that could lead out of its folder.</summary>
    /// <exception cref="ResultStoreException"><c>results.bad-run-id</c>.</exception>
    public static void Check(string flowRunId)
    {
        ArgumentNullException.ThrowIfNull(flowRunId);
        if (flowRunId.Length is 0 or > 128 || flowRunId[0] == '.' || !flowRunId.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
            throw new ResultStoreException("results.bad-run-id", $"'{flowRunId}' can't be the id of a flow run: use letters, digits, '-', '_' and '.', at most 128, and no '.' first.");
    }
}

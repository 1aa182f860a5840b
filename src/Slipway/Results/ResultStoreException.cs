using Slipway.Core.Errors;

namespace Slipway.Results;

/// <summary>A result store can't do what it has to. A task is never retried because of it: its body has done its work.</summary>
/// <param name="code">The stable code.</param>
/// <param name="message">What happened, why, and what to do next.</param>
/// <param name="inner">The cause.</param>
public sealed class ResultStoreException(string code, string message, Exception? inner = null) : SlipwayException(code, message, inner)
{
    internal const string FencedCode = "results.fenced";

    /// <summary>A newer launch has taken the flow run over (code <c>results.fenced</c>).</summary>
    public static ResultStoreException Fenced(string flowRunId) => new(
        FencedCode,
        $"A newer launch has taken over the flow run {flowRunId}, so this one can't record results any more. Let it end; the newer one goes on from what was recorded.");
}

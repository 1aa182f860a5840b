using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Slipway.Aws;

/// <summary>Counts the tries of a call, and keeps that one of them may have taken effect.</summary>
internal sealed class AttemptHandler : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        if (executionContext.RequestContext.OriginalRequest is not ITrackedRequest { State: var state })
            return await base.InvokeAsync<T>(executionContext);

        state.Attempts++;
        try
        {
            return await base.InvokeAsync<T>(executionContext);
        }
        catch (Exception exception) when (AwsFailures.IsFateUnknown(exception))
        {
            state.FateUnknown = true;
            throw;
        }
    }
}

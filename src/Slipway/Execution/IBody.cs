using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>What an attempt runs, whatever kind of method it is.</summary>
internal interface IBody<T> : ITaskCall
{
    ValueTask<T> InvokeAsync(Attempt attempt);
}

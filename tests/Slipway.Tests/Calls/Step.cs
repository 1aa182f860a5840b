using Slipway.Runtime;

namespace Slipway.Tests.Calls;

/// <summary>A task and calls of it, as generated code makes them.</summary>
internal sealed class Step(string name, TaskAttribute? settings = null, Func<Exception, bool>? retryWhen = null, string version = "1")
{
    public TaskDefinition Definition { get; } = new()
    {
        Id = $"Tests.{name}",
        Name = name,
        Version = version,
        Settings = settings ?? new TaskAttribute(),
        RetryWhen = retryWhen,
    };

    private string Site { get; } = $"Tests.Flow/{name}#0";

    public Task<TOut> CallAsync<TIn, TOut>(TIn input, Func<TIn, Attempt, Task<TOut>> body)
    {
        var call = new AsyncCall<TIn, TOut>(input, body);
        return TaskCalls.RunAsync<AsyncCall<TIn, TOut>, TOut>(Definition, Site, in call);
    }

    public Task<TOut> CallAsync<TIn, TOut>(TIn input, Func<TIn, TOut> body) => CallAsync(input, (value, _) => Task.FromResult(body(value)));

    public Task RunAsync<TIn>(TIn input, Func<TIn, Attempt, Task> body)
    {
        var call = new VoidCall<TIn>(input, body);
        return TaskCalls.RunAsync(Definition, Site, in call);
    }

    public ValueTask<TOut> CallValueAsync<TIn, TOut>(TIn input, Func<TIn, Attempt, ValueTask<TOut>> body)
    {
        var call = new ValueCall<TIn, TOut>(input, body);
        return TaskCalls.RunValueAsync<ValueCall<TIn, TOut>, TOut>(Definition, Site, in call);
    }

    public TOut Call<TIn, TOut>(TIn input, Func<TIn, Attempt, TOut> body)
    {
        var call = new SyncCall<TIn, TOut>(input, body);
        return TaskCalls.Run<SyncCall<TIn, TOut>, TOut>(Definition, Site, in call);
    }
}

using System.Text.Json;
using Slipway.Core.Errors;
using Slipway.Execution;
using Slipway.Running;
using Slipway.VariableStores;

namespace Slipway;

/// <summary>
/// Small values that one run leaves for the next: an offset, a watermark. They are no task runs: what a resumed run must see as it was belongs into a
/// <see cref="TaskAttribute"/> method that reads it.
/// </summary>
public static class Variables
{
    private static readonly AsyncLocal<IVariableStore?> Chosen = new();

    /// <summary>Reads a variable.</summary>
    /// <param name="name">Its name: letters, digits, hyphens, underscores, dots.</param>
    /// <param name="whenMissing">What there is before anything was set.</param>
    /// <param name="scope">Who shares it. Default: the runs of the present flow (of a subflow: of that).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">What its JSON is read as.</typeparam>
    /// <exception cref="SlipwayException"><c>variables.bad-name</c>, <c>variables.no-store</c>, <c>variables.unreadable</c>, <c>variables.wrong-type</c>.</exception>
    public static async Task<T> GetAsync<T>(string name, T whenMissing, VariableScope scope = VariableScope.Flow, CancellationToken cancellationToken = default)
    {
        var called = NameOf(name, scope);
        if (await Store(called).FindAsync(called, cancellationToken) is not { } value)
            return whenMissing;
        try
        {
            return JsonSerializer.Deserialize<T>(value.Span, Json)!;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new SlipwayException("variables.wrong-type", $"The variable {called} is no {typeof(T).Name}: {exception.Message} Read it as what it was set as.", exception);
        }
    }

    /// <summary>Sets a variable. It is durable when this returns; of two that set it at once the later one counts.</summary>
    /// <param name="name">Its name: letters, digits, hyphens, underscores, dots.</param>
    /// <param name="value">What can be written as JSON; no secret, since it is kept as text.</param>
    /// <param name="scope">Who shares it. Default: the runs of the present flow (of a subflow: of that).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <exception cref="SlipwayException"><c>variables.bad-name</c>, <c>variables.no-store</c>, <c>variables.not-written</c>.</exception>
    public static async Task SetAsync<T>(string name, T value, VariableScope scope = VariableScope.Flow, CancellationToken cancellationToken = default)
    {
        var called = NameOf(name, scope);
        await Store(called).SetAsync(called, JsonSerializer.SerializeToUtf8Bytes(value, Json), cancellationToken);
    }

    /// <summary>From here until it is disposed, variables are kept there: for tests of plain methods.</summary>
    /// <param name="store">What keeps them.</param>
    public static IDisposable Use(IVariableStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new Usage(store);
    }

    private static JsonSerializerOptions Json => Ambient.Current?.Context.Options.Json ?? FlowJson.Default;

    // Outside a run there is no flow: then what Use chose is nobody else's.
    private static VariableName NameOf(string name, VariableScope scope)
    {
        VariableName.Check(name);
        return new VariableName(scope == VariableScope.Environment ? null : Ambient.Current?.Flow.Name ?? "none", name);
    }

    private static IVariableStore Store(VariableName name) => Chosen.Value ?? Ambient.Current?.Context.Options.Variables ?? throw new SlipwayException(
        "variables.no-store",
        $"Nothing keeps the variable {name} here. In a program of flows files do; set FlowRunOptions.Variables, or for a plain call 'using var _ = Variables.Use(new MemoryVariableStore());'.");

    private sealed class Usage : IDisposable
    {
        private readonly IVariableStore? _before = Chosen.Value;

        public Usage(IVariableStore store) => Chosen.Value = store;

        public void Dispose() => Chosen.Value = _before;
    }
}

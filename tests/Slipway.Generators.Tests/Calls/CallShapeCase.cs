namespace Slipway.Generators.Tests.Calls;

/// <summary>A way to call a task.</summary>
/// <param name="name">What is special about it.</param>
/// <param name="body">The flow's body: it returns a string.</param>
/// <param name="members">Members of the flow's class.</param>
/// <param name="types">Types beside it.</param>
/// <param name="library">Source of another assembly.</param>
public sealed class CallShapeCase(string name, string body, string members = "", string types = "", string? library = null)
{
    public string Name { get; } = name;

    public string? Library { get; } = library;

    /// <summary>What the flow returns, in a run and without.</summary>
    public string Returns { get; init; } = "ok";

    /// <summary>The sites of the tracked calls, in order.</summary>
    public string[] Sites { get; init; } = [];

    /// <summary>Whether the flow's class is made with its constructor.</summary>
    public bool IsInstance { get; init; }

    public string Source => $$"""
        #pragma warning disable CS1998, CS0618
        {{(types.StartsWith("using", StringComparison.Ordinal) ? types : "")}}
        namespace Shop;

        {{(types.StartsWith("using", StringComparison.Ordinal) ? "" : types)}}

        public {{(IsInstance ? "" : "static ")}}partial class Orders
        {
            [Flow("orders")]
            public {{(IsInstance ? "" : "static ")}}async Task<string> RunAsync(CancellationToken ct)
            {
                {{body}}
            }

            {{members}}
        }
        """;

    public override string ToString() => Name;
}

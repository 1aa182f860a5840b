namespace Slipway.Generators.Graph;

/// <summary>A call in the static graph.</summary>
/// <param name="site">Its name.</param>
/// <param name="task">The task, flow or image that is called.</param>
/// <param name="kind"><c>task</c>, <c>subflow</c> or <c>container</c>.</param>
/// <param name="parent">The site of the task whose body makes the call; null for the flow itself.</param>
internal sealed class GraphNode(string site, string task, string kind, string? parent)
{
    public string Site { get; } = site;

    public string Task { get; } = task;

    public string Kind { get; } = kind;

    public string? Parent { get; } = parent;

    /// <summary>It is in a loop or a mapped lambda, so that it may run any number of times.</summary>
    public bool IsMany { get; set; }

    /// <summary>It is in a branch, so that it may not run at all.</summary>
    public bool IsConditional { get; set; } = true;
}

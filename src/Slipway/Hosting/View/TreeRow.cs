namespace Slipway.Hosting.View;

/// <summary>A node with the lines that lead to it: <c>│  ├─ </c>.</summary>
internal readonly record struct TreeRow(TaskNode Node, string Guide);

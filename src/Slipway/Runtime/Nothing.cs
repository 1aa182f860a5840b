using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>The result of a task that returns none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Nothing;

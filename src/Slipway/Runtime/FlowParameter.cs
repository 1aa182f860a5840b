using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>An input of a flow.</summary>
/// <param name="Name">As in the signature.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsRequired">Whether it has no default.</param>
/// <param name="Default">The default, when there is one.</param>
/// <param name="Description">From the method's XML documentation.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FlowParameter(string Name, Type Type, bool IsRequired, object? Default, string? Description)
{
    /// <summary>Whether null is a value of it.</summary>
    public bool IsNullable { get; init; }
}

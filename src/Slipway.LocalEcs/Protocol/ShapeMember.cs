namespace Slipway.LocalEcs.Protocol;

/// <summary>A member of a request structure.</summary>
/// <param name="Name">The member's name on the wire.</param>
/// <param name="Type">Its type.</param>
/// <param name="Required">Whether a request without it is refused.</param>
internal sealed record ShapeMember(string Name, ShapeType Type, bool Required);

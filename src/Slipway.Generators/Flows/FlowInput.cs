using Slipway.Generators.Tasks;

namespace Slipway.Generators.Flows;

/// <summary>A parameter of a flow's method or of its type's constructor.</summary>
/// <param name="Name">As in the signature.</param>
/// <param name="Type">As generated code writes it.</param>
/// <param name="TypeofName">The same for <c>typeof</c>.</param>
/// <param name="Role">Who gives its value.</param>
/// <param name="Default">Its default as an expression; null when it is required.</param>
/// <param name="Description">From the XML documentation.</param>
/// <param name="IsNullable">Whether null is a value of it.</param>
/// <param name="IsReference">Whether it is of a reference type.</param>
internal sealed record FlowInput(
    string Name, string Type, string TypeofName, ParameterRole Role, string? Default, string? Description, bool IsNullable, bool IsReference);

namespace Slipway.Generators.Tasks;

/// <summary>A parameter of a task.</summary>
/// <param name="Name">As in the signature.</param>
/// <param name="Type">As generated code writes it.</param>
/// <param name="Role">Who gives its value.</param>
/// <param name="MayBeNull">Whether a null of the caller means: from the runtime.</param>
internal sealed record TaskParameter(string Name, string Type, ParameterRole Role, bool MayBeNull);

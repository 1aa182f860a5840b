namespace Slipway.LocalEcs.Tasks;

/// <summary>An attribute of an ECS task.</summary>
internal sealed record TaskAttribute(string Name, string Value);

using Slipway.Core.Containers;

namespace Slipway.Core.Flows;

/// <summary>What a reader made of a flow.</summary>
/// <param name="Flow">What could be read; meaningful alone only when there are no problems.</param>
/// <param name="Problems">Everything that is wrong.</param>
public sealed record FlowReading(ContainerFlow Flow, IReadOnlyList<SettingsProblem> Problems);

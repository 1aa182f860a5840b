using System.Text.Json;

namespace Slipway.Hosting.Running;

/// <summary>What a flow run was asked to do, kept beside its results: <c>--resume</c> asks for the same again.</summary>
/// <param name="Flow">The flow's name.</param>
/// <param name="Parameters">The inputs that were given.</param>
internal sealed record RunOrder(string Flow, IReadOnlyDictionary<string, JsonElement> Parameters);

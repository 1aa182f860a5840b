using Slipway.Generators.Flows;
using Slipway.Generators.Source;

namespace Slipway.Generators.Modules;

/// <summary>What an assembly's module is made from.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Flows">Its flows, in the order of their names.</param>
/// <param name="Versions">Its tasks' versions, in the order of their ids.</param>
/// <param name="References">The modules of other assemblies.</param>
/// <param name="Documents">The .md files beside source files.</param>
internal sealed record Module(
    string Assembly, EquatableArray<FlowMethod> Flows, EquatableArray<TaskVersion> Versions, EquatableArray<string> References, EquatableArray<Document> Documents);

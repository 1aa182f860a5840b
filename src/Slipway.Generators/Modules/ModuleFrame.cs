using Slipway.Generators.Source;

namespace Slipway.Generators.Modules;

/// <summary>What the compilation as a whole tells of its module.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="HasRuntime">Whether it references Slipway at all.</param>
/// <param name="References">The modules of other assemblies.</param>
internal sealed record ModuleFrame(string Assembly, bool HasRuntime, EquatableArray<string> References);

using Slipway.Generators.Flows;
using Slipway.Generators.Source;

namespace Slipway.Generators.Modules;

/// <summary>
/// Writes the FlowModule of an assembly. All that changes with the source stands in method bodies, which a running program can take over; the assembly's
/// attribute never changes.
/// </summary>
internal static class ModuleEmitter
{
    public static string Emit(Module module)
    {
        var name = SlipwayNames.ModuleClass(module.Assembly);
        var code = GeneratedFile.Begin();
        code.Line($"[assembly: {SlipwayNames.Runtime}.FlowModule(typeof(global::{GeneratedFile.Namespace}.{name}))]").Line();
        code.Line($"namespace {GeneratedFile.Namespace};").Line();
        code.Line($"/// <summary>The flows and tasks of {module.Assembly}.</summary>");
        code.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        code.Line(GeneratedFile.Hidden).Line(GeneratedFile.GeneratedCode);
        code.Open($"public sealed class {name} : {SlipwayNames.Runtime}.FlowModule");
        code.Line($"internal static readonly {name} Instance = new();").Line();
        code.Line($"private static global::System.Collections.Generic.IReadOnlyList<{SlipwayNames.Runtime}.FlowDefinition>? s_flows;").Line();
        code.Line($"public override int Contract => {SlipwayNames.Contract};").Line();
        code.Line($"public override global::System.Collections.Generic.IReadOnlyList<{SlipwayNames.Runtime}.FlowDefinition> Flows =>");
        code.Indent().Line("s_flows ?? global::System.Threading.Interlocked.CompareExchange(ref s_flows, AllFlows(), null) ?? s_flows;").Outdent().Line();
        code.Line($"public override global::System.Collections.Generic.IReadOnlyList<{SlipwayNames.Runtime}.FlowModule> References =>");
        code.Indent().Line(module.References.Count == 0 ? "[];" : $"[{string.Join(", ", module.References.Select(type => $"new {type}()"))}];").Outdent().Line();
        WriteVersions(code, module);
        var methods = FlowNames(module);
        code.Line($"private static {SlipwayNames.Runtime}.FlowDefinition[] AllFlows() => [{string.Join(", ", methods.Select(method => $"Flow_{method}()"))}];");
        for (var index = 0; index < methods.Count; index++)
            FlowEmitter.Write(code.Line(), module.Flows[index], methods[index], Documentation(module, module.Flows[index]));
        return code.Close().ToString();
    }

    private static void WriteVersions(CodeWriter code, Module module)
    {
        if (module.Versions.Count == 0)
        {
            code.Line("public override string? TaskVersion(string id) => null;").Line();
            return;
        }

        code.Open("public override string? TaskVersion(string id) => id switch");
        foreach (var version in module.Versions)
            code.Line($"{Literals.Text(version.Id)} => {Literals.Text(version.Hash)},");
        code.Line("_ => null,").Close(";").Line();
    }

    /// <summary>A name in C# for each flow: from its method, numbered where methods share it.</summary>
    private static List<string> FlowNames(Module module)
    {
        var names = new List<string>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flow in module.Flows)
        {
            var name = Literals.Identifier(flow.DisplayName);
            var unique = name;
            for (var number = 2; !used.Add(unique); number++)
                unique = $"{name}_{number}";
            names.Add(unique);
        }

        return names;
    }

    /// <summary>The text of the file of the same name: <c>DailyOrders.md</c> beside <c>DailyOrders.cs</c>.</summary>
    private static string? Documentation(Module module, FlowMethod flow)
    {
        if (!flow.SourcePath.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
            return null;
        var path = flow.SourcePath.Substring(0, flow.SourcePath.Length - 3) + ".md";
        return module.Documents.FirstOrDefault(document => string.Equals(document.Path.Replace('\\', '/'), path.Replace('\\', '/'), StringComparison.OrdinalIgnoreCase))?.Text;
    }
}

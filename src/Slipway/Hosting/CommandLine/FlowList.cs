using Slipway.Core.Errors;
using Slipway.Runtime;

namespace Slipway.Hosting.CommandLine;

/// <summary>The flows of a program.</summary>
internal static class FlowList
{
    /// <summary>The contract between generated code and runtime that this library speaks.</summary>
    internal const int Contract = 1;

    /// <summary>The flows of a module and of those it references, its own first.</summary>
    /// <exception cref="SlipwayException"><c>flow.other-contract</c>, <c>flow.name-twice</c>.</exception>
    public static IReadOnlyList<FlowDefinition> Of(FlowModule module)
    {
        var flows = new List<FlowDefinition>();
        Add(module, flows, []);
        var twice = flows.GroupBy(flow => flow.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? flows
            : throw new SlipwayException("flow.name-twice", $"Two flows are called {twice.Key}: {string.Join(" and ", twice.Select(flow => flow.Id))}. Give one of them another name: [Flow(\"name\")].");
    }

    /// <summary>The module of an assembly.</summary>
    /// <exception cref="SlipwayException">
    /// <c>flow.not-generated</c>: it, or an assembly that it references, has tasks and was built without the generator. <c>flow.no-module</c>: it has none, and
    /// no module.
    /// </exception>
    public static FlowModule ModuleOf(System.Reflection.Assembly assembly)
    {
        FlowAssemblies.EnsureGenerated(assembly);
        var attribute = (FlowModuleAttribute?)Attribute.GetCustomAttribute(assembly, typeof(FlowModuleAttribute))
            ?? throw new SlipwayException(
                "flow.no-module",
                $"{assembly.GetName().Name} holds nothing that Slipway's generator made: it has no flow, or the generator did not run. Mark a method with [Flow]; if there is one, reference the Slipway package in this project itself, and build again.");
        return (FlowModule)Activator.CreateInstance(attribute.Module)!;
    }

    private static void Add(FlowModule module, List<FlowDefinition> flows, HashSet<Type> seen)
    {
        if (!seen.Add(module.GetType()))
            return;
        if (module.Contract != Contract)
        {
            throw new SlipwayException(
                "flow.other-contract",
                $"{module.GetType().Assembly.GetName().Name} was built for another version of Slipway (contract {module.Contract}, this is {Contract}). Use one version of the package everywhere, and build again.");
        }

        flows.AddRange(module.Flows);
        foreach (var reference in module.References)
            Add(reference, flows, seen);
    }
}

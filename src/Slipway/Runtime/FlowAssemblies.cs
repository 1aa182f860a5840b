using System.Reflection;
using Slipway.Core.Errors;

namespace Slipway.Runtime;

/// <summary>
/// Finds assemblies of a program that have tasks or flows and were built without the generator, or with one that the compiler ignored: their calls are plain
/// calls, and nothing else would say so.
/// </summary>
internal static class FlowAssemblies
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Makes sure that the program's assembly and those that it references were built with the generator.</summary>
    /// <param name="program">The assembly with the flows that are to run.</param>
    /// <exception cref="SlipwayException"><c>flow.not-generated</c>: one was not; the message names it and one of its tasks.</exception>
    public static void EnsureGenerated(Assembly program)
    {
        foreach (var assembly in References(program).Prepend(program))
        {
            if (!KnowsSlipway(assembly) || assembly.IsDefined(typeof(FlowModuleAttribute), inherit: false) || FirstTask(assembly) is not { } task)
                continue;
            throw new SlipwayException(
                "flow.not-generated",
                $"{assembly.GetName().Name} has {task.DeclaringType}.{task.Name}, but was built without Slipway's generator: its calls would not be tracked. Reference the Slipway package in its own project and build "
                + "again; if it is referenced, warning CS9057 in that build says that the compiler is too old for the generator.");
        }
    }

    private static IEnumerable<Assembly> References(Assembly program) => program.GetReferencedAssemblies()
        .Where(name => !IsOfOthers(name.Name))
        .Select(Load)
        .OfType<Assembly>();

    /// <summary>Assemblies that cannot have tasks are not even loaded, so that a program starts as fast as before.</summary>
    private static bool IsOfOthers(string? name) =>
        name is null or "netstandard" or "mscorlib" or "Slipway"
        || name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.StartsWith("Slipway.", StringComparison.Ordinal);

    private static Assembly? Load(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            // Optional parts of a program may be missing; what is not there runs no tasks.
            return null;
        }
    }

    private static bool KnowsSlipway(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Any(reference => string.Equals(reference.Name, typeof(FlowAssemblies).Assembly.GetName().Name, StringComparison.Ordinal));

    private static MethodInfo? FirstTask(Assembly assembly) => Types(assembly)
        .SelectMany(type => type.GetMethods(Declared))
        .FirstOrDefault(method => method.IsDefined(typeof(TaskAttribute), inherit: false) || method.IsDefined(typeof(FlowAttribute), inherit: false));

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }
}

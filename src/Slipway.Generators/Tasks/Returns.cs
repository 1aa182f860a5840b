using Microsoft.CodeAnalysis;

namespace Slipway.Generators.Tasks;

/// <summary>Tells the kinds of return types apart.</summary>
internal static class Returns
{
    /// <summary>The kind, and the type of the result where there is one.</summary>
    public static (ReturnKind Kind, ITypeSymbol? Result) Of(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
            return (ReturnKind.Nothing, null);
        if (method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask" } type && IsThreadingTasks(type.ContainingNamespace))
        {
            var isTask = string.Equals(type.Name, "Task", StringComparison.Ordinal);
            return type.TypeArguments is [var result]
                ? (isTask ? ReturnKind.TaskOf : ReturnKind.ValueTaskOf, result)
                : (isTask ? ReturnKind.Task : ReturnKind.ValueTask, null);
        }

        return (ReturnKind.Value, method.ReturnType);
    }

    /// <summary>Whether it may be awaited although the runtime does not know the type.</summary>
    public static bool IsOtherAwaitable(ITypeSymbol type)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (each.GetMembers("GetAwaiter").Any(member => member is IMethodSymbol { Parameters.Length: 0, IsStatic: false }))
                return true;
        }

        return false;
    }

    /// <summary>Whether it gives its items only while somebody reads it.</summary>
    public static bool IsAsyncStream(ITypeSymbol type) => type is INamedTypeSymbol
    {
        Name: "IAsyncEnumerable" or "IAsyncEnumerator",
        ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } },
    };

    private static bool IsThreadingTasks(INamespaceSymbol? space) => space is
    {
        Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
    };
}

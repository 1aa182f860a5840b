using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Slipway.Generators.Source;

namespace Slipway.Generators.Tasks;

/// <summary>
/// Which methods can be tracked: the one place that knows the reasons why not, for the generator, which leaves such calls alone, and for the
/// analyzers, which say so.
/// </summary>
internal static class TaskShape
{
    /// <summary>What keeps calls of the method from being tracked, wherever they are; null when nothing does.</summary>
    public static Problem? Problem(IMethodSymbol method, TypeNames names) =>
        (OfKind(method) ?? OfReceiver(method, names) ?? OfReturn(method, names) ?? OfTypeParameters(method, names)) is { } reason
            ? new(ProblemKind.Shape, reason)
            : OfParameters(method, names);

    private static string? OfKind(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
            return "it is a local function; make it a method of the type";
        if (method.MethodKind == MethodKind.ExplicitInterfaceImplementation)
            return "it implements an interface explicitly, so every call goes to the interface's method; mark that one";
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension))
            return "only calls of ordinary methods can be tracked";
        if (method.ContainingType is not { CanBeReferencedByName: true })
            return "it is declared in an extension block; declare it as a static method with a this parameter";
        if (method.IsVararg)
            return "it takes __arglist";
        if (method is { IsStatic: true, ContainingType.TypeKind: TypeKind.Interface, IsAbstract: true } or { IsStatic: true, ContainingType.TypeKind: TypeKind.Interface, IsVirtual: true })
            return "it is a static abstract or virtual member of an interface";
        return null;
    }

    private static string? OfReceiver(IMethodSymbol method, TypeNames names)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsFileLocal)
                return $"its type {type.Name} is local to its file";
        }

        if (method.IsStatic)
            return null;
        var receiver = method.ContainingType;
        if (receiver.IsRefLikeType)
            return $"its type {receiver.Name} is a ref struct";
        if (receiver.IsValueType && !receiver.IsReadOnly && !method.IsReadOnly)
            return $"its type {receiver.Name} is a mutable struct, whose changes would be lost; make the struct or the method readonly";
        return names.Unnameable(receiver) is { } part ? $"its type {part.Name} is private" : null;
    }

    private static string? OfReturn(IMethodSymbol method, TypeNames names)
    {
        if (method is { IsAsync: true, ReturnsVoid: true })
            return "it is async void, so nobody can tell when it ends; return Task";
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            return "it returns by reference";
        if (method.ReturnType.IsRefLikeType)
            return $"it returns the ref struct {method.ReturnType.Name}";
        if (IsIterator(method) || Returns.IsAsyncStream(method.ReturnType))
            return "its body runs only when the result is read, after the call has returned; return a list";
        var (kind, result) = Returns.Of(method);
        if (kind == ReturnKind.Value && Returns.IsOtherAwaitable(method.ReturnType))
            return $"it returns the awaitable {method.ReturnType.Name}; return Task or ValueTask";
        if (result is { } stream && Returns.IsAsyncStream(stream))
            return "its result is produced only when it is read, after the task has ended; return a list";
        return names.Unnameable(method.ReturnType) is { } part ? $"the type {part.Name} of its result is private or local to its file" : null;
    }

    private static string? OfTypeParameters(IMethodSymbol method, TypeNames names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in TypeParameters.All(method))
        {
            if (!seen.Add(parameter.Name))
                return $"its type parameter {parameter.Name} has the name of one of its type's";
            if (parameter.ConstraintTypes.Select(names.Unnameable).FirstOrDefault(part => part is not null) is { } hidden)
                return $"the type {hidden.Name} in a constraint is private or local to its file";
            if (parameter.AllowsRefLikeType)
                return $"its type parameter {parameter.Name} allows ref structs";
        }

        return null;
    }

    private static Problem? OfParameters(IMethodSymbol method, TypeNames names)
    {
        foreach (var parameter in method.Parameters)
        {
            var reason = parameter.RefKind switch
            {
                RefKind.Ref => $"parameter {parameter.Name} is ref",
                RefKind.Out => $"parameter {parameter.Name} is out",
                RefKind.In or RefKind.RefReadOnlyParameter => $"parameter {parameter.Name} is passed by reference",
                _ when parameter.Type.IsRefLikeType => $"parameter {parameter.Name} is the ref struct {parameter.Type.Name}, which cannot be kept for a second attempt",
                _ when parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol => $"parameter {parameter.Name} is a pointer",
                _ when names.Unnameable(parameter.Type) is { } part => $"the type {part.Name} of parameter {parameter.Name} is private or local to its file",
                _ => null,
            };
            if (reason is not null)
                return new(ProblemKind.Parameter, reason);
        }

        return null;
    }

    private static bool IsIterator(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax() is MethodDeclarationSyntax { Body: { } body } &&
            body.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).Any(node => node is YieldStatementSyntax));
}

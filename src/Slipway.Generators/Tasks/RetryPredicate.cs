using Microsoft.CodeAnalysis;
using Slipway.Generators.Source;

namespace Slipway.Generators.Tasks;

/// <summary>The method that <c>[Task(RetryWhen = …)]</c> names.</summary>
/// <param name="Access">How it is called.</param>
/// <param name="ExceptionType">Its parameter's type.</param>
internal sealed record RetryPredicate(MethodAccess Access, string ExceptionType)
{
    /// <summary>The predicate; null when none is named or none of that name fits.</summary>
    public static RetryPredicate? Of(MarkedMethod task, TypeNames names)
    {
        if (task.Setting("RetryWhen") is not { Value: string name })
            return null;
        return Find(task.Declared.ContainingType, name) is { } method ? new(MethodAccess.Of(method, names), TypeNames.Of(method.Parameters[0].Type)) : null;
    }

    /// <summary>The static method of the type that takes an exception and returns bool.</summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method =>
        method is { IsStatic: true, Arity: 0, Parameters: [{ RefKind: RefKind.None, Type: { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }] } &&
        method.ReturnType.SpecialType == SpecialType.System_Boolean);
}

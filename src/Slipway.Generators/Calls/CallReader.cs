using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Calls;

/// <summary>Finds the calls to be intercepted.</summary>
internal static class CallReader
{
    // A method called at a thousand places is read once per compilation; the table goes with the compilation.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<IMethodSymbol, TaskMethod?>> Methods = new();

    /// <summary>The call, when it is one of a task or flow that can be tracked; null for all others.</summary>
    public static CallSite? Read(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (CallSyntax.Name(call) is not { } name || !TaskNames.MayBeTask(model.Compilation, name.Identifier.ValueText))
            return null;
        if (model.GetOperation(call, cancellationToken) is not IInvocationOperation operation || CallShape.Problem(operation) is not null)
            return null;
        var target = (operation.TargetMethod.ReducedFrom ?? operation.TargetMethod).OriginalDefinition;
        if (Method(target, model.Compilation) is not { } method || model.GetInterceptableLocation(call, cancellationToken) is not { } location)
            return null;
        return new(method, SiteNames.Of(call, target, model, cancellationToken), location.Version, location.Data);
    }

    /// <summary>The task or flow, when calls of it can be tracked; null for every other method.</summary>
    public static TaskMethod? Method(IMethodSymbol target, Compilation compilation) =>
        Methods.GetValue(compilation, _ => new(SymbolEqualityComparer.Default)).GetOrAdd(target, method =>
        {
            if (MarkedMethod.Of(method) is not { } marked)
                return null;
            var names = new TypeNames(compilation);
            return TaskShape.Problem(method, names) is null ? TaskMethodReader.Read(marked, names) : null;
        });
}

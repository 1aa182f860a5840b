using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Slipway.Generators.Calls;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Analyzers;

/// <summary>Looks at uses of tasks: those that are not tracked where they stand, and those that lose a result or block.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.MethodGroup, Descriptors.BaseCall, Descriptors.ExpressionTree, Descriptors.NotAwaited, Descriptors.Blocking];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(Reference, OperationKind.MethodReference);
        context.RegisterOperationAction(Invocation, OperationKind.Invocation);
    }

    private static void Reference(OperationAnalysisContext context)
    {
        var reference = (IMethodReferenceOperation)context.Operation;
        if (TaskNames.MayBeTask(context.Compilation, reference.Method.Name) && MarkedMethod.Of(reference.Method) is not null)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.MethodGroup, reference.Syntax.GetLocation(), reference.Method.Name));
    }

    private static void Invocation(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        if (!TaskNames.MayBeTask(context.Compilation, method.Name) || MarkedMethod.Of(method) is null)
            return;
        if (CallShape.Problem(call) is { } problem)
        {
            var descriptor = problem.Kind == ProblemKind.ExpressionTree ? Descriptors.ExpressionTree : problem.Kind == ProblemKind.BaseCall ? Descriptors.BaseCall : null;
            if (descriptor is not null)
                context.ReportDiagnostic(Diagnostic.Create(descriptor, call.Syntax.GetLocation(), method.Name, problem.Reason));
            return;
        }

        if (Returns.Of(method).Kind is ReturnKind.Nothing or ReturnKind.Value)
            return;
        if (IsDropped(call))
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.NotAwaited, call.Syntax.GetLocation(), method.Name));
        else if (Blocked(call) is { } way)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Blocking, call.Syntax.GetLocation(), method.Name, way));
    }

    private static bool IsDropped(IInvocationOperation call) =>
        Holder(call) is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };

    /// <summary>How the call's end is waited for, when that blocks.</summary>
    private static string? Blocked(IInvocationOperation call) => Holder(call) switch
    {
        IPropertyReferenceOperation { Property.Name: "Result" } => ".Result",
        IInvocationOperation { TargetMethod.Name: "Wait" } => ".Wait()",
        IInvocationOperation { TargetMethod.Name: "GetAwaiter", Parent: IInvocationOperation { TargetMethod.Name: "GetResult" } } => ".GetAwaiter().GetResult()",
        _ => null,
    };

    /// <summary>What the call is part of, through conversions, conditional access, ConfigureAwait and AsTask.</summary>
    private static IOperation? Holder(IOperation call)
    {
        var holder = call.Parent;
        while (holder is IConversionOperation or IConditionalAccessOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" })
            holder = holder.Parent;
        return holder;
    }
}

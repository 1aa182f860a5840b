using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Analyzers;

/// <summary>Looks at the declarations of tasks and flows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.Shape, Descriptors.Parameter, Descriptors.NotSerializable, Descriptors.TimeoutWithoutToken, Descriptors.BadCron, Descriptors.NoRetryWhen, Descriptors.FlowShape,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(static action => Method((IMethodSymbol)action.Symbol, action.Compilation, action.ReportDiagnostic), SymbolKind.Method);
        context.RegisterSyntaxNodeAction(LocalFunction, SyntaxKind.LocalFunctionStatement);
    }

    private static void LocalFunction(SyntaxNodeAnalysisContext context)
    {
        var function = (LocalFunctionStatementSyntax)context.Node;
        if (function.AttributeLists.Count > 0 && context.SemanticModel.GetDeclaredSymbol(function, context.CancellationToken) is { } symbol)
            Method(symbol, context.Compilation, context.ReportDiagnostic);
    }

    private static void Method(IMethodSymbol method, Compilation compilation, Action<Diagnostic> report)
    {
        // An override without the attribute is told of where it is declared a task; a partial method has one mark, and two declarations.
        if (method.PartialDefinitionPart is not null || MarkedMethod.Of(method) is not { } marked || !SymbolEqualityComparer.Default.Equals(marked.Declared, method))
            return;
        var names = new TypeNames(compilation);
        var place = method.Locations[0];
        Schedules(marked, report);
        if (marked.IsFlow)
        {
            if (Flows.FlowShape.Problem(method, names) is { } hindrance)
                report(Diagnostic.Create(Descriptors.FlowShape, place, method.Name, hindrance.Reason));
            return;
        }

        if (TaskShape.Problem(method, names) is { } problem)
        {
            report(Diagnostic.Create(problem.Kind == ProblemKind.Parameter ? Descriptors.Parameter : Descriptors.Shape, place, method.Name, problem.Reason));
            return;
        }

        if (marked.Setting("RetryWhen") is { Value: string predicate } && RetryPredicate.Find(method.ContainingType, predicate) is null)
            report(Diagnostic.Create(Descriptors.NoRetryWhen, place, method.ContainingType.Name, predicate));
        if (marked.Setting("TimeoutSeconds") is not null && !method.Parameters.Any(parameter => ParameterRoles.InTask(parameter) == ParameterRole.Token))
            report(Diagnostic.Create(Descriptors.TimeoutWithoutToken, place, method.Name));
        if (marked.Setting("Persist") is not { Value: false })
            Recorded(method, report);
    }

    private static void Recorded(IMethodSymbol method, Action<Diagnostic> report)
    {
        foreach (var parameter in method.Parameters)
        {
            if (ParameterRoles.InTask(parameter) == ParameterRole.Input && JsonForms.Obstacle(parameter.Type) is { } type)
                report(Diagnostic.Create(Descriptors.NotSerializable, parameter.Locations[0], method.Name, $"parameter {parameter.Name}", type));
        }

        if (Returns.Of(method).Result is { } result && JsonForms.Obstacle(result) is { } resultType)
            report(Diagnostic.Create(Descriptors.NotSerializable, method.Locations[0], method.Name, "its result", resultType));
    }

    private static void Schedules(MarkedMethod marked, Action<Diagnostic> report)
    {
        foreach (var attribute in marked.Declared.GetAttributes())
        {
            var cron = MarkedMethod.Is(attribute, SlipwayNames.ScheduleAttribute)
                ? attribute.ConstructorArguments.FirstOrDefault().Value as string
                : MarkedMethod.Is(attribute, SlipwayNames.FlowAttribute) ? attribute.NamedArguments.FirstOrDefault(argument => argument.Key is "Cron").Value.Value as string : null;
            if (cron is not null && CronText.Problem(cron) is { } problem)
                report(Diagnostic.Create(Descriptors.BadCron, attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? marked.Declared.Locations[0], cron, problem));
        }
    }
}

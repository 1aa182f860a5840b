using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Slipway.Generators.Graph;
using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Flows;

/// <summary>Makes the model of a flow from its declaration.</summary>
internal static class FlowReader
{
    /// <summary>The flow, or null when the method cannot be one.</summary>
    public static FlowMethod? Read(IMethodSymbol method, MethodDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellationToken)
    {
        var compilation = model.Compilation;
        var names = new TypeNames(compilation);
        if (MarkedMethod.Of(method) is not { IsFlow: true } marked || FlowShape.Problem(method, names) is not null)
            return null;
        MethodBodies.Share(model);
        var comment = XmlComment.Of(declaration);
        var constructor = method.IsStatic ? null : FlowShape.Constructor(method.ContainingType, names);
        return new()
        {
            Id = TaskMethodReader.Id(method),
            DisplayName = $"{TaskMethodReader.TypePath(method.ContainingType)}.{method.Name}",
            Name = marked.Name,
            Description = comment.Summary,
            Settings = TaskMethodReader.SettingsOf(marked.Attribute, names),
            Schedules = Schedules(marked, names).ToEquatable(),
            Parameters = method.Parameters.Select(parameter => Input(parameter, comment)).ToEquatable(),
            Access = MethodAccess.Of(method, names),
            ReturnType = TypeNames.Of(method.ReturnType),
            Returns = Returns.Of(method).Kind,
            Instance = method.IsStatic ? null : TypeNames.OfTypeof(method.ContainingType),
            ConstructorParameters = constructor is null ? default : constructor.Parameters.Select(Service).ToEquatable(),
            Graph = StaticGraph.Of(method, compilation, cancellationToken),
            SourcePath = declaration.SyntaxTree.FilePath,
        };
    }

    private static IEnumerable<string> Schedules(MarkedMethod marked, TypeNames names)
    {
        if (marked.Setting("Cron") is { Value: string cron })
        {
            var zone = marked.Setting("TimeZone") is { Value: string text } ? $" {{ TimeZone = {Literals.Text(text)} }}" : "";
            yield return $"new global::{SlipwayNames.ScheduleAttribute}({Literals.Text(cron)}){zone}";
        }

        foreach (var attribute in marked.Declared.GetAttributes())
        {
            if (MarkedMethod.Is(attribute, SlipwayNames.ScheduleAttribute))
                yield return TaskMethodReader.SettingsOf(attribute, names);
        }
    }

    private static FlowInput Input(IParameterSymbol parameter, XmlComment comment) =>
        Make(parameter, ParameterRoles.InFlow(parameter), comment.Parameter(parameter.Name));

    private static FlowInput Service(IParameterSymbol parameter)
    {
        var role = ParameterRoles.InFlow(parameter);
        return Make(parameter, role == ParameterRole.Input ? ParameterRole.Service : role, description: null);
    }

    private static FlowInput Make(IParameterSymbol parameter, ParameterRole role, string? description) => new(
        parameter.Name,
        TypeNames.Of(parameter.Type),
        TypeNames.OfTypeof(parameter.Type),
        role,
        parameter.HasExplicitDefaultValue ? Literals.Value(parameter.ExplicitDefaultValue, parameter.Type) : parameter.IsParams ? "[]" : null,
        description,
        parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ||
        (parameter.Type.IsReferenceType && parameter.Type.NullableAnnotation != NullableAnnotation.NotAnnotated),
        parameter.Type.IsReferenceType);
}

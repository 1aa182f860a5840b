using Microsoft.CodeAnalysis;
using Slipway.Generators.Modules;
using Slipway.Generators.Source;

namespace Slipway.Generators.Tasks;

/// <summary>Makes the model of a task from its symbols.</summary>
internal static class TaskMethodReader
{
    public static TaskMethod Read(MarkedMethod marked, TypeNames names)
    {
        var method = marked.Method;
        var parameters = TypeParameters.All(method).ToList();
        var (kind, result) = Returns.Of(method);
        return new()
        {
            Id = Id(method),
            DisplayName = $"{TypePath(method.ContainingType)}.{method.Name}",
            MethodName = method.Name,
            TaskName = marked.Name,
            TypeParameters = TypeParameters.List(parameters),
            TypeParameterNames = parameters.Select(TypeParameters.Name).ToEquatable(),
            Constraints = TypeParameters.Constraints(parameters),
            Receiver = method.IsStatic ? null : TypeNames.Of(method.ContainingType),
            IsStructReceiver = !method.IsStatic && method.ContainingType.IsValueType,
            IsExtension = method.IsExtensionMethod,
            Parameters = method.Parameters.Select(Parameter).ToEquatable(),
            Returns = kind,
            ReturnType = TypeNames.Of(method.ReturnType),
            ResultType = result is null ? null : TypeNames.Of(result),
            Access = MethodAccess.Of(method, names),
            Settings = marked.IsFlow ? null : SettingsOf(marked.Attribute, names),
            Version = VersionOf(marked, names.Compilation),
            RetryWhen = marked.IsFlow ? null : RetryPredicate.Of(marked, names),
            Subflow = marked.IsFlow && Module(marked.Declared.ContainingAssembly, names.Compilation) is { } module ? $"{module}.Flow({Literals.Text(Id(marked.Declared))})" : null,
        };
    }

    /// <summary>The XML documentation id without <c>M:</c>.</summary>
    public static string Id(IMethodSymbol method) => (method.GetDocumentationCommentId() ?? "M:" + method.ToDisplayString()).Substring(2);

    /// <summary><c>Outer.Inner</c>.</summary>
    public static string TypePath(INamedTypeSymbol type) => type.ContainingType is { } outer ? $"{TypePath(outer)}.{type.Name}" : type.Name;

    /// <summary>An attribute as written, as an expression.</summary>
    public static string SettingsOf(AttributeData attribute, TypeNames names)
    {
        var arguments = string.Join(", ", attribute.ConstructorArguments.Select(argument => Literals.Constant(argument, names)));
        var settings = string.Join(", ", attribute.NamedArguments.Select(argument => $"{argument.Key} = {Literals.Constant(argument.Value, names)}"));
        return $"new {TypeNames.Of(attribute.AttributeClass!)}({arguments}){(settings.Length == 0 ? "" : $" {{ {settings} }}")}";
    }

    private static TaskParameter Parameter(IParameterSymbol parameter) => new(
        parameter.Name,
        TypeNames.Of(parameter.Type),
        ParameterRoles.InTask(parameter),
        parameter.Type.NullableAnnotation != NullableAnnotation.NotAnnotated || parameter.HasExplicitDefaultValue);

    /// <summary>The attribute's version, else what the module of the task's assembly says.</summary>
    private static string VersionOf(MarkedMethod marked, Compilation compilation)
    {
        if (marked.Setting("Version") is { Value: string version })
            return Literals.Text(version);
        var module = Module(marked.Declared.ContainingAssembly, compilation);
        return module is null ? "\"0\"" : $"{module}.TaskVersion({Literals.Text(Id(marked.Declared))}) ?? \"0\"";
    }

    /// <summary>The module of an assembly, as an expression; null when it was built without the generator.</summary>
    private static string? Module(IAssemblySymbol assembly, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)
            ? $"global::{GeneratedFile.Namespace}.{SlipwayNames.ModuleClass(compilation.Assembly.Name)}.Instance"
            : ReferencedModules.Of(assembly) is { } type ? $"new {type}()" : null;
}

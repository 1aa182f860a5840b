using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Flows;

/// <summary>All that the module says of a flow; equal for equal source, and free of symbols.</summary>
internal sealed record FlowMethod
{
    /// <summary>The method's XML documentation id without <c>M:</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Type and method, for people and for names in generated code.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The flow's name.</summary>
    public required string Name { get; init; }

    /// <summary>From the XML documentation.</summary>
    public required string? Description { get; init; }

    /// <summary>The attribute as an expression.</summary>
    public required string Settings { get; init; }

    /// <summary>The schedules as expressions, the attribute's own first.</summary>
    public required EquatableArray<string> Schedules { get; init; }

    /// <summary>The parameters, in order.</summary>
    public required EquatableArray<FlowInput> Parameters { get; init; }

    /// <summary>How the method is called.</summary>
    public required MethodAccess Access { get; init; }

    /// <summary>The return type.</summary>
    public required string ReturnType { get; init; }

    /// <summary>What it returns.</summary>
    public required ReturnKind Returns { get; init; }

    /// <summary>The type to be made for an instance method, else null.</summary>
    public required string? Instance { get; init; }

    /// <summary>What its constructor takes.</summary>
    public required EquatableArray<FlowInput> ConstructorParameters { get; init; }

    /// <summary>The graph known without a run, as JSON.</summary>
    public required string Graph { get; init; }

    /// <summary>The file that holds the method: its documentation lies beside it. Never written out.</summary>
    public required string SourcePath { get; init; }
}

using Slipway.Generators.Source;

namespace Slipway.Generators.Tasks;

/// <summary>All that generated code needs of a task's or a subflow's method; equal for equal source, and free of symbols.</summary>
internal sealed record TaskMethod
{
    /// <summary>Its XML documentation id without <c>M:</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Type and method, for people: <c>DailyOrders.ExtractAsync</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The method's name alone.</summary>
    public required string MethodName { get; init; }

    /// <summary>The task's name.</summary>
    public required string TaskName { get; init; }

    /// <summary>All type parameters, in angle brackets, or nothing.</summary>
    public required string TypeParameters { get; init; }

    /// <summary>Their names.</summary>
    public required EquatableArray<string> TypeParameterNames { get; init; }

    /// <summary>Their constraints.</summary>
    public required string Constraints { get; init; }

    /// <summary>The type of the receiver of an instance method, else null.</summary>
    public required string? Receiver { get; init; }

    /// <summary>Whether the receiver is a struct, which interceptors take by reference.</summary>
    public required bool IsStructReceiver { get; init; }

    /// <summary>Whether the first parameter is an extension's receiver.</summary>
    public required bool IsExtension { get; init; }

    /// <summary>The parameters, an extension's receiver included.</summary>
    public required EquatableArray<TaskParameter> Parameters { get; init; }

    /// <summary>What it returns.</summary>
    public required ReturnKind Returns { get; init; }

    /// <summary>The return type.</summary>
    public required string ReturnType { get; init; }

    /// <summary>The result's type, or null.</summary>
    public required string? ResultType { get; init; }

    /// <summary>How it is called.</summary>
    public required MethodAccess Access { get; init; }

    /// <summary>The attribute as an expression; of a subflow null.</summary>
    public required string? Settings { get; init; }

    /// <summary>The version as an expression.</summary>
    public required string Version { get; init; }

    /// <summary>The retry predicate's access, or null.</summary>
    public required RetryPredicate? RetryWhen { get; init; }

    /// <summary>The flow's definition as an expression, for a subflow.</summary>
    public required string? Subflow { get; init; }
}

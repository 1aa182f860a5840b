namespace Slipway.Core.Flows;

/// <summary>The type of a parameter. In YAML and JSON in kebab case: <c>date-time</c>.</summary>
public enum ParameterType
{
    /// <summary>A text.</summary>
    String,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A day: <c>2026-01-31</c>.</summary>
    Date,

    /// <summary>An instant with its offset: <c>2026-01-31T03:00:00Z</c>.</summary>
    DateTime,

    /// <summary>One of a few texts.</summary>
    Enum,

    /// <summary>A list.</summary>
    List,

    /// <summary>A JSON object.</summary>
    Object,
}

namespace Slipway.Generators.Tasks;

/// <summary>Why a call stays a plain call; each kind is a diagnostic of its own.</summary>
internal enum ProblemKind
{
    /// <summary>The method's shape.</summary>
    Shape,

    /// <summary>A parameter that cannot be kept for a second attempt.</summary>
    Parameter,

    /// <summary>The call goes to the base class by name.</summary>
    BaseCall,

    /// <summary>The call is data, not code.</summary>
    ExpressionTree,
}

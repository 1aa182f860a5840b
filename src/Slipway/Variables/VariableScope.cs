namespace Slipway;

/// <summary>Who shares a variable.</summary>
public enum VariableScope
{
    /// <summary>The runs of one flow.</summary>
    Flow,

    /// <summary>All flows of the environment.</summary>
    Environment,
}

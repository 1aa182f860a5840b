namespace Slipway.Aws.Ssm;

/// <summary>What was found, and what was not.</summary>
public sealed record GetParametersResponse
{
    /// <summary>The parameters.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init => field = value ?? []; } = [];

    /// <summary>The names of which nothing was found.</summary>
    public IReadOnlyList<string> InvalidParameters { get; init => field = value ?? []; } = [];
}

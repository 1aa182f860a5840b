namespace Slipway.Aws.Ssm;

/// <summary>The parameter.</summary>
public sealed record GetParameterResponse
{
    /// <summary>The parameter.</summary>
    public required Parameter Parameter { get; init; }
}

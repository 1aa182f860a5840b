namespace Slipway.Ecs.Outcomes;

/// <summary>Whether trying again may help, and at whose cost.</summary>
public enum RetryAdvice
{
    /// <summary>The next try fails in the same way: something has to be mended first, or somebody wanted the end.</summary>
    Pointless,

    /// <summary>It is up to the author's own retries: their code failed.</summary>
    Author,

    /// <summary>The infrastructure failed; a retry is likely to help and does not consume the author's retries.</summary>
    Infrastructure,
}

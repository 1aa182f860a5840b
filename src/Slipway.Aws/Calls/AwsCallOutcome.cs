namespace Slipway.Aws;

/// <summary>How a call to AWS ended.</summary>
public enum AwsCallOutcome
{
    /// <summary>AWS did it.</summary>
    Succeeded,

    /// <summary>AWS refused for its rate limits, also after the retries.</summary>
    Throttled,

    /// <summary>AWS refused: the call had no effect.</summary>
    Refused,

    /// <summary>AWS failed (5xx), or its answer could not be read.</summary>
    ServerFault,

    /// <summary>No answer: no connection, a lost connection or a time-out.</summary>
    Unreachable,

    /// <summary>There were no usable credentials.</summary>
    NoCredentials,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}

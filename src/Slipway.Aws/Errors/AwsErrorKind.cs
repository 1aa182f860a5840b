namespace Slipway.Aws;

/// <summary>What a refusal means, whichever service words it.</summary>
internal enum AwsErrorKind
{
    Client,
    Server,
    Throttled,
    AccessDenied,
    Credentials,
    NotFound,
    Conflict,
}

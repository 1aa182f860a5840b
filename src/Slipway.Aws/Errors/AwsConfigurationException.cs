namespace Slipway.Aws;

/// <summary>A setting that every AWS call needs is missing or wrong. The message says what to set. Nothing was sent.</summary>
/// <param name="code">A stable code, for example <see cref="RegionMissing"/>.</param>
/// <param name="message">What is missing, and what to set.</param>
/// <param name="innerException">What it was made from.</param>
public sealed class AwsConfigurationException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>No region was given, and none is guessed.</summary>
    public const string RegionMissing = "aws.region-missing";

    /// <summary>The region's name cannot be one.</summary>
    public const string RegionInvalid = "aws.region-invalid";

    /// <summary>The profile is in neither of the shared files.</summary>
    public const string ProfileMissing = "aws.profile-missing";

    /// <summary>The stable code.</summary>
    public string Code { get; } = code;
}

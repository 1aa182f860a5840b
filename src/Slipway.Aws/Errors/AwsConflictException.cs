namespace Slipway.Aws;

/// <summary>
/// The call contradicts what exists: the name is taken, or an ECS client token was used before with other parameters. Then
/// <see cref="ResourceIds"/> names the ECS tasks that the token started.
/// </summary>
/// <param name="error">What is known about the call.</param>
/// <param name="resourceIds">What exists already, as AWS names it.</param>
/// <param name="innerException">What it was made from.</param>
public sealed class AwsConflictException(AwsError error, IReadOnlyList<string>? resourceIds = null, Exception? innerException = null)
    : AwsException(error, fateUnknown: false, innerException)
{
    /// <summary>The ARNs of what exists already; empty when AWS named none.</summary>
    public IReadOnlyList<string> ResourceIds { get; } = resourceIds ?? [];
}

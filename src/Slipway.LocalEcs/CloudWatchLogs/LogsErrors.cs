using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>The refusals of CloudWatch Logs, with the words observed there.</summary>
internal static class LogsErrors
{
    public static AwsServiceException GroupNotFound() => new("ResourceNotFoundException", "The specified log group does not exist.");

    public static AwsServiceException StreamNotFound() => new("ResourceNotFoundException", "The specified log stream does not exist.");

    public static AwsServiceException GroupExists() => new("ResourceAlreadyExistsException", "The specified log group already exists");

    public static AwsServiceException StreamExists() => new("ResourceAlreadyExistsException", "The specified log stream already exists");

    public static AwsServiceException InvalidParameter(string message) => new("InvalidParameterException", message);

    public static AwsServiceException Constraint(string value, string member, string constraint) =>
        InvalidParameter($"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");
}

using Slipway.Aws;

namespace Slipway.Cli.CommandLine;

/// <summary>The stable codes and exit codes of what AWS answers.</summary>
internal static class AwsErrors
{
    /// <summary>The code and exit code of a failed call.</summary>
    public static (string Code, int ExitCode) Describe(AwsException exception) => exception switch
    {
        AwsAccessDeniedException => ("aws.access-denied", ExitCodes.Refused),
        AwsCredentialsException => ("aws.credentials", ExitCodes.Refused),
        AwsNotFoundException => ("aws.not-found", ExitCodes.BadInput),
        AwsThrottlingException => ("aws.throttled", ExitCodes.NeverStarted),
        AwsUnreachableException => ("aws.unreachable", ExitCodes.NeverStarted),
        AwsServerFaultException => ("aws.fault", ExitCodes.NeverStarted),
        AwsConflictException => ("aws.conflict", ExitCodes.Refused),
        // ECS words a missing cluster or task definition as an ordinary client fault.
        { Code: "ClusterNotFoundException" } => ("aws.not-found", ExitCodes.BadInput),
        _ => ("aws.refused", ExitCodes.Refused),
    };
}

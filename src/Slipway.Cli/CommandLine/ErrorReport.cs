using Slipway.Aws;
using Slipway.Cli.Terminal;
using Slipway.Core.Errors;
using Slipway.LocalEcs;

namespace Slipway.Cli.CommandLine;

/// <summary>Turns an exception into words for people and an exit code.</summary>
internal static class ErrorReport
{
    private const string DebugVariable = "SLIPWAY_DEBUG";
    private const string ClusterMissing = "ClusterNotFoundException";
    private const string CredentialsMissing = "Slipway.CredentialsMissing";
    private const string NoCredentials =
        "There are no AWS credentials: none in the environment, no usable profile, none from a container, an instance or a web identity. "
        + "Log in (aws sso login), name a profile (--profile, AWS_PROFILE), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. To run without AWS: -e local.";

    /// <summary>Says what went wrong on standard error.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(Exception exception, CliContext context)
    {
        var (code, message, exitCode) = Describe(exception);
        WriteJson(code, message, exitCode, context);
        var error = context.Terminal.Error;
        var lines = message.ReplaceLineEndings("\n").Split('\n');
        context.Terminal.Say(lines[0]);
        foreach (var line in lines.Skip(1))
            context.Terminal.Detail(line);
        context.Terminal.Detail($"code: {code}");

        if (context.Variable(DebugVariable) == "1")
            error.WriteLine(exception.ToString());
        else if (exitCode == ExitCodes.Internal)
            context.Terminal.Detail($"{DebugVariable}=1 shows where it happened. Please report it with that output.");
        return exitCode;
    }

    /// <summary>Keeps the promise of <c>--json</c> when something goes wrong: standard output still holds exactly one object.</summary>
    public static void WriteJson(string code, string message, int exitCode, CliContext context)
    {
        if (!context.WantsJson)
            return;
        JsonOutput.Write(context.Terminal.Out, writer =>
        {
            writer.WriteStartObject("error");
            writer.WriteString("code", code);
            writer.WriteString("message", message);
            writer.WriteEndObject();
            writer.WriteNumber("commandExitCode", exitCode);
        });
    }

    /// <summary>The stable code, the message and the exit code of an exception.</summary>
    public static (string Code, string Message, int ExitCode) Describe(Exception exception) => exception switch
    {
        // Without credentials nothing is wrong with the image or whatever else was being looked up.
        SlipwayException { InnerException: AwsCredentialsException credentials } => Describe(credentials),
        AwsCredentialsException { Code: CredentialsMissing } => ("aws.credentials", NoCredentials, ExitCodes.Refused),
        // A name that does not exist, as everywhere: nothing has refused the launch itself.
        SlipwayException { Code: "launch.refused", InnerException: AwsException { Code: ClusterMissing } cluster } => Describe(cluster),
        SlipwayException known => (known.Code, known.Message, ExitCodes.Of(known.Code)),
        AwsException aws when AwsErrors.Describe(aws) is var (code, exitCode) => (code, aws.Message + NextStep(aws), exitCode),
        AwsConfigurationException { Code: AwsConfigurationException.RegionMissing } region => (region.Code, region.Message + " To run without AWS: -e local.", ExitCodes.BadInput),
        AwsConfigurationException configuration => (configuration.Code, configuration.Message, ExitCodes.BadInput),
        LocalEcsException local when LocalCode(local.Code) is var code => (code, local.Message, ExitCodes.Of(code)),
        OperationCanceledException => ("cancelled", "Stopped.", ExitCodes.Interrupted),
        HttpRequestException => ("network.unreachable", $"{exception.Message} Check the network, a proxy (HTTPS_PROXY), and AWS_ENDPOINT_URL.", ExitCodes.NeverStarted),
        UnauthorizedAccessException or IOException => ("file", exception.Message, ExitCodes.BadInput),
        _ => ("internal", $"{exception.GetType().Name}: {exception.Message}", ExitCodes.Internal),
    };

    // LocalEcs is a library of its own and spells its codes as one: LOCALECS_PORT_IN_USE is told as local-ecs.port-in-use.
    private static string LocalCode(string code) => "local-ecs." + code.Replace("LOCALECS_", "", StringComparison.Ordinal).Replace('_', '-').ToLowerInvariant();

    // AWS does not repeat the name that it did not find.
    private static string NextStep(AwsException exception) => exception.Code == ClusterMissing
        ? " 'slipway config show' tells where the cluster's name comes from, 'slipway doctor' which clusters there are."
        : "";
}

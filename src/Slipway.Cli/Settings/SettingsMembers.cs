using System.Text.Json.Nodes;

namespace Slipway.Cli.Settings;

/// <summary>The members of slipway.yaml, declared once: reading, variables, <c>config show</c>, the schema and the reference come from here.</summary>
internal static class SettingsMembers
{
    /// <summary>Defaults for all containers.</summary>
    public const string Defaults = "defaults";

    /// <summary>Settings by image.</summary>
    public const string Containers = "containers";

    /// <summary>The environments' own sections.</summary>
    public const string Environments = "environments";

    /// <summary>The environment that holds when nobody names one.</summary>
    public const string Environment = "environment";

    private const string AccountPattern = "^[0-9]{12}$";

    /// <summary>What stands at the top and in each environment.</summary>
    public static IReadOnlyList<SettingsMember> Common { get; } =
    [
        new("cluster", "The ECS cluster: its name or ARN. Default: default.") { Variable = "SLIPWAY_CLUSTER", Flag = "--cluster" },
        new("region", "The AWS region, such as eu-central-1. Default: AWS_REGION, AWS_DEFAULT_REGION, or the profile's region.")
        {
            Variable = "SLIPWAY_REGION", Flag = "--region", AwsVariables = ["AWS_REGION", "AWS_DEFAULT_REGION"],
        },
        new("profile", "The profile of ~/.aws/config to take credentials from. Not used where the machine brings its own credentials (AWS_ACCESS_KEY_ID, a container's or a web identity's).")
        {
            Variable = "SLIPWAY_PROFILE", Flag = "--profile", AwsVariables = ["AWS_PROFILE"],
        },
        new("account", "The AWS account, twelve digits; quote it when it begins with 0. Default: the account of the credentials.")
        {
            Variable = "SLIPWAY_ACCOUNT",
            Problem = text => text.Length == 12 && text.All(char.IsAsciiDigit) ? null : $"'{text}' is not an AWS account; write its twelve digits, in quotes",
            Schema = new JsonObject { ["type"] = "string", ["pattern"] = AccountPattern },
        },
        new("subnets", "The subnets that ECS tasks run in, at most 16.") { Variable = "SLIPWAY_SUBNETS", IsContainerSetting = true, IsText = false, Schema = null, FromText = SettingsList.FromCommas },
        new("securityGroups", "The security groups of ECS tasks, at most 5. Default: the VPC's default group.")
        {
            Variable = "SLIPWAY_SECURITY_GROUPS", IsContainerSetting = true, IsText = false, Schema = null, FromText = SettingsList.FromCommas,
        },
        new("executionRole", "The role by which ECS pulls images, fetches secrets and writes logs: a name or an ARN.") { Variable = "SLIPWAY_EXECUTION_ROLE", IsContainerSetting = true, IsText = false, Schema = null },
        new("registry", "The registry of images that are named without one, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com. Default: the account's own ECR.") { Variable = "SLIPWAY_REGISTRY" },
        new("logs", "Where the containers' output goes, such as {group: /slipway/dev}. The variable sets the group.")
        {
            Variable = "SLIPWAY_LOG_GROUP",
            IsContainerSetting = true,
            IsText = false,
            Schema = null,
            FromText = (text, origin) => new SettingsMap([new SettingsEntry("group", origin, new SettingsScalar(text, true, origin))], origin),
        },
        new("ledger", "Where revisions are remembered: 'dynamodb:TABLE' shared by a team, or 'sqlite:PATH' on this machine (relative to slipway.yaml). Default: a file in the user's state folder.")
        {
            Variable = "SLIPWAY_LEDGER",
            Problem = LedgerLocation.Problem,
            Schema = new JsonObject { ["type"] = "string", ["pattern"] = "^(dynamodb|sqlite):.+$" },
        },
        new("capacity", "Where to run, in order of preference: FARGATE, FARGATE_SPOT, or a capacity provider of the cluster. Default: FARGATE.")
        {
            Variable = "SLIPWAY_CAPACITY", IsContainerSetting = true, IsText = false, Schema = null, FromText = SettingsList.FromCommas,
        },
        new("resultImage", "The image of the sidecar that hands over the result files of flows' tasks: any with /bin/sh and base64. Default: each task's own image.") { Variable = "SLIPWAY_RESULT_IMAGE" },
        new("eventQueue", "The URL of the SQS queue that receives this cluster's ECS task events. Default: none; statuses are asked for.")
        {
            Variable = "SLIPWAY_EVENT_QUEUE",
            Problem = text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
                ? null
                : $"'{text}' is not the URL of a queue, such as https://sqs.eu-central-1.amazonaws.com/123456789012/slipway-events",
        },
    ];

    /// <summary>The members that may stand in an environment.</summary>
    public static IReadOnlyList<string> InEnvironment { get; } = [.. Common.Select(member => member.Name), Defaults, Containers];

    /// <summary>The members that may stand at the top.</summary>
    public static IReadOnlyList<string> AtTop { get; } = [Environment, .. InEnvironment, Environments];

    /// <summary>The names of the members that are container settings.</summary>
    public static IReadOnlySet<string> ContainerSettings { get; } =
        Common.Where(member => member.IsContainerSetting).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Variables with Slipway's prefix that are not settings of an environment.</summary>
    public static IReadOnlyList<string> OtherVariables { get; } = ["SLIPWAY_ENVIRONMENT", "SLIPWAY_SETTINGS", "SLIPWAY_STATE_DIR", "SLIPWAY_DEBUG", "SLIPWAY_IGNORE_CTRL_C", "SLIPWAY_COMMAND"];
}

using Slipway.Cli.CommandLine;
using Slipway.Cli.Settings;
using Slipway.Core.Containers;
using Slipway.Core.Text;

namespace Slipway.Cli.Doctor;

/// <summary>What can be seen without asking anybody.</summary>
internal static class SettingsChecks
{
    private const int MaxSubnets = 16;
    private const int MaxSecurityGroups = 5;
    private const string AnyImage = "slipway-doctor";

    /// <summary>Loads the settings; null when they cannot be used.</summary>
    public static (LoadedSettings? Settings, IReadOnlyList<Finding> Findings) Load(CliContext context, SettingsFlags flags)
    {
        try
        {
            var settings = SettingsLoader.Load(context, flags);
            var file = settings.File?.Path ?? "no slipway.yaml here or above";
            var findings = new List<Finding> { Finding.Ok("settings", $"{file}; environment {settings.Environment.Value} ({settings.Environment.Origin})") };
            if (settings.File is null && !settings.IsLocal && settings.Cluster.Origin.Kind is OriginKind.BuiltIn)
                findings.Add(Finding.Warning("settings file", "nothing says where to run", "'slipway init' writes a slipway.yaml; '-e local' needs none."));
            foreach (var name in settings.UnknownVariables)
            {
                var known = SettingsMembers.Common.Select(member => member.Variable).OfType<string>().Concat(SettingsMembers.OtherVariables);
                findings.Add(Finding.Warning("variables", $"{name} means nothing to Slipway.{Spelling.Hint(name, known)}", "Unset it, or correct its name."));
            }

            return (settings, findings);
        }
        catch (SettingsException exception)
        {
            return (null, [.. exception.Problems.Select(problem => Finding.Failed("settings", problem.ToString(), "docs/reference/settings.md tells what may stand there."))]);
        }
    }

    /// <summary>Looks at subnets and security groups.</summary>
    public static IEnumerable<Finding> Network(LoadedSettings settings)
    {
        var container = settings.Container(AnyImage);
        var subnets = container.Subnets ?? [];
        yield return subnets switch
        {
            { Count: 0 } => Finding.Failed("subnets", "none are given, and Fargate needs at least one", "Set subnets: [subnet-…] in slipway.yaml, or SLIPWAY_SUBNETS."),
            { Count: > MaxSubnets } => Finding.Failed("subnets", $"{subnets.Count} are given; ECS takes {MaxSubnets}", "Leave some out."),
            _ when subnets.FirstOrDefault(subnet => !subnet.StartsWith("subnet-", StringComparison.Ordinal)) is { } odd =>
                Finding.Failed("subnets", $"'{odd}' is not the id of a subnet", "Ids begin with subnet-."),
            _ => Finding.Ok("subnets", string.Join(", ", subnets)),
        };

        var groups = container.SecurityGroups ?? [];
        yield return groups switch
        {
            { Count: 0 } => settings.IsLocal
                ? Finding.Ok("security groups", "LocalEcs has no network rules")
                : Finding.Warning("security groups", "none are given: the VPC's default group is used", "Set securityGroups: [sg-…], unless the default group lets ECS tasks out."),
            { Count: > MaxSecurityGroups } => Finding.Failed("security groups", $"{groups.Count} are given; ECS takes {MaxSecurityGroups}", "Leave some out."),
            _ when groups.FirstOrDefault(group => !group.StartsWith("sg-", StringComparison.Ordinal)) is { } odd =>
                Finding.Failed("security groups", $"'{odd}' is not the id of a security group", "Ids begin with sg-."),
            _ => Finding.Ok("security groups", string.Join(", ", groups)),
        };
    }

    /// <summary>Looks at the roles' form; whether they allow enough shows only when an ECS task starts.</summary>
    public static IEnumerable<Finding> Roles(LoadedSettings settings)
    {
        var container = settings.Container(AnyImage);
        yield return container.ExecutionRole is { } role
            ? RoleForm(role, "execution role")
            : Finding.Failed(
                "execution role",
                "none is given; Fargate refuses to register a definition with CloudWatch logs or a private image without one",
                "Set executionRole in slipway.yaml, or SLIPWAY_EXECUTION_ROLE.");
        if (container.TaskRole is { } taskRole)
            yield return RoleForm(taskRole, "task role");
        if (container.Logs is null or { Driver: null, Group: null } or { Driver: LogSettings.AwsLogs, Group: null })
        {
            yield return Finding.Warning(
                "logs",
                "no log group is given: the containers' output goes nowhere, and 'slipway run' has nothing to show",
                "Set logs: {group: /slipway/dev} in slipway.yaml, or SLIPWAY_LOG_GROUP.");
        }
    }

    private static Finding RoleForm(string role, string check)
    {
        var isArn = role.StartsWith("arn:", StringComparison.Ordinal);
        var wrong = isArn && !(role.Split(':') is [_, _, "iam", "", { Length: 12 }, var resource] && resource.StartsWith("role/", StringComparison.Ordinal));
        return wrong
            ? Finding.Failed(check, $"'{role}' is not the ARN of a role", "Write the role's name, or arn:aws:iam::ACCOUNT:role/NAME.")
            : Finding.Ok(check, role);
    }
}

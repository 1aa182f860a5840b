namespace Slipway.Ecs.Definitions.Validation;

/// <summary>Roles, and when ECS insists on one (Amazon ECS Developer Guide, "Task execution IAM role").</summary>
internal static class RoleRules
{
    private const string Code = "settings.role";

    public static void Check(BindingContext context, bool pullsFromEcr, ProblemList problems)
    {
        var settings = context.Settings;
        CheckForm(settings.TaskRole, "$.taskRole", problems);
        CheckForm(settings.ExecutionRole, "$.executionRole", problems);
        problems.AddWhen(
            settings.EnableExecuteCommand == true && settings.TaskRole is null, "$.enableExecuteCommand", Code,
            "needs a taskRole that may use ssmmessages; name one, or set it to false");
        if (settings.ExecutionRole is null && ReasonFor(context, pullsFromEcr) is { } reason)
        {
            problems.Add(
                "$.executionRole", Code,
                $"is missing, and ECS needs it to {reason}. Name a role that ecs-tasks.amazonaws.com may assume and that has the policy AmazonECSTaskExecutionRolePolicy");
        }
    }

    private static string? ReasonFor(BindingContext context, bool pullsFromEcr)
    {
        foreach (var (name, container, _) in ContainerPaths.Of(context))
        {
            if (container.Secrets is { Count: > 0 } || context.LogsOf(container)?.SecretOptions is { Count: > 0 })
                return $"fetch the secrets of '{name}'";
            if (container.RepositoryCredentials is not null)
                return $"fetch the repositoryCredentials of '{name}'";
            if (context.MayRunOnFargate && context.LogsOf(container) is { } logs && LogDocument.IsAwsLogs(logs))
                return $"write the logs of '{name}' to CloudWatch";
        }

        return pullsFromEcr && context.MayRunOnFargate ? "pull from a private ECR registry" : null;
    }

    private static void CheckForm(string? role, string path, ProblemList problems)
    {
        if (role is null)
            return;
        // IAM API reference, Role: names have up to 64 of these characters, paths up to 512.
        var name = role.StartsWith("arn:", StringComparison.Ordinal)
            ? role.Split(':', 6) is [_, _, "iam", "", { Length: 12 }, var resource] && resource.StartsWith("role/", StringComparison.Ordinal) ? resource["role/".Length..] : ""
            : role.TrimStart('/');
        var last = name[(name.LastIndexOf('/') + 1)..];
        problems.AddWhen(
            last.Length is 0 or > 64 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && !"+=,.@_-/".Contains(c, StringComparison.Ordinal)),
            path, Code, $"'{role}' is not a role; write its name, or its ARN (arn:aws:iam::111122223333:role/name)");
    }
}

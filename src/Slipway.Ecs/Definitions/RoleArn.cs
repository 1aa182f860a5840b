namespace Slipway.Ecs.Definitions;

/// <summary>Roles as people write them: a name (with its path, if it has one) or an ARN.</summary>
internal static class RoleArn
{
    public static string? Resolve(string? role, BindingEnvironment environment) =>
        role is null || role.StartsWith("arn:", StringComparison.Ordinal)
            ? role
            : $"arn:{environment.Partition}:iam::{environment.Account}:role/{role.TrimStart('/')}";
}

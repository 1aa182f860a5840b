using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>Subnets and security groups (AwsVpcConfiguration, ECS API reference).</summary>
internal static class NetworkRules
{
    private const string Code = "settings.network";
    private const int MaxSubnets = 16;
    private const int MaxSecurityGroups = 5;

    public static void Check(BindingContext context, ProblemList problems)
    {
        var settings = context.Settings;
        problems.AddWhen(context.Environment.Cluster.Length == 0, "$.cluster", Code, "is empty; name the ECS cluster");
        problems.AddWhen(
            settings.Subnets is not { Count: > 0 }, "$.subnets", Code,
            "is missing; list the subnets to run in, such as [subnet-0123]");
        CheckIds(settings.Subnets, "$.subnets", "subnet-", "a subnet", MaxSubnets, problems);
        CheckIds(settings.SecurityGroups, "$.securityGroups", "sg-", "a security group", MaxSecurityGroups, problems);
    }

    private static void CheckIds(IReadOnlyList<string>? ids, string path, string prefix, string what, int most, ProblemList problems)
    {
        if (ids is null)
            return;
        problems.AddWhen(ids.Count > most, path, Code, $"ECS takes at most {most}, not {ids.Count}");
        for (var i = 0; i < ids.Count; i++)
        {
            var id = ids[i];
            problems.AddWhen(
                !id.StartsWith(prefix, StringComparison.Ordinal) || id.Length == prefix.Length || id.Any(char.IsWhiteSpace),
                SettingsPath.Item(path, i), Code, $"'{id}' is not the id of {what} ({prefix}…)");
        }
    }
}

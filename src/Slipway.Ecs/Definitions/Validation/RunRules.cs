using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>What a run adds: variables, command, tags.</summary>
internal static class RunRules
{
    private const string TagsCode = "settings.tags";
    private const string OverridesCode = "settings.overrides";

    // Tag, ECS API reference: 50 a resource, values up to 256 characters. Ten places are kept for the tags by which Slipway finds revisions
    // and ECS tasks again.
    private const int MaxTags = 40;
    private const int MaxTagValue = 256;

    public static void Check(BindingContext context, RunRequest run, ProblemList problems)
    {
        var settings = context.Settings;
        CheckTags(settings.Tags, "$.tags", problems);
        CheckTags(run.Tags, "run.tags", problems);
        foreach (var name in run.Env.Keys)
        {
            var path = SettingsPath.Member("run.env", name);
            problems.AddWhen(
                name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') || name.Any(char.IsWhiteSpace), path, OverridesCode,
                $"'{name}' can't be the name of an environment variable");
            problems.AddWhen(
                settings.Secrets?.ContainsKey(name) == true, path, OverridesCode,
                $"'{name}' is one of the secrets; a run can't replace it");
        }

        var size = OverrideSize.OfOthers(context.MainName, run.Command ?? settings.Command, RoleArn.Resolve(settings.TaskRole, context.Environment));
        problems.AddWhen(
            size > OverrideSize.Limit, run.Command is null ? "$.command" : "run.command", OverridesCode,
            $"the command takes {size} characters of RunTask's overrides, which have room for {OverrideSize.Limit}; put the long part into a file, a parameter or the image");
    }

    private static void CheckTags(IReadOnlyDictionary<string, string>? tags, string path, ProblemList problems)
    {
        if (tags is not { Count: > 0 })
            return;
        problems.AddWhen(
            tags.Count > MaxTags, path, TagsCode,
            $"there are {tags.Count}; {MaxTags} fit (ECS has 50, and Slipway keeps ten for its own)");
        foreach (var (key, value) in tags)
            problems.AddWhen(
                value.Length > MaxTagValue, SettingsPath.Member(path, key), TagsCode,
                $"has {value.Length} characters; ECS takes {MaxTagValue}");
    }
}

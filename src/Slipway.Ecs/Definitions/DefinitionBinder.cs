using Slipway.Core.Containers;
using Slipway.Core.Errors;
using Slipway.Ecs.Definitions.Validation;

namespace Slipway.Ecs.Definitions;

/// <summary>Binds settings to images and an environment: what is registered, and what goes with one run.</summary>
public static class DefinitionBinder
{
    /// <summary>
    /// The largest document of RegisterTaskDefinition in bytes (Amazon ECS service quotas: "Task definition size", 64 KB).
    /// </summary>
    public const int MaxDefinitionBytes = 64 * 1024;

    /// <summary>Makes a definition with its hash, and the settings of one run.</summary>
    /// <param name="settings">The settings, with the defaults merged in.</param>
    /// <param name="images">The images of the main container and of every sidecar, pinned.</param>
    /// <param name="environment">Where it will run.</param>
    /// <param name="run">What this run wants otherwise.</param>
    /// <exception cref="InvalidSettingsException">Something would be refused by ECS: it names everything that would.</exception>
    public static BoundLaunch Bind(ContainerSettings settings, LaunchImages images, BindingEnvironment environment, RunRequest run)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(run);

        var context = new BindingContext(settings, environment, settings.Family ?? FamilyName.OfRepository(images.Main.Requested.Repository));
        var pullsFromEcr = images.Main.IsPrivateEcr || images.Sidecars.Values.Any(image => image.IsPrivateEcr);
        var problems = DefinitionValidator.Validate(context, run, pullsFromEcr);
        if (problems.Count > 0)
            throw new InvalidSettingsException(problems);

        var command = run.Command ?? settings.Command;
        var taskRole = RoleArn.Resolve(settings.TaskRole, environment);
        var placement = EnvironmentPlacement.Decide(settings.Env, run.Env, OverrideSize.OfOthers(context.MainName, command, taskRole));
        return new BoundLaunch(Define(context, images, placement.Defined), RunOf(context, run, command, taskRole, placement.Overrides))
        {
            Notes = placement.Note is null ? [] : [placement.Note],
        };
    }

    private static BoundDefinition Define(BindingContext context, LaunchImages images, IReadOnlyDictionary<string, string>? environment)
    {
        var text = CanonicalJson.ToText(DefinitionDocument.Build(context, images, environment));
        var utf8 = CanonicalJson.Encode(text);
        if (utf8.Length > MaxDefinitionBytes)
        {
            throw new SlipwayException(
                "definition.too-large",
                $"The task definition of '{images.Main.Version}' has {utf8.Length:N0} bytes; ECS takes {MaxDefinitionBytes:N0}. "
                + "Shorten what is largest in it (usually env, secrets or sidecars), or pass it by a file or a parameter.");
        }

        return new BoundDefinition
        {
            Family = context.Family,
            Hash = DefinitionHash.Of(utf8),
            CanonicalJson = text,
            MainContainer = context.MainName,
            ImageVersion = images.Main.Version,
            ImageDigest = images.Main.Digest,
            Tags = context.Settings.Tags ?? new Dictionary<string, string>(),
        };
    }

    private static RunSettings RunOf(
        BindingContext context, RunRequest run, IReadOnlyList<string>? command, string? taskRole, IReadOnlyDictionary<string, string> environment)
    {
        var settings = context.Settings;
        var declared = TaskSize.Declared(settings);
        return new RunSettings
        {
            Cluster = context.Environment.Cluster,
            Command = command is { Count: > 0 } ? command : null,
            Environment = environment,
            CpuUnits = run.CpuUnits == declared.CpuUnits ? null : run.CpuUnits,
            MemoryMiB = run.MemoryMiB == declared.MemoryMiB ? null : run.MemoryMiB,
            EphemeralStorageGiB = run.EphemeralStorageGiB == settings.EphemeralStorageGiB ? null : run.EphemeralStorageGiB,
            TaskRoleArn = taskRole,
            Subnets = settings.Subnets ?? [],
            SecurityGroups = settings.SecurityGroups ?? [],
            AssignPublicIp = settings.AssignPublicIp ?? false,
            Capacity = settings.Capacity is { Count: > 0 } capacity ? [.. capacity.Select(name => new CapacityChoice(name))] : [CapacityChoice.Fargate],
            PlatformVersion = settings.PlatformVersion,
            EnableExecuteCommand = settings.EnableExecuteCommand ?? false,
            Tags = TagsOf(settings, run),
            Logs = settings.Logs is { } logs && LogDocument.IsAwsLogs(logs) ? LogDocument.Destination(logs, context) : null,
        };
    }

    private static IReadOnlyDictionary<string, string> TagsOf(ContainerSettings settings, RunRequest run)
    {
        if (run.Tags.Count == 0)
            return settings.Tags ?? run.Tags;
        var tags = new Dictionary<string, string>(settings.Tags ?? run.Tags, StringComparer.Ordinal);
        foreach (var (key, value) in run.Tags)
            tags[key] = value;
        return tags;
    }
}

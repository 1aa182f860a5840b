namespace Slipway.Core.Containers.Reading;

/// <summary>The shape of <see cref="LogSettings"/>.</summary>
internal static class LogShape
{
    private static readonly Kind<LogMode> Mode = Kinds.OneOf(("blocking", LogMode.Blocking), ("non-blocking", LogMode.NonBlocking));

    private static readonly Kind<IReadOnlyDictionary<string, string>> Options =
        new MapKind<string>(Kinds.Spelled, "a map, such as {awslogs-datetime-format: \"%Y-%m-%d\"}", NameRules.Option);

    private static readonly Kind<IReadOnlyDictionary<string, SecretReference>> SecretOptions =
        new MapKind<SecretReference>(Kinds.Secret, "a map from options to references", NameRules.Option);

    public static Shape<LogSettings> Value { get; } = new(
        "log settings, such as {group: /slipway/dev}",
        Members<LogSettings>.Of(
            "driver", Kinds.Text, s => s.Driver, (s, v) => s with { Driver = v },
            "The log driver: awslogs (default), awsfirelens, splunk, or none for no logs at all.", "logDriver"),
        Members<LogSettings>.Of(
            "group", Kinds.Text, s => s.Group, (s, v) => s with { Group = v },
            "The CloudWatch log group.", "awslogs-group", "logGroup"),
        Members<LogSettings>.Of(
            "region", Kinds.Text, s => s.Region, (s, v) => s with { Region = v },
            "The log group's region. Default: the environment's.", "awslogs-region"),
        Members<LogSettings>.Of(
            "streamPrefix", Kinds.Text, s => s.StreamPrefix, (s, v) => s with { StreamPrefix = v },
            "The first part of the log stream's name. Default: the family.", "awslogs-stream-prefix", "prefix"),
        Members<LogSettings>.Of(
            "mode", Mode, s => s.Mode, (s, v) => s with { Mode = v },
            "When CloudWatch is slower than the container: blocking (default; no line is lost) or non-blocking (the container never waits)."),
        Members<LogSettings>.Of(
            "maxBufferSize", Kinds.Memory, s => s.MaxBufferMiB, (s, v) => s with { MaxBufferMiB = v },
            "The buffer of non-blocking mode. ECS's default: 10 MiB.", "max-buffer-size"),
        Members<LogSettings>.Of(
            "createGroup", Kinds.Flag, s => s.CreateGroup, (s, v) => s with { CreateGroup = v },
            "Whether the log group is made when it does not exist. Default: false.", "awslogs-create-group"),
        Members<LogSettings>.Of(
            "options", Options, s => s.Options, (s, v) => s with { Options = v },
            "Other options of the driver, spelled as AWS does."),
        Members<LogSettings>.Of(
            "secretOptions", SecretOptions, s => s.SecretOptions, (s, v) => s with { SecretOptions = v },
            "Options of the driver whose values are secrets."));
}

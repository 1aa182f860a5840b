using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Containers;

/// <summary>Where a container's output goes.</summary>
public sealed record LogSettings
{
    /// <summary>CloudWatch Logs: the default driver, and the only one whose lines Slipway can read back.</summary>
    public const string AwsLogs = "awslogs";

    /// <summary>The driver's name that means "no logs at all", for use against a default.</summary>
    public const string None = "none";

    /// <summary>The log driver: <c>awslogs</c> (default), <c>awsfirelens</c>, <c>splunk</c>, or <c>none</c>.</summary>
    public string? Driver { get; init; }

    /// <summary>The CloudWatch log group; required for awslogs.</summary>
    public string? Group { get; init; }

    /// <summary>The log group's region. Default: the environment's.</summary>
    public string? Region { get; init; }

    /// <summary>The first part of the stream's name, <c>prefix/container/ecs-task-id</c>. Default: the family.</summary>
    public string? StreamPrefix { get; init; }

    /// <summary>What happens when CloudWatch is slower than the container. Default: <see cref="LogMode.Blocking"/>.</summary>
    public LogMode? Mode { get; init; }

    /// <summary>The buffer of <see cref="LogMode.NonBlocking"/> in MiB. ECS's default: 10.</summary>
    public int? MaxBufferMiB { get; init; }

    /// <summary>Whether the log driver makes the log group when it does not exist. Default: false.</summary>
    public bool? CreateGroup { get; init; }

    /// <summary>Other options of the driver, spelled as AWS does.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>Options of the driver whose values are secrets.</summary>
    public IReadOnlyDictionary<string, SecretReference>? SecretOptions { get; init; }

    /// <summary>Fills in from <paramref name="defaults"/> what these settings do not say.</summary>
    public LogSettings Merge(LogSettings defaults)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        return LogShape.Value.Merge(this, defaults);
    }
}

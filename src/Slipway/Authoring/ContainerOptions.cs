using Slipway.Core.Flows;
using Slipway.Core.Launches;

namespace Slipway;

/// <summary>What a container task wants besides its image and command. All else (subnets, roles, volumes, sidecars) is in slipway.yaml, by image.</summary>
public sealed record ContainerOptions
{
    /// <summary>The task's name. Default: the image's name without registry and version.</summary>
    public string? Name { get; init; }

    /// <summary>Environment variables. They are no place for secrets: they show in ECS, and in this machine's process list.</summary>
    public IDictionary<string, string> Env { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Environment variables that ECS fetches at the container's start, by reference: <c>ssm:/path</c>, <c>secretsmanager:name[:json-key]</c>, or an ARN.</summary>
    public IDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>CPU in vCPU. Default: what the settings say.</summary>
    public double? Cpu { get; init; }

    /// <summary>Memory: <c>2 GiB</c>, <c>512 MiB</c>. Default: what the settings say.</summary>
    public string? Memory { get; init; }

    /// <summary>How long one attempt may run, counted from the container's start. Default: without limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// How often a failure of the container's own making is tried again. Default: 0. Infrastructure failures that pass (a Spot interruption, no capacity for a
    /// moment) are tried again besides, up to <see cref="RetryRule.InfrastructureRetries"/> times.
    /// </summary>
    public int Retries { get; init; }

    /// <summary>The wait before the first retry. Default: none.</summary>
    public TimeSpan RetryDelay { get; init; }

    /// <summary>What each wait is multiplied by to give the next. Default: 1.</summary>
    public double RetryBackoff { get; init; } = 1;

    /// <summary>The longest wait. Default: one hour.</summary>
    public TimeSpan RetryMaxDelay { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How much longer a wait may be at random, as a fraction of it. Default: 0.</summary>
    public double RetryJitter { get; init; }

    /// <summary>
    /// The failures that <see cref="Retries"/> pays for. Default: those of the container's own making. <see cref="FailureClass.Lost"/> among them declares that
    /// running twice does no harm.
    /// </summary>
    public IReadOnlyList<FailureClass> RetryOn { get; init; } = TaskRetries.DefaultOn;

    /// <summary>Part of the key of the recorded outcome: another one runs the container again in a resumed run. Default: image, command and environment alone.</summary>
    public string? Version { get; init; }

    /// <summary>Named slots that a running attempt holds one of each. Default: none.</summary>
    public IReadOnlyList<string> Slots { get; init; } = [];

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

namespace Slipway.Core.Launches;

/// <summary>Why a launch did not succeed, as retry policies see it. The names in JSON are kebab case: <c>user-code</c>, <c>out-of-memory</c>…</summary>
public enum FailureClass
{
    /// <summary>An essential container ended with a non-zero exit code of its own.</summary>
    UserCode,

    /// <summary>The kernel ended a container that exceeded its memory limit.</summary>
    OutOfMemory,

    /// <summary>The image could not be pulled: it does not exist, may not be read, or the registry did not answer.</summary>
    ImagePull,

    /// <summary>AWS had no room: Fargate capacity, vCPU quota, <c>RESOURCE:*</c>.</summary>
    Capacity,

    /// <summary>A Spot interruption.</summary>
    Spot,

    /// <summary>The network interface or the way out of the subnet failed.</summary>
    Network,

    /// <summary>It ran longer than its author allowed.</summary>
    Timeout,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>What became of it is not known, and can't be found out any more. Retried only if the author declared it idempotent.</summary>
    Lost,

    /// <summary>AWS failed in another way: a host error, a secret that could not be fetched at start, an agent that did not answer.</summary>
    Infrastructure,
}

using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions;

/// <summary>What every part of a definition is made from.</summary>
internal sealed record BindingContext(ContainerSettings Settings, BindingEnvironment Environment, string Family)
{
    public string MainName => Settings.Name ?? ContainerSettings.DefaultName;

    /// <summary>Whether Fargate is all that it may run on.</summary>
    public bool FargateOnly => Settings.Capacity is not { Count: > 0 } capacity || capacity.All(IsFargate);

    public bool MayRunOnFargate => Settings.Capacity is not { Count: > 0 } capacity || capacity.Any(IsFargate);

    public bool IsWindows => Settings.OperatingSystem?.StartsWith("WINDOWS", StringComparison.OrdinalIgnoreCase) == true;

    public static bool IsFargate(string capacity) => capacity is "FARGATE" or "FARGATE_SPOT";

    /// <summary>A container's logs: a sidecar that says nothing, or not all, goes where the main container does.</summary>
    public LogSettings? LogsOf(ContainerBase container)
    {
        var (own, main) = (container.Logs, Settings.Logs);
        if (own is null || main is null || ReferenceEquals(own, main))
            return own ?? main;
        return own.Driver is null || own.Driver == (main.Driver ?? LogSettings.AwsLogs) ? own.Merge(main) : own;
    }

    public string ValueFrom(SecretReference secret) => secret.ToValueFrom(Environment.Partition, Environment.Region, Environment.Account);
}

using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>
/// Members that ECS knows (botocore's model of RegisterTaskDefinition). One that AWS adds later passes; one that differs from a known one by case or by a
/// letter or two is a slip, which ECS would ignore without a word.
/// </summary>
internal static class RawNames
{
    public static readonly string[] OfTaskDefinition =
    [
        "containerDefinitions", "volumes", "placementConstraints", "requiresCompatibilities", "pidMode", "ipcMode", "proxyConfiguration", "inferenceAccelerators", "enableFaultInjection",
    ];

    public static readonly string[] OfContainer =
    [
        "cpu", "memory", "memoryReservation", "links", "restartPolicy", "environmentFiles", "linuxParameters", "versionConsistency", "hostname", "disableNetworking",
        "privileged", "dnsServers", "dnsSearchDomains", "extraHosts", "dockerSecurityOptions", "interactive", "pseudoTerminal", "dockerLabels", "ulimits", "systemControls",
        "resourceRequirements", "firelensConfiguration", "credentialSpecs",
    ];

    /// <summary>What is probably meant by a name that ECS does not know; null when it is known, or like nothing that is.</summary>
    public static string? FindMisspelling(string name, string[] known)
    {
        if (known.Contains(name))
            return null;
        var meant = NameSuggestion.Nearest(name, known);
        return meant is null ? null : $"is not a member that ECS knows, and ECS ignores those; did you mean '{meant}'?";
    }
}

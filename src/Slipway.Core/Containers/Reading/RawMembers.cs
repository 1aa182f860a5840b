namespace Slipway.Core.Containers.Reading;

/// <summary>Members of RegisterTaskDefinition that settings have no word of their own for (ECS API reference, RegisterTaskDefinition and ContainerDefinition).</summary>
internal static class RawMembers
{
    private static readonly string[] OfTaskDefinition =
        ["pidMode", "ipcMode", "placementConstraints", "proxyConfiguration", "inferenceAccelerators", "requiresCompatibilities", "enableFaultInjection"];

    private static readonly string[] OfContainer =
    [
        "dockerLabels", "linuxParameters", "ulimits", "dnsServers", "dnsSearchDomains", "extraHosts", "hostname", "links", "privileged", "pseudoTerminal", "interactive",
        "systemControls", "resourceRequirements", "firelensConfiguration", "environmentFiles", "credentialSpecs", "dockerSecurityOptions", "disableNetworking",
        "memoryReservation", "versionConsistency", "restartPolicy",
    ];

    /// <summary>Says where a member that AWS knows belongs; null when AWS does not know it either.</summary>
    public static string? Explain(string name)
    {
        if (OfTaskDefinition.Contains(name))
            return $"is passed through as it is, so it goes under 'raw': raw: {{{name}: …}}";
        return OfContainer.Contains(name)
            ? $"is passed through as it is, so it goes under 'raw': raw: {{containerDefinitions: [{{name: {ContainerSettings.DefaultName}, {name}: …}}]}}"
            : null;
    }
}

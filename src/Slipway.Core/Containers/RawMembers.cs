namespace Slipway.Core.Containers;

/// <summary>Members that settings have no word of their own for, and that go under <c>raw</c> (botocore's model of RegisterTaskDefinition).</summary>
public static class RawMembers
{
    /// <summary>Members of the task definition.</summary>
    public static IReadOnlyList<string> OfTaskDefinition { get; } =
    [
        "containerDefinitions", "enableFaultInjection", "inferenceAccelerators", "ipcMode", "pidMode", "placementConstraints", "proxyConfiguration",
        "requiresCompatibilities", "volumes",
    ];

    /// <summary>Members of an entry of <c>containerDefinitions</c>.</summary>
    public static IReadOnlyList<string> OfContainer { get; } =
    [
        "cpu", "credentialSpecs", "disableNetworking", "dnsSearchDomains", "dnsServers", "dockerLabels", "dockerSecurityOptions", "environmentFiles",
        "extraHosts", "firelensConfiguration", "hostname", "interactive", "links", "linuxParameters", "memory", "memoryReservation", "privileged",
        "pseudoTerminal", "resourceRequirements", "restartPolicy", "systemControls", "ulimits", "versionConsistency",
    ];

    /// <summary>
    /// What is probably meant by a raw member that AWS does not know; null when AWS knows it, or when it resembles none that AWS knows: it may be newer than
    /// this list. ECS ignores members that it does not know without a word.
    /// </summary>
    public static string? FindMisspelling(string name, IReadOnlyList<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (known.Contains(name) || NameSuggestion.Nearest(name, known) is not { } meant)
            return null;
        return $"is not a member that ECS knows, and ECS ignores those; did you mean '{meant}'?";
    }

    /// <summary>Says where a member belongs that AWS knows and settings do not; null when AWS does not know it either.</summary>
    internal static string? Explain(string name)
    {
        if (OfTaskDefinition.Contains(name))
            return $"is passed through as it is, so it goes under 'raw': raw: {{{name}: …}}";
        return OfContainer.Contains(name)
            ? "is passed through as it is, so it goes under 'raw': "
                + $"raw: {{containerDefinitions: [{{name: {ContainerSettings.DefaultName}, {name}: …}}]}}"
            : null;
    }
}

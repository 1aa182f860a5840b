namespace Slipway.Cli.Settings;

/// <summary>The built-in environment <c>local</c>: LocalEcs on loopback. It needs no AWS account and no slipway.yaml.</summary>
internal static class LocalEnvironment
{
    /// <summary>The environment's name.</summary>
    public const string Name = "local";

    /// <summary>The account in LocalEcs's ARNs.</summary>
    public const string Account = "000000000000";

    /// <summary>The region in LocalEcs's ARNs.</summary>
    public const string Region = "us-east-1";

    private static readonly Origin BuiltIn = new(OriginKind.BuiltIn, "built-in environment local");

    /// <summary>What a slipway.yaml says at its top about AWS and that has no meaning here.</summary>
    public static IReadOnlySet<string> Meaningless { get; } = new HashSet<string>(StringComparer.Ordinal) { "profile", "eventQueue" };

    /// <summary>Refuses what a flag or the section <c>environments.local</c> says and LocalEcs cannot do.</summary>
    /// <exception cref="SettingsException">Another region or account, or a profile.</exception>
    public static void Check(SettingsMap stated)
    {
        var problems = new List<LocatedProblem>();
        foreach (var (member, only) in new[] { ("region", Region), ("account", Account), ("profile", null), ("eventQueue", null) })
        {
            if (stated[member] is not SettingsScalar { IsNull: false } scalar || scalar.Text == only)
                continue;
            problems.Add(new LocatedProblem(
                scalar.Origin,
                "settings.bad-value",
                only is null
                    ? $"The environment 'local' has no {member}: ECS on this machine is no part of AWS. Leave it out."
                    : $"'{scalar.Text}' can't be the {member} of the environment 'local'; ECS on this machine has {only}. Leave it out."));
        }

        if (problems.Count > 0)
            throw new SettingsException(problems);
    }

    /// <summary>What it says; the section <c>environments.local</c> of a slipway.yaml goes over it.</summary>
    public static SettingsMap Settings(string stateFolder) => new(
        [
            Entry("cluster", Text("default")),
            Entry("region", Text(Region)),
            Entry("account", Text(Account)),
            Entry("registry", Text($"{Account}.dkr.ecr.{Region}.amazonaws.com")),
            // LocalEcs validates like AWS, which wants these; it does not look at what they name.
            Entry("subnets", new SettingsList([Text("subnet-00000000")], BuiltIn)),
            Entry("securityGroups", new SettingsList([], BuiltIn)),
            Entry("executionRole", Text($"arn:aws:iam::{Account}:role/slipway-local")),
            Entry("logs", new SettingsMap([Entry("group", Text("/slipway/local")), Entry("createGroup", new SettingsScalar("true", false, BuiltIn))], BuiltIn)),
            Entry("ledger", Text($"sqlite:{Path.Combine(stateFolder, "local-ecs", "ledger.db")}")),
            Entry("capacity", new SettingsList([Text("FARGATE")], BuiltIn)),
        ],
        BuiltIn);

    private static SettingsScalar Text(string value) => new(value, true, BuiltIn);

    private static SettingsEntry Entry(string name, SettingsNode value) => new(name, BuiltIn, value);
}

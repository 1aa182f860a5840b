using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>Names, ports, timings and dependencies of containers.</summary>
internal static class ContainerRules
{
    private const string Code = "settings.containers";
    private const string NameCode = "settings.name";
    private const string TimingCode = "settings.timing";

    // Amazon ECS service quotas: containers per task definition.
    private const int MaxContainers = 10;

    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);

    public static void Check(BindingContext context, ProblemList problems)
    {
        var settings = context.Settings;
        var sidecars = settings.Sidecars?.Count ?? 0;
        problems.AddWhen(
            sidecars + 1 > MaxContainers, "$.sidecars", Code,
            $"an ECS task has at most {MaxContainers} containers: the main one and {MaxContainers - 1} sidecars, not {sidecars}");
        CheckName(context.MainName, "$.name", problems);
        CheckName(context.Family, "$.family", problems);
        problems.AddWhen(
            settings.Sidecars?.ContainsKey(context.MainName) == true, "$.sidecars", NameCode,
            $"a sidecar is called '{context.MainName}' like the main container; rename one of them");

        var ports = new HashSet<PortSettings>();
        foreach (var (name, container, path) in ContainerPaths.Of(context))
        {
            CheckTimings(context, container, path, problems);
            CheckVariables(container, path, problems);
            CheckSources(context, name, container, path, problems);
            foreach (var port in container.PortMappings ?? [])
                problems.AddWhen(
                    !ports.Add(port), path + ".portMappings", Code,
                    $"port {port.Port} is there twice; containers of an ECS task share one network address");
        }

        DependencyRules.Check(context, problems);
    }

    private static void CheckName(string name, string path, ProblemList problems) => problems.AddWhen(
        name.Length is 0 or > FamilyName.MaxLength || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')),
        path, NameCode, $"'{name}' is not a name that ECS allows; use 1 to {FamilyName.MaxLength} letters, digits, '-' and '_'");

    private static void CheckVariables(ContainerBase container, string path, ProblemList problems)
    {
        if (container.Secrets is not { Count: > 0 } secrets || container.Env is not { Count: > 0 } variables)
            return;
        foreach (var name in secrets.Keys.Where(variables.ContainsKey))
            problems.Add(SettingsPath.Member(path + ".secrets", name), Code, $"'{name}' is in 'env' too; ECS takes it from one place only");
    }

    private static void CheckSources(BindingContext context, string name, ContainerBase container, string path, ProblemList problems)
    {
        foreach (var source in container.VolumesFrom ?? [])
            problems.Add(path + ".volumesFrom", Code, DependencyRules.FindOther(context, name, source.Container));
        problems.AddWhen(
            container.RepositoryCredentials is { IsSecretsManager: false }, path + ".repositoryCredentials", Code,
            "must be a secret of Secrets Manager, such as secretsmanager:registry; ECS takes no parameter here");
    }

    private static void CheckTimings(BindingContext context, ContainerBase container, string path, ProblemList problems)
    {
        // ContainerDefinition.stopTimeout and startTimeout, ECS API reference.
        if (context.MayRunOnFargate)
        {
            CheckTime(container.StopTimeout, path + ".stopTimeout", TimeSpan.FromSeconds(2), TwoMinutes, " on Fargate", problems);
            CheckTime(container.StartTimeout, path + ".startTimeout", TimeSpan.FromSeconds(2), TwoMinutes, " on Fargate", problems);
        }

        if (container.HealthCheck is not { } check)
            return;
        path += ".healthCheck";
        problems.AddWhen(
            check.Command is not { Count: > 0 }, path + ".command", Code,
            "is empty; write a list, such as [curl, -f, http://localhost/]");
        CheckTime(check.Interval, path + ".interval", TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), "", problems);
        CheckTime(check.Timeout, path + ".timeout", TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1), "", problems);
        CheckTime(check.StartPeriod, path + ".startPeriod", TimeSpan.Zero, TimeSpan.FromMinutes(5), "", problems);
    }

    private static void CheckTime(TimeSpan? time, string path, TimeSpan low, TimeSpan high, string where, ProblemList problems)
    {
        if (time is { } value && (value < low || value > high))
            problems.Add(
                path, TimingCode,
                $"{Quantity.WriteDuration(value)} is outside what ECS takes{where}: {Quantity.WriteDuration(low)} to {Quantity.WriteDuration(high)}");
    }
}

namespace Slipway.Core.Containers.Reading;

/// <summary>The shape of <see cref="HealthCheckSettings"/>.</summary>
internal static class HealthCheckShape
{
    public static Shape<HealthCheckSettings> Value { get; } = new(
        "a health check, such as {command: [curl, -f, http://localhost/]}",
        Members<HealthCheckSettings>.Required(
            "command", Kinds.Words("a list, such as [curl, -f, http://localhost/]"), s => s.Command, (s, v) => s with { Command = v },
            "The command to run inside the container; exit code 0 means well."),
        Members<HealthCheckSettings>.Of(
            "interval", Kinds.Duration, s => s.Interval, (s, v) => s with { Interval = v },
            "The time between checks, 5s to 5m. ECS's default: 30s."),
        Members<HealthCheckSettings>.Of(
            "timeout", Kinds.Duration, s => s.Timeout, (s, v) => s with { Timeout = v },
            "How long one check may take, 2s to 1m. ECS's default: 5s."),
        Members<HealthCheckSettings>.Of(
            "retries", Kinds.Integer(1, 10), s => s.Retries, (s, v) => s with { Retries = v },
            "Failed checks in a row that make the container unhealthy, 1 to 10. ECS's default: 3."),
        Members<HealthCheckSettings>.Of(
            "startPeriod", Kinds.Duration, s => s.StartPeriod, (s, v) => s with { StartPeriod = v },
            "The time at the start in which failures do not count, up to 5m."));
}

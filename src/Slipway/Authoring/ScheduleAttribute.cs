namespace Slipway;

/// <summary>One schedule of a flow; may be given several times.</summary>
/// <param name="cron">Five cron fields, names allowed: <c>0 3 * * MON-FRI</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class ScheduleAttribute(string cron) : Attribute
{
    /// <summary>Five cron fields.</summary>
    public string Cron { get; } = cron;

    /// <summary>The IANA time zone, such as <c>Europe/Warsaw</c>. Default: UTC.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The parameters of the runs that it starts, as a JSON object. Default: the flow's defaults.</summary>
    public string? Parameters { get; set; }
}

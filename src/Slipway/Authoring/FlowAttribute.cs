namespace Slipway;

/// <summary>
/// Marks a method as a flow: a named unit of work whose parameters are its inputs. Outside a run it is a plain method; called by another flow
/// inside a run it is a subflow.
/// </summary>
/// <param name="name">The flow's name, unique in its project: lower case letters, digits and hyphens. Default: the method's or type's name in kebab case.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FlowAttribute(string? name = null) : Attribute
{
    /// <summary>The flow's name, or null for the one from the method.</summary>
    public string? Name { get; } = name;

    /// <summary>When it runs: five cron fields, names allowed. Default: only when started. More than one: <see cref="ScheduleAttribute"/>.</summary>
    public string? Cron { get; set; }

    /// <summary>The IANA time zone of <see cref="Cron"/>, such as <c>Europe/Warsaw</c>. Default: UTC.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The longest that one attempt may take, in seconds. Default: no limit.</summary>
    public double TimeoutSeconds { get; set; }

    /// <summary>How often a failed run is tried again. Default: 0.</summary>
    public int Retries { get; set; }

    /// <summary>The wait before a retry, in seconds. Default: 0.</summary>
    public double RetryDelaySeconds { get; set; }

    /// <summary>The name of each run, with parameters in braces: <c>"orders of {day}"</c>. Default: made by the runtime.</summary>
    public string? RunName { get; set; }

    /// <summary>Words to find it by.</summary>
    public string[] Tags { get; set; } = [];
}

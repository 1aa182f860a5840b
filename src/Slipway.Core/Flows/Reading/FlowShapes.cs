using Slipway.Core.Containers;
using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Flows.Reading;

/// <summary>The shape of a flow of container tasks, declared once: reading, the schema and the reference come from here.</summary>
internal static class FlowShapes
{
    /// <summary>A schedule.</summary>
    public static Shape<FlowSchedule> Schedule { get; } = new(
        "a schedule, such as {cron: '0 3 * * *', timeZone: Europe/Warsaw}",
        Members<FlowSchedule>.Required(
            "cron", Kinds.Text, s => s.Cron, (s, v) => s with { Cron = v },
            "Five cron fields: minute, hour, day of the month, month, day of the week. Names such as MON-FRI may be used."),
        Members<FlowSchedule>.Of(
            "timeZone", Kinds.Text, s => s.TimeZone, (s, v) => s with { TimeZone = v },
            "The time zone of the tz database, such as Europe/Warsaw. Default: UTC.", "timezone", "zone", "tz"),
        Members<FlowSchedule>.Of(
            "parameters", new MapOfAnyKind(), s => s.Parameters, (s, v) => s with { Parameters = v },
            "The parameters of the runs that it starts. Default: the parameters' own defaults."))
    {
        FromText = text => new FlowSchedule { Cron = text },
    };

    /// <summary>A task's own members; all container settings stand beside them.</summary>
    public static IReadOnlyList<Member<ContainerTask>> TaskMembers { get; } =
    [
        Members<ContainerTask>.Of(
            "description", Kinds.Text, s => s.Description, (s, v) => s with { Description = v },
            "What it does."),
        Members<ContainerTask>.Of(
            "needs", new ListKind<string>(Kinds.Text, "a task or a list of tasks, such as [extract]", orOne: true), s => s.Needs, (s, v) => s with { Needs = v },
            "The tasks that must have completed before it starts, besides those whose results it uses.", "depends_on", "after", "upstream"),
        Members<ContainerTask>.Of(
            "matrix", new MatrixKind(), s => s.Matrix, (s, v) => s with { Matrix = v },
            "The values that it is run for: one task run for each combination, in parallel.", "foreach", "strategy"),
        Members<ContainerTask>.Of(
            "retries", new RetriesKind(), s => s.Retries, (s, v) => s with { Retries = v },
            "How often and when it is tried again: a number, or {count, delay, backoff, maxDelay, jitter, on}. Default: never.", "retry", "retryPolicy"),
        Members<ContainerTask>.Of(
            "timeout", Kinds.Duration, s => s.Timeout, (s, v) => s with { Timeout = v },
            "How long one attempt may run, counted from the container's start. Default: without limit.", "timeLimit"),
    ];

    /// <summary>A task.</summary>
    public static Shape<ContainerTask> Task { get; } = new(
        "a task, such as {image: job:1.0.0, command: [extract]}",
        [
            .. TaskMembers,
            .. SettingsShapes.Container.Members.Select(member =>
                new InnerMember<ContainerTask, ContainerSettings>(member, task => task.Container, (task, container) => task with { Container = container })),
        ])
    {
        Unknown = RawMembers.Explain,
    };

    /// <summary>A flow.</summary>
    public static Shape<ContainerFlow> Flow { get; } = new(
        "a flow",
        Members<ContainerFlow>.Required(
            "name", Kinds.Text, s => s.Name, (s, v) => s with { Name = v },
            "The flow's name: letters, digits, '-' and '_'."),
        Members<ContainerFlow>.Of(
            "description", Kinds.Text, s => s.Description, (s, v) => s with { Description = v },
            "What it does, in Markdown.", "doc", "docs"),
        Members<ContainerFlow>.Of(
            "tags", new ListKind<string>(Kinds.Spelled, "a word or a list of words, such as [sales, hourly]", orOne: true), s => s.Tags, (s, v) => s with { Tags = v },
            "Words to find it by.", "labels"),
        Members<ContainerFlow>.Of(
            "schedule",
            new ListKind<FlowSchedule>(Schedule, "a schedule or a list of schedules, such as {cron: '0 3 * * *', timeZone: Europe/Warsaw}", orOne: true),
            s => s.Schedule, (s, v) => s with { Schedule = v },
            "When it runs by itself: one schedule, or a list of them.", "schedules", "cron", "on"),
        Members<ContainerFlow>.Of(
            "timeout", Kinds.Duration, s => s.Timeout, (s, v) => s with { Timeout = v },
            "How long a run may take in all. Default: without limit.", "timeLimit"),
        Members<ContainerFlow>.Of(
            "parameters",
            new MapKind<FlowParameter>(new ParameterKind(), "a map from names to parameters, such as {day: date}", FlowNames.Parameter),
            s => s.Parameters, (s, v) => s with { Parameters = v },
            "What a run is given, by name.", "params", "inputs", "arguments"),
        Members<ContainerFlow>.Of(
            "defaults", SettingsShapes.Container, s => s.Defaults, (s, v) => s with { Defaults = v },
            "Container settings of all tasks; a task's own go over them, and both over those of slipway.yaml."),
        Members<ContainerFlow>.Required(
            "tasks",
            new MapKind<ContainerTask>(Task, "a map from names to tasks, such as {extract: {image: job:1.0.0}}", FlowNames.Task),
            s => s.Tasks, (s, v) => s with { Tasks = v },
            "The tasks, by name.", "jobs", "steps"));
}

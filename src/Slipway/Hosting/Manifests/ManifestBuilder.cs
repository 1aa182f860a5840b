using System.Reflection;
using System.Text.Json;
using Slipway.Core.Errors;
using Slipway.Core.Flows;
using Slipway.Runtime;

namespace Slipway.Hosting.Manifests;

/// <summary>Says what a program offers, without running it.</summary>
internal static class ManifestBuilder
{
    private const string Sdk = "csharp";
    private const string DefaultTimeZone = "UTC";

    /// <summary>The version of this library.</summary>
    public static string SdkVersion =>
        typeof(ManifestBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The manifest of some flows.</summary>
    /// <exception cref="SlipwayException"><c>flow.bad-schedule</c>: the parameters of a schedule are no JSON object.</exception>
    public static FlowManifest Of(IEnumerable<FlowDefinition> flows, JsonSerializerOptions json) => new()
    {
        Sdk = new ManifestSdk(Sdk, SdkVersion),
        Flows = [.. flows.OrderBy(flow => flow.Name, StringComparer.Ordinal).Select(flow => Of(flow, json))],
    };

    private static ManifestFlow Of(FlowDefinition flow, JsonSerializerOptions json) => new()
    {
        Name = flow.Name,
        Source = flow.Id,
        Description = flow.Description,
        Tags = flow.Settings.Tags,
        Parameters = ParameterSchema.Of(flow, json),
        Schedules = [.. flow.Schedules.Select(schedule => new ManifestSchedule(schedule.Cron, schedule.TimeZone ?? DefaultTimeZone, Parameters(flow, schedule)))],
        TimeoutSeconds = flow.Settings.TimeoutSeconds > 0 ? flow.Settings.TimeoutSeconds : null,
        Retries = flow.Settings.Retries,
        RetryDelaySeconds = flow.Settings.RetryDelaySeconds,
        RunName = flow.Settings.RunName,
        Graph = flow.StaticGraph is { } graph
            ? ManifestFormat.ReadGraph(graph().Span)
            : null,
        Documentation = flow.Documentation,
    };

    private static JsonElement? Parameters(FlowDefinition flow, ScheduleAttribute schedule)
    {
        if (schedule.Parameters is null)
            return null;
        try
        {
            var parameters = JsonElement.Parse(schedule.Parameters);
            if (parameters.ValueKind == JsonValueKind.Object)
                return parameters;
        }
        catch (JsonException)
        {
            // Told below, like JSON of another kind.
        }

        throw new SlipwayException(
            "flow.bad-schedule",
            $"The schedule '{schedule.Cron}' of the flow {flow.Name} has Parameters that are no JSON object: {schedule.Parameters}. Write one, such as {{\"day\": \"2026-01-31\"}}.");
    }
}

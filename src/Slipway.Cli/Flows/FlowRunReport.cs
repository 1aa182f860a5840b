using System.Text.Json;
using Slipway.Cli.Terminal;
using Slipway.Core.Flows;
using Slipway.Core.Graphs;

namespace Slipway.Cli.Flows;

/// <summary>The one JSON object of <c>flow run --json</c>. Every member is always there; what is not known is null. Members are added, never renamed.</summary>
internal static class FlowRunReport
{
    /// <summary>Writes the object.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="order">The run.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="result">How it ended; null when it was let go.</param>
    /// <param name="exitCode">The exit code of the command.</param>
    public static void Write(TextWriter output, FlowRunOrder order, string environment, FlowRunResult? result, int exitCode) => JsonOutput.Write(output, json =>
    {
        json.WriteString("run", order.Id.Value);
        json.WriteString("flow", order.Flow.Name);
        json.WriteString("environment", environment);
        State(json, result?.State);
        json.WriteStartObject("parameters");
        foreach (var (name, value) in order.Parameters)
        {
            json.WritePropertyName(name);
            if (value is null)
                json.WriteNullValue();
            else
                value.WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteStartArray("tasks");
        foreach (var task in result?.Tasks ?? [])
            Task(json, task);
        json.WriteEndArray();
        json.WriteNumber("commandExitCode", exitCode);
    });

    /// <summary>The word of a state in JSON.</summary>
    public static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static void Task(Utf8JsonWriter json, TaskRunRecord task)
    {
        json.WriteStartObject();
        json.WriteString("name", task.Node.Name);
        json.WriteString("task", task.Node.Task);
        GraphFormats.Matrix(json, task.Node.Matrix);
        State(json, task.State);
        json.WriteString("reason", task.Reason);
        json.WriteStartArray("upstream");
        foreach (var name in task.Node.Upstream)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("states");
        foreach (var state in task.States)
            json.WriteStringValue(Word(state.State));
        json.WriteEndArray();
        json.WriteStartArray("attempts");
        foreach (var attempt in task.Attempts)
            Attempt(json, attempt);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Attempt(Utf8JsonWriter json, AttemptEnd attempt)
    {
        json.WriteStartObject();
        json.WriteString("launch", attempt.Launch.Value);
        json.WriteString("failureClass", attempt.Failure is { } failure ? FailureClassName.Of(failure.Class) : null);
        json.WriteString("reason", attempt.Reason);
        if (attempt.ExitCode is { } code)
            json.WriteNumber("exitCode", code);
        else
            json.WriteNull("exitCode");
        json.WriteString("ecsTaskArn", attempt.EcsTaskArn);
        json.WriteBoolean("adopted", attempt.Adopted);
        json.WriteBoolean("hasResult", attempt.Result is not null);
        json.WriteEndObject();
    }

    private static void State(Utf8JsonWriter json, TaskRunState? state)
    {
        json.WriteString("state", state is { } known ? Word(known.State) : "running");
        json.WriteString("variant", state is { Variant: not Core.Runs.StateVariant.None } varied ? Word(varied.Variant) : null);
    }
}

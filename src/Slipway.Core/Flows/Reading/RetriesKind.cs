using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Flows.Reading;

/// <summary>Retries: a number alone, or an object that says more.</summary>
internal sealed class RetriesKind : Kind<TaskRetries>
{
    private static readonly Kind<int> Count = Kinds.Integer(0, TaskRetries.MaxCount);

    private static readonly Shape<TaskRetries> Shape = new(
        "a number of retries, or an object such as {count: 3, delay: 10s}",
        Members<TaskRetries>.Of(
            "count", Count, s => s.Count, (s, v) => s with { Count = v },
            "How many more tries there are after the first. Default: 0.", "retries", "attempts", "max"),
        Members<TaskRetries>.Of(
            "delay", Kinds.Duration, s => s.Delay, (s, v) => s with { Delay = v },
            "The wait before the first retry. Default: none.", "wait"),
        Members<TaskRetries>.Of(
            "backoff", Number("a factor from 1 to 10", 1, 10), s => s.Backoff, (s, v) => s with { Backoff = v },
            "What each wait is multiplied by to give the next, 1 to 10. Default: 1.", "factor", "multiplier"),
        Members<TaskRetries>.Of(
            "maxDelay", Kinds.Duration, s => s.MaxDelay, (s, v) => s with { MaxDelay = v },
            "The longest wait. Default: 1h.", "maximumDelay"),
        Members<TaskRetries>.Of(
            "jitter", Number("a fraction from 0 to 1", 0, 1), s => s.Jitter, (s, v) => s with { Jitter = v },
            "How much longer a wait may be at random, as a fraction of it: 0.5 makes 10s up to 15s. Default: 0."),
        Members<TaskRetries>.Of(
            "on",
            new ListKind<Launches.FailureClass>(Kinds.OneOf([.. FailureClassName.Retried]), "a failure class or a list of them, such as [user-code, timeout]", orOne: true),
            s => s.On, (s, v) => s with { On = v },
            "The failures that are retried. Default: user-code, out-of-memory and timeout. 'lost' declares that the task may run twice. Infrastructure failures "
            + "that pass are retried anyway, and cost none of these retries.",
            "when", "retryOn"));

    public override bool TryRead(JsonNode node, ReadScope at, [MaybeNullWhen(false)] out TaskRetries value)
    {
        if (node is not JsonValue)
            return Shape.TryRead(node, at, out value);
        value = Count.TryRead(node, at, out var count) ? new TaskRetries { Count = count } : null;
        return value is not null;
    }

    public override JsonNode Write(TaskRetries value) => Shape.Write(value);

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(Count.Schema(), Shape.Schema()) };

    private static ScalarKind<double> Number(string what, double low, double high) => new(
        what,
        () => new JsonObject { ["type"] = "number", ["minimum"] = low, ["maximum"] = high },
        (string text, out double value) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= low && value <= high ? null : $"{text} must be {what}",
        value => JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(value))!);
}

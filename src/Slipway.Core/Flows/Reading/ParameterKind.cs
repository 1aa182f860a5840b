using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Flows.Reading;

/// <summary>A parameter: its type alone, or an object that says more.</summary>
internal sealed class ParameterKind : Kind<FlowParameter>
{
    private static readonly Kind<ParameterType> AnyType = Kinds.OneOf([.. ParameterTypeName.All]);

    private static readonly Kind<ParameterType> ItemType = Kinds.OneOf(
        [.. ParameterTypeName.All.Where(pair => pair.Type is not (ParameterType.Enum or ParameterType.List))]);

    private static readonly Shape<FlowParameter> Shape = new(
        "a type, such as date, or an object such as {type: integer, default: 7}",
        Members<FlowParameter>.Of(
            "type", AnyType, s => s.Type, (s, v) => s with { Type = v },
            "The type. Default: string."),
        Members<FlowParameter>.Of(
            "description", Kinds.Text, s => s.Description, (s, v) => s with { Description = v },
            "What it means.", "help", "title"),
        Members<FlowParameter>.Of(
            "required", Kinds.Flag, s => s.Required, (s, v) => s with { Required = v },
            "Whether every run must say it. Default: true when there is no default; false without a default means that it may have no value.", "optional"),
        Members<FlowParameter>.Of(
            "default", new AnyKind(), s => s.Default, (s, v) => s with { Default = v },
            "The value of runs that do not say it."),
        Members<FlowParameter>.Of(
            "values", new ListKind<string>(Kinds.Spelled, "a list of values, such as [full, delta]"), s => s.Values, (s, v) => s with { Values = v },
            "The values of an enum.", "enum", "options", "choices", "oneOf"),
        Members<FlowParameter>.Of(
            "items", ItemType, s => s.Items, (s, v) => s with { Items = v },
            "The type of a list's items. Default: any.", "item", "of"));

    public override bool TryRead(JsonNode node, ReadScope at, [MaybeNullWhen(false)] out FlowParameter value)
    {
        if (node is not JsonValue)
        {
            if (!Shape.TryRead(node, at, out value))
                return false;
            Check(value, at);
            return true;
        }

        value = AnyType.TryRead(node, at, out var type) ? new FlowParameter { Type = type } : null;
        if (value is not null)
            Check(value, at);
        return value is not null;
    }

    public override JsonNode Write(FlowParameter value) => Shape.Write(value);

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(AnyType.Schema(), Shape.Schema()) };

    private static void Check(FlowParameter parameter, ReadScope at)
    {
        if (parameter.Type == ParameterType.Enum && parameter.Values is not { Count: > 0 })
            at.Problem("flow.bad-parameter", "is an enum without values; write, for example, values: [full, delta]");
        if (parameter.Type != ParameterType.Enum && parameter.Values is not null)
            at.Member("values").Problem("flow.bad-parameter", "belongs to an enum; write type: enum");
        if (parameter.Type != ParameterType.List && parameter.Items is not null)
            at.Member("items").Problem("flow.bad-parameter", "belongs to a list; write type: list");
        if (parameter is { Required: true, Default: not null })
            at.Member("required").Problem("flow.bad-parameter", "contradicts the default: a run that must say it never uses one. Leave one of them out");
        if (parameter.Default is { } value && !(parameter.Type == ParameterType.Enum && parameter.Values is null) && ParameterValue.Read(parameter, value, out _) is { } problem)
            at.Member("default").Problem("flow.bad-parameter", problem);
    }
}

using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>A revision as it is kept.</summary>
/// <param name="Family">The family.</param>
/// <param name="Revision">The number in the family, from 1, never used twice.</param>
/// <param name="Status">One of <see cref="DefinitionStatus"/>.</param>
/// <param name="Body">The definition's members with AWS's defaults, without identity, status and times.</param>
/// <param name="Tags">The tags.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="DeregisteredAt">When it was deregistered; null when it was not.</param>
/// <param name="DeleteRequestedAt">When its deletion was asked; null when it was not.</param>
internal sealed record StoredDefinition(
    string Family,
    int Revision,
    string Status,
    JsonObject Body,
    JsonArray Tags,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? DeregisteredAt,
    DateTimeOffset? DeleteRequestedAt)
{
    /// <summary>The definition as ECS describes it.</summary>
    public JsonObject Describe(Arns arns)
    {
        var json = new JsonObject
        {
            ["taskDefinitionArn"] = arns.TaskDefinition(Family, Revision),
            ["family"] = Family,
            ["revision"] = Revision,
            ["status"] = Status,
            ["registeredAt"] = EpochSeconds.Of(RegisteredAt),
            ["registeredBy"] = $"arn:aws:iam::{arns.AccountId}:user/local",
        };
        if (DeregisteredAt is { } deregisteredAt)
        {
            json["deregisteredAt"] = EpochSeconds.Of(deregisteredAt);
        }

        if (DeleteRequestedAt is { } deleteRequestedAt)
        {
            json["deleteRequestedAt"] = EpochSeconds.Of(deleteRequestedAt);
        }

        foreach (var (name, value) in Body)
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }
}

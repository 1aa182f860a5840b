using Slipway.Aws.Ecs;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>A revision of <see cref="FakeDefinitions"/>.</summary>
internal sealed class FakeRevision
{
    public required LedgerScope Scope { get; init; }

    public required string Family { get; init; }

    public required int Number { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required IReadOnlyList<Tag> Tags { get; init; }

    public string Status { get; set; } = "ACTIVE";

    public DateTimeOffset? DeregisteredAt { get; set; }

    public string Name => $"{Family}:{Number}";

    public string Arn => Scope.ArnOf(Family, Number);

    public string? Tag(string key) => Tags.FirstOrDefault(tag => tag.Key == key)?.Value;
}

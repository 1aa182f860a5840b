using System.Diagnostics.Metrics;

namespace Slipway.Ecs;

/// <summary>The names of this library's measurements, in one place. Collect them by listening to the meter <see cref="MeterName"/>.</summary>
public static class Telemetry
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Slipway.Ecs";

    /// <summary>
    /// Gauge, per <see cref="FamilyTag"/>: the highest revision number of a family. Numbers never restart and deregistering frees none, so it is what counts
    /// against the limit of 1,000,000 revisions per family (Amazon ECS service quotas).
    /// </summary>
    public const string FamilyRevisionsName = "slipway.ledger.family.revisions";

    /// <summary>The tag that names the family.</summary>
    public const string FamilyTag = "slipway.family";

    private static readonly Meter Meter = new(MeterName);

    internal static Gauge<long> FamilyRevisions { get; } = Meter.CreateGauge<long>(
        FamilyRevisionsName,
        unit: "{revision}",
        description: "The highest revision number of a task definition family, of at most 1,000,000.");
}

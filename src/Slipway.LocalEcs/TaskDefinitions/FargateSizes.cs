using System.Globalization;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>The sizes of ECS tasks that Fargate offers.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size</remarks>
internal static class FargateSizes
{
    /// <summary>Whether Fargate offers this much CPU (units) with this much memory (MiB).</summary>
    public static bool Offers(int cpu, int memory) => cpu switch
    {
        256 => memory is 512 or 1024 or 2048,
        512 => Steps(memory, 1, 4, 1),
        1024 => Steps(memory, 2, 8, 1),
        2048 => Steps(memory, 4, 16, 1),
        4096 => Steps(memory, 8, 30, 1),
        8192 => Steps(memory, 16, 60, 4),
        16384 => Steps(memory, 32, 120, 8),
        _ => false,
    };

    /// <summary>CPU units from <c>256</c>, <c>.25 vCPU</c> or <c>1 vcpu</c>; null when the text is none of these.</summary>
    public static int? Cpu(string text) => Amount(text, "vcpu", 1024);

    /// <summary>MiB from <c>512</c>, <c>.5 GB</c> or <c>1gb</c>; null when the text is none of these.</summary>
    public static int? Memory(string text) => Amount(text, "gb", 1024);

    private static bool Steps(int memory, int fromGb, int toGb, int stepGb) =>
        memory >= fromGb * 1024 && memory <= toGb * 1024 && (memory - (fromGb * 1024)) % (stepGb * 1024) == 0;

    // documented: units as a number, or vCPU / GB as text (API_RegisterTaskDefinition, cpu and memory).
    private static int? Amount(string text, string unit, int factor)
    {
        text = text.Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            return amount;
        }

        return text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
            && decimal.TryParse(text.AsSpan(0, text.Length - unit.Length).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units)
            && units * factor is <= int.MaxValue and var total
            && total == decimal.Truncate(total)
            ? (int)total
            : null;
    }
}

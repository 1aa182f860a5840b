using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Slipway.Core.Containers;

/// <summary>
/// Reads and writes amounts as people write them: <c>0.5</c> vCPU, <c>2 GiB</c>, <c>30s</c>. Used for settings and for flags alike.
/// </summary>
public static class Quantity
{
    /// <summary>ECS units in one vCPU.</summary>
    public const int UnitsPerVcpu = 1024;

    /// <summary>MiB in one GiB.</summary>
    public const int MiBPerGiB = 1024;

    // The largest size of a task definition on EC2 (ECS API reference, RegisterTaskDefinition.cpu: 128 to 196,608 units).
    private const int MaxVcpu = 192;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");
    private static readonly string[] CpuUnits = ["vcpu", "units"];
    private static readonly string[] SizeUnits = ["mib", "gib", "mb", "gb", "m", "g"];
    private static readonly string[] DurationUnits = ["h", "m", "s"];

    /// <summary>Reads CPU: a number of vCPU (<c>0.5</c>, <c>0.5 vCPU</c>), or ECS units when it says so (<c>512 units</c>).</summary>
    /// <param name="text">What was written.</param>
    /// <param name="units">ECS units (1,024 = one vCPU).</param>
    /// <returns>What is wrong, and what would be valid; null when it was read.</returns>
    public static string? ReadCpu(string text, out int units)
    {
        units = 0;
        if (!Split(text, CpuUnits, out var number, out var unit))
            return $"'{text}' is not an amount of CPU; write vCPUs, such as 0.5, or '512 units'";
        if (unit != "units" && number > MaxVcpu)
            return $"{text} vCPU is more than ECS has ({MaxVcpu}); for {text} ECS units write {Plain(number / UnitsPerVcpu)} or '{text} units'";
        return Whole(unit == "units" ? number : number * UnitsPerVcpu, out units) && units > 0
            ? null
            : $"'{text}' is not a whole, positive number of ECS units (1 vCPU = 1024 units); write vCPUs, such as 0.25, 0.5 or 2";
    }

    /// <summary>Reads memory: <c>2 GiB</c>, <c>512 MiB</c>, or a bare number of MiB. As with AWS, <c>GB</c> means GiB.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="mebibytes">MiB.</param>
    /// <returns>What is wrong, and what would be valid; null when it was read.</returns>
    public static string? ReadMemory(string text, out int mebibytes)
    {
        mebibytes = 0;
        if (!Split(text, SizeUnits, out var number, out var unit))
            return $"'{text}' is not an amount of memory; write '2 GiB', '512 MiB', or a bare number of MiB";
        return Whole(IsGiB(unit) ? number * MiBPerGiB : number, out mebibytes) && mebibytes > 0
            ? null
            : $"'{text}' is not a whole, positive number of MiB; write '2 GiB', '512 MiB', or a bare number of MiB";
    }

    /// <summary>Reads ephemeral storage: <c>50 GiB</c>, or a bare number of GiB.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="gibibytes">GiB.</param>
    /// <returns>What is wrong, and what would be valid; null when it was read.</returns>
    public static string? ReadStorage(string text, out int gibibytes)
    {
        gibibytes = 0;
        if (!Split(text, SizeUnits, out var number, out var unit))
            return $"'{text}' is not an amount of storage; write '50 GiB', or a bare number of GiB";
        return Whole(unit.Length == 0 || IsGiB(unit) ? number : number / MiBPerGiB, out gibibytes) && gibibytes > 0
            ? null
            : $"'{text}' is not a whole, positive number of GiB; write '50 GiB', or a bare number of GiB";
    }

    /// <summary>Reads a time span: <c>90s</c>, <c>5m</c>, <c>1h30m</c>, or a bare number of seconds.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="duration">The time span, in whole seconds.</param>
    /// <returns>What is wrong, and what would be valid; null when it was read.</returns>
    public static string? ReadDuration(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        duration = default;
        var problem = $"'{text}' is not a time span; write '30s', '5m', '1h30m', or a bare number of seconds";
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
            return problem;

        long seconds = 0;
        for (var next = 0; !rest.IsEmpty;)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits < 0)
                digits = rest.Length;
            if (digits is 0 or > 7)
                return problem;
            var value = long.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[digits..];
            var unit = rest.IsEmpty ? (next == 0 ? "s" : "") : rest[..1].ToString();
            var at = Array.IndexOf(DurationUnits, unit, next);
            if (at < 0)
                return problem;
            seconds += value * (unit switch { "h" => 3600, "m" => 60, _ => 1 });
            next = at + 1;
            rest = rest.IsEmpty ? rest : rest[1..].TrimStart();
        }

        duration = TimeSpan.FromSeconds(seconds);
        return null;
    }

    /// <summary>Writes ECS units as a number of vCPU.</summary>
    public static string WriteCpu(int units) => Plain((decimal)units / UnitsPerVcpu);

    /// <summary>Writes MiB as people do: <c>2 GiB</c>, <c>1.5 GiB</c>, <c>700 MiB</c>.</summary>
    public static string WriteMemory(int mebibytes) =>
        mebibytes % 512 == 0 && mebibytes >= MiBPerGiB ? $"{Plain((decimal)mebibytes / MiBPerGiB)} GiB" : $"{mebibytes} MiB";

    /// <summary>Writes whole seconds as people do: <c>1h30m</c>, <c>90s</c> as <c>1m30s</c>.</summary>
    public static string WriteDuration(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var text = string.Concat(
            seconds >= 3600 ? $"{seconds / 3600}h" : "",
            seconds % 3600 >= 60 ? $"{seconds % 3600 / 60}m" : "",
            seconds % 60 > 0 ? $"{seconds % 60}s" : "");
        return text.Length > 0 ? text : "0s";
    }

    private static bool IsGiB(string unit) => unit.StartsWith('g');

    private static string Plain(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    private static bool Whole(decimal number, out int whole)
    {
        var fits = number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue;
        whole = fits ? (int)number : 0;
        return fits;
    }

    private static bool Split(string text, string[] units, out decimal number, [NotNullWhen(true)] out string? unit)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var end = trimmed.AsSpan().IndexOfAnyExcept(NumberCharacters);
        var suffix = end < 0 ? "" : trimmed[end..].Trim().ToLowerInvariant();
        unit = suffix.Length == 0 || units.Contains(suffix) ? suffix : null;
        return decimal.TryParse(end < 0 ? trimmed : trimmed[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            && unit is not null;
    }
}

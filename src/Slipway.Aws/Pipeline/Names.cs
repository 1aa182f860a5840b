namespace Slipway.Aws;

/// <summary>Names of what a call is about, short enough for a message.</summary>
internal static class Names
{
    private const int Shown = 3;

    internal static string? Of(IReadOnlyList<string>? names) => names switch
    {
        null or { Count: 0 } => null,
        { Count: <= Shown } => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(Shown))} and {names.Count - Shown} more",
    };
}

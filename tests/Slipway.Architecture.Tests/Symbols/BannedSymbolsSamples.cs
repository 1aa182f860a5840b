namespace Slipway.Architecture.Tests.Symbols;

/// <summary>Code that breaks the rules, never run: it shows that <see cref="BannedSymbolsTests"/> sees it.</summary>
internal static class BannedSymbolsSamples
{
    public static async Task<int> InAsyncMethodAsync(Task<int> other, CancellationToken cancellationToken)
    {
#pragma warning disable MA0042, MA0045, MA0166, CA1849, xUnit1031 // What the rules are against, on purpose.
        await Task.Delay(1, cancellationToken);
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        return other.Result;
    }

    public static Func<DateTimeOffset> InLambda(Task other) => () =>
    {
        Thread.Sleep(1);
        other.GetAwaiter().GetResult();
        return DateTimeOffset.UtcNow;
#pragma warning restore MA0042, MA0045, MA0166, CA1849, xUnit1031
    };
}

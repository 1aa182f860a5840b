namespace Slipway.Architecture.Tests;

/// <summary>Fails with every offence at once, one per line, where <c>Assert.Empty</c> would show the first five.</summary>
internal static class Complaints
{
    public static void None(IEnumerable<string> found)
    {
        var all = found.ToList();
        if (all.Count > 0)
            Assert.Fail($"{all.Count} found:\n{string.Join('\n', all)}");
    }
}

namespace Slipway.EndToEnd.Tests.Harness;

/// <summary>Ids for launches, one for each use.</summary>
public static class Launches
{
    public static string NewId(string name) => $"{name}-{Guid.NewGuid():n}"[..Math.Min(50, name.Length + 33)];
}

namespace Slipway.LocalEcs.Tests.Runtimes;

/// <summary>How long a test waits for a signal before it fails.</summary>
internal static class Deadlines
{
    /// <summary>Anything that one container does, on a busy machine.</summary>
    public static readonly TimeSpan Container = TimeSpan.FromSeconds(60);
}

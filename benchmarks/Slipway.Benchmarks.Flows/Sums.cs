using System.Runtime.CompilerServices;

namespace Slipway.Benchmarks.Flows;

/// <summary>One body, as a task and as a plain method.</summary>
internal static class Sums
{
    [Task]
    public static async Task<int> AddTaskAsync(int left, int right) => await Nothing + left + right;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<int> AddAsync(int left, int right) => await Nothing + left + right;

    /// <summary>A result that is handed on has an identity: it makes an edge in the graph.</summary>
    [Task]
    public static async Task<Sum> AddTaskAsync(Sum left, int right) => new(left.Value + await Nothing + right);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<Sum> AddAsync(Sum left, int right) => new(left.Value + await Nothing + right);

    private static Task<int> Nothing { get; } = Task.FromResult(0);
}

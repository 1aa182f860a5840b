using Slipway.Core.Runs;

namespace Slipway.Hosting.View;

/// <summary>A task run that failed for good.</summary>
/// <param name="TaskRunId">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">The names of its callers, outermost first.</param>
/// <param name="Variant">Whether its time was over.</param>
/// <param name="Attempts">How many attempts it had.</param>
/// <param name="Message">Why.</param>
internal sealed record TaskFailure(long TaskRunId, string Name, IReadOnlyList<string> Path, StateVariant Variant, int Attempts, string? Message);

namespace Slipway.Cli.Settings;

/// <summary>Something wrong with settings, and where it stands.</summary>
/// <param name="Place">The place: file, line and column, or the variable or flag.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Message">What is wrong, and what would be valid.</param>
internal sealed record LocatedProblem(Origin Place, string Code, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {Message}";
}

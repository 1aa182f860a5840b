namespace Slipway.Ecs.Storage;

/// <summary>
/// The tables of one part of Slipway (the ledger, the launches, the pins) and how they came to be: script 0 makes version 1, script 1 takes
/// version 1 to version 2, and so on. A script that was released is never changed; a change is another script.
/// </summary>
/// <param name="Name">The area's name in the version table, such as <c>ledger</c>.</param>
/// <param name="Scripts">Plain SQL, one script per version; several statements are separated by semicolons.</param>
public sealed record SchemaArea(string Name, IReadOnlyList<string> Scripts)
{
    /// <summary>The version that this program knows.</summary>
    public int Version => Scripts.Count;
}

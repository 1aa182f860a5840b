namespace Slipway.LocalEcs.State;

/// <summary>The tables of one area of LocalEcs, made and changed by numbered steps that run once each.</summary>
/// <param name="Area">The area's name, such as <c>ecs</c> or <c>logs</c>: the key of its version.</param>
/// <param name="Steps">SQL scripts. Step n (from 1) brings the tables from version n-1 to n. A released step is never edited; a change is a new step.</param>
internal sealed record StateSchema(string Area, IReadOnlyList<string> Steps);

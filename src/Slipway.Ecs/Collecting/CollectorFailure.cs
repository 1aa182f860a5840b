namespace Slipway.Ecs.Collecting;

/// <summary>A revision that AWS refused to deregister or delete; the next run tries it again.</summary>
/// <param name="Revision">The revision, <c>family:revision</c>.</param>
/// <param name="Reason">AWS's words.</param>
public sealed record CollectorFailure(string Revision, string Reason);

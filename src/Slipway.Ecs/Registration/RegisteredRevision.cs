using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Registration;

/// <summary>A revision that RunTask may name.</summary>
/// <param name="Arn">The revision's ARN.</param>
/// <param name="Family">The family.</param>
/// <param name="Revision">The revision's number in the family.</param>
/// <param name="Hash">The definition's hash.</param>
/// <param name="Origin">How it came to be.</param>
public sealed record RegisteredRevision(string Arn, string Family, int Revision, DefinitionHash Hash, RevisionOrigin Origin)
{
    /// <summary>The form that people and RunTask use: <c>family:revision</c>.</summary>
    public string Name => $"{Family}:{Revision}";
}

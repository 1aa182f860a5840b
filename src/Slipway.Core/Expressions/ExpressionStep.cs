namespace Slipway.Core.Expressions;

/// <summary>One step into a value: a member of an object, or an item of a list.</summary>
/// <param name="Member">The member's name; null for an item.</param>
/// <param name="Index">The item's number from 0, when <paramref name="Member"/> is null.</param>
public readonly record struct ExpressionStep(string? Member, int Index)
{
    /// <inheritdoc/>
    public override string ToString() => Member is null ? $"[{Index}]" : IsPlain(Member) ? $".{Member}" : $"['{Member}']";

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}

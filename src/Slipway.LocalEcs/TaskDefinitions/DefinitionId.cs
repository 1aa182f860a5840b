using System.Globalization;
using Slipway.LocalEcs.Ecs;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>What a caller names: a family, or one revision of it.</summary>
/// <param name="Family">The family.</param>
/// <param name="Revision">The revision; null for the newest active one.</param>
internal readonly record struct DefinitionId(string Family, int? Revision)
{
    /// <summary>Reads <c>family</c>, <c>family:revision</c> or a full ARN. Null when the text is none of them, or an ARN of another account or region.</summary>
    public static DefinitionId? Parse(string text, Arns arns)
    {
        if (Arns.IsArn(text))
        {
            if (arns.Resource("task-definition", text) is not { } resource)
            {
                return null;
            }

            text = resource;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return text.Length == 0 ? null : new(text, null);
        }

        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) && revision > 0
            ? new(text[..colon], revision)
            : null;
    }
}

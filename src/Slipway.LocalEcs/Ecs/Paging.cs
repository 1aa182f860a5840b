using System.Text;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Ecs;

/// <summary>Pages of the list operations.</summary>
internal static class Paging
{
    private const string Mark = "slipway1:";

    /// <summary>How many entries a page may have. documented: 1 to 100, 100 when not said.</summary>
    public static int Size(JsonObject request)
    {
        var size = request.Integer("maxResults") ?? 100;
        return size is >= 1 and <= 100 ? size : throw EcsErrors.InvalidParameter("maxResults must be between 1 and 100.");
    }

    /// <summary>The key of the last entry of the page before; null on the first page.</summary>
    public static string? After(JsonObject request)
    {
        if (request.Text("nextToken") is not { Length: > 0 } token)
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(token));
            if (text.StartsWith(Mark, StringComparison.Ordinal))
            {
                return text[Mark.Length..];
            }
        }
        catch (FormatException)
        {
            // Falls through to the refusal.
        }

        throw EcsErrors.InvalidParameter("Invalid token: it was not given by this operation.");
    }

    /// <summary>The token that goes on after an entry.</summary>
    public static string Token(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Mark + key));

    /// <summary>Makes the answer of a list operation: a page of texts and, when there is more, a token.</summary>
    /// <param name="member">The list's name in the answer.</param>
    /// <param name="entries">At least one more than the page when there is more.</param>
    /// <param name="size">The size of the page.</param>
    /// <param name="key">The key of an entry.</param>
    /// <param name="text">The text of an entry.</param>
    public static JsonObject Answer<T>(string member, IReadOnlyList<T> entries, int size, Func<T, string> key, Func<T, string> text)
    {
        var page = entries.Take(size).ToList();
        var answer = new JsonObject { [member] = new JsonArray([.. page.Select(entry => JsonValue.Create(text(entry)))]) };
        if (entries.Count > size)
        {
            answer["nextToken"] = Token(key(page[^1]));
        }

        return answer;
    }
}

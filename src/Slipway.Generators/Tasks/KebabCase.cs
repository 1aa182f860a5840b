using System.Text;
using Microsoft.CodeAnalysis;

namespace Slipway.Generators.Tasks;

/// <summary>Names of tasks and flows that their attribute does not give.</summary>
internal static class KebabCase
{
    /// <summary><c>ExtractAsync</c> → <c>extract</c>.</summary>
    public static string OfTask(string method) => Of(WithoutAsync(method));

    /// <summary>The method's name; of a method that is merely called Run, its type's: <c>DailyOrders.RunAsync</c> → <c>daily-orders</c>.</summary>
    public static string OfFlow(IMethodSymbol method) =>
        WithoutAsync(method.Name) is "Run" or "Main" or "Execute" or "Flow" ? Of(method.ContainingType.Name) : OfTask(method.Name);

    private static string WithoutAsync(string name) =>
        name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;

    private static string Of(string name)
    {
        var text = new StringBuilder();
        for (var index = 0; index < name.Length; index++)
        {
            var character = name[index];
            if (!char.IsLetterOrDigit(character))
            {
                if (text.Length > 0 && text[text.Length - 1] != '-')
                    text.Append('-');
                continue;
            }

            // A new word begins at a capital after a small letter or digit, and at the last capital of a run of them: HTTPGet → http-get.
            var begins = char.IsUpper(character) && index > 0 &&
                (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1])));
            if (begins && text.Length > 0 && text[text.Length - 1] != '-')
                text.Append('-');
            text.Append(char.ToLowerInvariant(character));
        }

        return text.ToString().Trim('-');
    }
}

using System.Text;
using Slipway.Runtime;

namespace Slipway.Hosting.Parameters;

/// <summary>The options that a flow's parameters are given by.</summary>
internal static class ParameterNames
{
    private const string Prefix = "--param-";

    /// <summary><c>--day-from</c> for <c>dayFrom</c>; <c>--param-results</c> where <c>--results</c> is an option of the host.</summary>
    public static string Option(FlowParameter parameter, IReadOnlySet<string> taken)
    {
        var kebab = Kebab(parameter.Name);
        return taken.Contains("--" + kebab) ? Prefix + kebab : "--" + kebab;
    }

    /// <summary>Words of a name in camel case, with hyphens between them.</summary>
    internal static string Kebab(string name)
    {
        var kebab = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var character = name[i];
            if (character == '_')
            {
                if (kebab.Length > 0)
                    kebab.Append('-');
                continue;
            }

            var startsWord = char.IsUpper(character) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(character));
        }

        return kebab.ToString();
    }
}

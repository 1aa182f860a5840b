namespace Slipway.Core.Expressions;

/// <summary>
/// Finds the arguments that a shell or an interpreter runs as code. A value that is put in there is run too: a result or parameter such as
/// <c>x; rm -rf /</c> would become a command. No quoting helps, since the value may hold quotes. Values go beside the code instead: as arguments of
/// their own or in environment variables.
/// </summary>
public static class CodeArguments
{
    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal) { "sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "fish", "csh", "tcsh" };

    // Programs that run the argument after one of these options.
    private static readonly Dictionary<string, string[]> Interpreters = new(StringComparer.Ordinal)
    {
        ["python"] = ["-c"],
        ["perl"] = ["-e", "-E"],
        ["ruby"] = ["-e"],
        ["node"] = ["-e", "--eval", "-p", "--print"],
        ["php"] = ["-r"],
        ["Rscript"] = ["-e"],
        ["pwsh"] = ["-c", "-Command"],
    };

    // The same, where other arguments may stand before the option.
    private static readonly Dictionary<string, string[]> Clients = new(StringComparer.Ordinal)
    {
        ["psql"] = ["-c", "--command"],
        ["mysql"] = ["-e", "--execute"],
        ["duckdb"] = ["-c", "-s"],
    };

    /// <summary>The places in entry point and command, taken together, whose text is run as code, each with the program that runs it.</summary>
    /// <param name="entryPoint">The entry point; null when the image's is used, which nobody knows here.</param>
    /// <param name="command">The command.</param>
    public static IEnumerable<(int Index, string Program)> Find(IReadOnlyList<string>? entryPoint, IReadOnlyList<string>? command)
    {
        IReadOnlyList<string> all = [.. entryPoint ?? [], .. command ?? []];

        // '-c' first: the image's entry point is a shell or the like, whatever its name.
        if (entryPoint is null && all.Count > 1 && (IsShellFlag(all[0]) || all[0] is "-e" or "--eval" or "--command"))
            yield return (1, "the image's entry point");

        for (var i = 0; i < all.Count; i++)
        {
            var program = all[i][(all[i].LastIndexOf('/') + 1)..];
            if (Shells.Contains(program))
            {
                if (AfterFlag(all, i, IsShellFlag) is { } script)
                    yield return (script, program);
            }
            else if (program == "eval")
            {
                for (var j = i + 1; j < all.Count; j++)
                    yield return (j, program);
            }
            else if (Interpreters.TryGetValue(WithoutVersion(program), out var flags) && AfterFlag(all, i, flags.Contains) is { } code)
            {
                yield return (code, program);
            }
            else if (Clients.TryGetValue(program, out var options))
            {
                for (var j = i + 1; j < all.Count - 1; j++)
                {
                    if (options.Contains(all[j]))
                        yield return (j + 1, program);
                }
            }
        }
    }

    // Options end with the first argument that is none: what follows belongs to the script, as its own arguments.
    private static int? AfterFlag(IReadOnlyList<string> all, int program, Func<string, bool> isFlag)
    {
        for (var i = program + 1; i < all.Count && all[i] is ['-' or '+', _, ..]; i++)
        {
            if (isFlag(all[i]))
                return Script(all, i + 1);

            // bash -o pipefail -c …
            if (all[i] is "-o" or "+o" or "-O")
                i++;
        }

        return null;
    }

    private static int? Script(IReadOnlyList<string> all, int from)
    {
        while (from < all.Count && all[from] is ['-', _, ..])
            from++;
        return from < all.Count ? from : null;
    }

    // -c, and clusters such as -lc or -euxc.
    private static bool IsShellFlag(string text) => text is ['-', not '-', ..] && text.Length <= 8 && text.Contains('c', StringComparison.Ordinal) && text.Skip(1).All(char.IsAsciiLetter);

    // python3, python3.12
    private static string WithoutVersion(string program) => program.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');
}

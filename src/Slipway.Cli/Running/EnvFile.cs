using Slipway.Core.Errors;

namespace Slipway.Cli.Running;

/// <summary>Reads environment variables from flags and files, as docker does: <c>NAME=value</c>, or <c>NAME</c> alone to pass on one's own.</summary>
internal static class EnvFile
{
    /// <summary>Reads files and then flags; the later ones win.</summary>
    /// <param name="files">Paths of files.</param>
    /// <param name="flags">Values of <c>--env</c>.</param>
    /// <param name="own">The variables of this process.</param>
    /// <param name="folder">What relative paths are relative to.</param>
    /// <exception cref="SlipwayException"><c>input.env</c>: a line or flag is neither form. The value is never quoted in the message.</exception>
    public static IReadOnlyDictionary<string, string> Read(
        IEnumerable<string> files, IEnumerable<string> flags, IReadOnlyDictionary<string, string> own, string folder)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var path = Path.GetFullPath(file, folder);
            if (!File.Exists(path))
                throw new SlipwayException("input.env", $"--env-file: there is no file {path}.");

            var number = 0;
            foreach (var line in File.ReadLines(path))
            {
                number++;
                var text = line.TrimStart();
                if (text.Length > 0 && text[0] != '#')
                    Add(values, text, own, $"{file}:{number}");
            }
        }

        foreach (var flag in flags)
            Add(values, flag, own, "--env");
        return values;
    }

    private static void Add(Dictionary<string, string> values, string text, IReadOnlyDictionary<string, string> own, string place)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = (equals < 0 ? text : text[..equals]).TrimEnd();
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new SlipwayException("input.env", $"{place}: '{Short(name)}' is not the name of a variable. Write NAME=value, or NAME alone to pass on your own.");

        if (equals >= 0)
            values[name] = text[(equals + 1)..];
        else if (own.TryGetValue(name, out var value))
            values[name] = value;
        else
            throw new SlipwayException("input.env", $"{place}: {name} has no value, and is not set here either. Write {name}=value.");
    }

    // A name that is none may be a secret in the wrong place: enough of it to find the line, no more.
    private static string Short(string name) => name.Length <= 12 ? name : name[..12] + "…";
}

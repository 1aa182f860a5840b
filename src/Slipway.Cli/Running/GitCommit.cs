namespace Slipway.Cli.Running;

/// <summary>Finds the git commit that a folder is at, for the audit trail. Reads git's files; runs nothing.</summary>
internal static class GitCommit
{
    private const string RefPrefix = "ref: ";
    private const int Sha1Length = 40;
    private const int Sha256Length = 64;

    /// <summary>The commit; null when the folder is in no repository, or has none yet.</summary>
    public static string? Of(string folder)
    {
        try
        {
            for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            {
                var git = Path.Combine(at.FullName, ".git");
                if (Directory.Exists(git))
                    return Head(git, git);
                if (File.Exists(git) && File.ReadAllText(git).Trim() is var link && link.StartsWith("gitdir: ", StringComparison.Ordinal))
                    return Worktree(Path.GetFullPath(link["gitdir: ".Length..], at.FullName));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever may not read it goes without.
        }

        return null;
    }

    private static string? Worktree(string own)
    {
        var common = Path.Combine(own, "commondir");
        return Head(own, File.Exists(common) ? Path.GetFullPath(File.ReadAllText(common).Trim(), own) : own);
    }

    private static string? Head(string own, string common)
    {
        var head = File.ReadAllText(Path.Combine(own, "HEAD")).Trim();
        if (!head.StartsWith(RefPrefix, StringComparison.Ordinal))
            return Commit(head);

        var name = head[RefPrefix.Length..];
        var loose = Path.Combine(common, name);
        if (File.Exists(loose))
            return Commit(File.ReadAllText(loose).Trim());

        var packed = Path.Combine(common, "packed-refs");
        var line = File.Exists(packed) ? File.ReadLines(packed).FirstOrDefault(line => line.EndsWith(" " + name, StringComparison.Ordinal)) : null;
        return line is null ? null : Commit(line.Split(' ')[0]);
    }

    private static string? Commit(string text) => text.Length is Sha1Length or Sha256Length && text.All(char.IsAsciiHexDigitLower) ? text : null;
}

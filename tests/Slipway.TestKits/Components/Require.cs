using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Sdk;

namespace Slipway.TestKits.Components;

/// <summary>
/// States what a test needs from the machine. What is missing fails the test with the command that installs it: a test that
/// quietly skips itself proves nothing.
/// </summary>
public static class Require
{
    private static readonly ConcurrentDictionary<string, string?> PythonModules = new(StringComparer.Ordinal);

    /// <summary>Python 3 with these modules, as they are called in <c>import</c>.</summary>
    /// <returns>The path of the interpreter.</returns>
    public static string Python(params string[] modules)
    {
        var python = Command("python3", "apt-get install python3 python3-pip");
        foreach (var module in modules)
        {
            if (PythonModules.GetOrAdd(module, name => ImportFailure(python, name)) is { } failure)
                throw Missing($"the Python module {module} ({failure})", $"pip install {PackageOf(module)}");
        }

        return python;
    }

    /// <summary>Python 3 with croniter, whose cron times nobody here wrote: the first one that has it, Debian's own included.</summary>
    /// <returns>The path of the interpreter.</returns>
    public static string Croniter()
    {
        const string Module = "croniter";
        string[] candidates = [Python(), "/usr/bin/python3"];
        return Array.Find(candidates, python => File.Exists(python) && ImportFailure(python, Module) is null)
            ?? throw Missing($"the Python module {Module}", "apt-get install python3-croniter");
    }

    /// <summary>The independent AWS stand-in, moto's server.</summary>
    /// <returns>The path of <c>moto_server</c>.</returns>
    public static string MotoServer()
    {
        Python("moto", "flask");
        return Command("moto_server", $"pip install {PackageOf("moto")}");
    }

    /// <summary>The AWS CLI.</summary>
    /// <returns>The path of <c>aws</c>.</returns>
    public static string AwsCli() => Command("aws", "pip install awscli");

    /// <summary>podman.</summary>
    /// <returns>The path of <c>podman</c>.</returns>
    public static string Podman() => Command("podman", "apt-get install podman runc");

    /// <summary>PostgreSQL's server programs, of the newest version that is installed.</summary>
    /// <returns>The folder with <c>postgres</c> and <c>initdb</c>.</returns>
    public static string Postgres()
    {
        const string Debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return folders.Select(folder => Path.Combine(folder, "bin")).Where(folder => File.Exists(Path.Combine(folder, "postgres"))).OrderByDescending(Version).FirstOrDefault()
            ?? Path.GetDirectoryName(Find("postgres"))
            ?? throw Missing("PostgreSQL", "apt-get install postgresql");

        static int Version(string folder) => int.TryParse(folder.Split('/')[^2], out var version) ? version : 0;
    }

    /// <summary>A program on PATH.</summary>
    /// <param name="name">Its file name.</param>
    /// <param name="install">The command that installs it, for the message.</param>
    /// <returns>Its full path.</returns>
    public static string Command(string name, string install) => Find(name) ?? throw Missing($"{name} on PATH", install);

    private static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static string? ImportFailure(string python, string module)
    {
        var start = new ProcessStartInfo(python, ["-c", $"import {module}"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw Missing(python, "apt-get install python3");
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : errors.Trim().Split('\n')[^1];
    }

    private static string PackageOf(string module) => module switch
    {
        "moto" or "flask" => "'moto[server]'",
        _ => module,
    };

    private static XunitException Missing(string what, string install) => new($"This test needs {what}. Install it with: {install}");
}

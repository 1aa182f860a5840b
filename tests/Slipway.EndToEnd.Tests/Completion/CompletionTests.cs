using System.Diagnostics;
using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits.Components;

namespace Slipway.EndToEnd.Tests.Completion;

/// <summary>Each script in its real shell.</summary>
public sealed class CompletionTests : IAsyncDisposable
{
    private readonly Workplace _place = new();

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    [Covers("completion")]
    public async Task Bash_completes_commands_options_and_environments()
    {
        var words = await BashAsync("slipway con");
        Assert.Equal(["config"], words);
        Assert.Contains("--cluster", await BashAsync("slipway config show --cl"));
        Assert.Equal(["dev", "local", "prod"], await BashAsync("slipway config show -e "));
        Assert.Empty(await BashAsync("slipway config show -- con"));
    }

    [Fact]
    [Trait("needs", "shells")]
    public async Task Zsh_completes_commands_and_environments()
    {
        var zsh = Require.Command("zsh", "apt-get install zsh");
        await ScriptAsync("zsh");
        Assert.Equal(["config"], await ZshAsync(zsh, "slipway con"));
        Assert.Equal(["dev", "local", "prod"], await ZshAsync(zsh, "slipway config show -e "));
    }

    [Fact]
    [Trait("needs", "shells")]
    public async Task Fish_completes_commands_and_environments()
    {
        var fish = Require.Command("fish", "apt-get install fish");
        await ScriptAsync("fish");
        Assert.Equal(["config"], await FishAsync(fish, "slipway con"));
        Assert.Equal(["dev", "local", "prod"], await FishAsync(fish, "slipway config show -e "));
    }

    /// <summary>
    /// PowerShell is not in the distributions that these tests run on, so its script is not run here: what it hands to slipway is, and that it is what
    /// Register-ArgumentCompleter takes.
    /// </summary>
    [Fact]
    public async Task PowerShells_script_registers_a_completer_that_asks_as_the_other_shells_do()
    {
        await ScriptAsync("powershell");
        var script = await File.ReadAllTextAsync(Path.Combine(_place.Folder, "completion.powershell"), TestContext.Current.CancellationToken);
        Assert.Matches(@"(?m)^Register-ArgumentCompleter -Native -CommandName slipway -ScriptBlock \{$", script);
        Assert.Contains("param($wordToComplete, $commandAst, $cursorPosition)", script, StringComparison.Ordinal);
        Assert.Contains("\"[suggest:$length]\" $before", script, StringComparison.Ordinal);
        foreach (var (open, close) in new[] { ('{', '}'), ('(', ')'), ('[', ']') })
            Assert.Equal(script.Count(c => c == open), script.Count(c => c == close));

        const string Line = "slipway config show -e ";
        Assert.Equal("dev\nlocal\nprod\n", (await _place.RunAsync($"[suggest:{Line.Length}]", Line)).Exited(0).Output);
    }

    [Fact]
    public async Task A_shell_without_completion_is_refused()
    {
        var refused = (await _place.RunAsync("completion", "tcsh")).Exited(123);
        Assert.Contains("There is no completion for 'tcsh'. There is for bash, zsh, fish, powershell.", refused.Error, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> BashAsync(string line)
    {
        await ScriptAsync("bash");
        var script = _place.Write("complete.sh", """
            source ./completion.bash
            COMP_LINE=$1; COMP_POINT=${#1}; read -ra COMP_WORDS <<<"$1"
            [[ $1 == *' ' ]] && COMP_WORDS+=("")
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _slipway_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        return await ShellAsync("bash", "--norc", script, line);
    }

    // The widget needs a terminal; what it adds is seen by replacing what it adds with.
    private Task<IReadOnlyList<string>> ZshAsync(string zsh, string line)
    {
        var script = _place.Write("complete.zsh", """
            compdef() { : }
            _files() { : }
            compadd() { shift; print -l -- "${(@P)1}" }
            source ./completion.zsh
            words=("${(@s: :)1}"); CURRENT=$#words
            _slipway
            """);
        return ShellAsync(zsh, "-f", script, line);
    }

    private Task<IReadOnlyList<string>> FishAsync(string fish, string line)
    {
        var script = _place.Write("complete.fish", """
            source ./completion.fish
            complete --do-complete $argv[1]
            """);
        return ShellAsync(fish, "--no-config", script, line);
    }

    private async Task ScriptAsync(string shell)
    {
        _place.Write("slipway.yaml", "environments: {dev: {}, prod: {}}\n");
        _place.Write($"completion.{shell}", (await _place.RunAsync("completion", shell)).Exited(0).Output);
    }

    private async Task<IReadOnlyList<string>> ShellAsync(string shell, params string[] arguments)
    {
        var start = new ProcessStartInfo(shell, arguments) { UseShellExecute = false, WorkingDirectory = _place.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _place.Variables)
            start.Environment[name] = value;
        start.Environment["PATH"] = Path.GetDirectoryName(SlipwayCommand.ProgramPath) + ":" + Environment.GetEnvironmentVariable("PATH");
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0 || (await error).Length == 0, $"{shell}: {await error}");
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}

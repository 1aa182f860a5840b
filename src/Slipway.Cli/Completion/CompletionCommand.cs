using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Core.Errors;

namespace Slipway.Cli.Completion;

/// <summary><c>slipway completion</c>: prints the script that a shell needs to complete slipway's words.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "powershell"];

    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = $"The shell: {string.Join(", ", Shells)}." };
        shell.CompletionSources.Add(Shells);
        var command = new CliCommand("completion", "Prints the script by which a shell completes slipway's commands, options and environments.")
        {
            Examples =
            [
                new("source <(slipway completion bash)", "In ~/.bashrc."),
                new("source <(slipway completion zsh)", "In ~/.zshrc, after compinit."),
                new("slipway completion fish | source", "In ~/.config/fish/config.fish."),
                new("slipway completion powershell | Out-String | Invoke-Expression", "In $PROFILE of PowerShell 7."),
            ],
        };
        command.Add(shell);
        command.SetAction(parse =>
        {
            context.Terminal.Out.Write(Script(parse.GetRequiredValue(shell)));
            return ExitCodes.Success;
        });
        return command;
    }

    private static string Script(string shell)
    {
        if (!Shells.Contains(shell, StringComparer.Ordinal))
            throw new SlipwayException("input.shell", $"There is no completion for '{shell}'. There is for {string.Join(", ", Shells)}.");
        using var stream = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"Slipway.Cli.Completion.completion.{shell}")
            ?? throw new InvalidOperationException($"The script for {shell} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

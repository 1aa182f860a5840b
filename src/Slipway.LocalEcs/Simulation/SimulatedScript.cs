using System.Globalization;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Simulation;

/// <summary>What a simulated container does.</summary>
/// <param name="Seconds">How long it runs.</param>
/// <param name="ExitCode">How it ends.</param>
/// <param name="Lines">How many lines it logs, spread over its time.</param>
/// <param name="IgnoresTerm">Whether it goes on after SIGTERM until it is killed.</param>
internal sealed record SimulatedScript(double Seconds, int ExitCode, int Lines, bool IgnoresTerm)
{
    private const string Variable = "SLIPWAY_SIMULATE";

    /// <summary>
    /// Reads the script from the command, <c>simulate --seconds 2 --exit 0 --lines 10 --ignore-term</c>, or the same text in the environment variable
    /// <c>SLIPWAY_SIMULATE</c>. Any other command ends at once with 0.
    /// </summary>
    /// <exception cref="FormatException">An option that is not known, or no number where one belongs.</exception>
    public static SimulatedScript Read(ContainerPlan plan)
    {
        string[] words = [.. plan.EntryPoint ?? [], .. plan.Command ?? []];
        if (words is not ["simulate", ..])
        {
            words = plan.Environment.TryGetValue(Variable, out var text) ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        }

        var script = new SimulatedScript(0, 0, 0, IgnoresTerm: false);
        for (var i = words is ["simulate", ..] ? 1 : 0; i < words.Length; i++)
        {
            script = words[i] switch
            {
                "--seconds" => script with { Seconds = Number(words, ++i) },
                "--exit" => script with { ExitCode = (int)Number(words, ++i) },
                "--lines" => script with { Lines = (int)Number(words, ++i) },
                "--ignore-term" => script with { IgnoresTerm = true },
                var unknown => throw new FormatException(
                    $"simulate: unknown option '{unknown}'. Known are --seconds N, --exit N, --lines N and --ignore-term."),
            };
        }

        return script;
    }

    private static double Number(string[] words, int index) =>
        index < words.Length && double.TryParse(words[index], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"simulate: {words[index - 1]} needs a number.");
}

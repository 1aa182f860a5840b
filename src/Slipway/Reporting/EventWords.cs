using System.Text;
using System.Text.Json;
using Slipway.Core.Runs;

namespace Slipway.Reporting;

/// <summary>What stands between a change's task run and the number of its attempt, for each state and variant.</summary>
internal static class EventWords
{
    private static readonly int Variants = Enum.GetValues<StateVariant>().Length;
    private static readonly byte[][] Words =
    [
        .. from state in Enum.GetValues<RunState>()
           from variant in Enum.GetValues<StateVariant>()
           select Encoding.ASCII.GetBytes($",\"state\":\"{Kebab(state.ToString())}\",\"variant\":\"{Kebab(variant.ToString())}\",\"attempt\":"),
    ];

    public static ReadOnlySpan<byte> Of(RunState state, StateVariant variant) => Words[((int)state * Variants) + (int)variant];

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}

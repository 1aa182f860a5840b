using System.Globalization;
using Slipway.Benchmarks.Hosting;
using Slipway.Ecs;
using Slipway.Ecs.Launching;

namespace Slipway.Benchmarks.Children;

/// <summary>A launcher process that is made to be killed.</summary>
internal static class LaunchChild
{
    public const string Mode = "child-launch";

    private const int Families = 4;

    /// <summary>The order of a launch: the same in every process that is asked for it.</summary>
    public static LaunchOrder OrderOf(int launch) =>
        BenchOrders.Order($"chaos-{launch}", BenchOrders.Definition($"chaos-{launch % Families}", launch % 8 / Families), SecondsOf(launch), ExitCodeOf(launch)) with
        {
            Policy = launch % 25 == 0 ? RevisionPolicy.PerRun : RevisionPolicy.Reuse,
        };

    public static int ExitCodeOf(int launch) => launch % 7 == 0 ? 3 : 0;

    private static double SecondsOf(int launch) => 0.3 + (launch % 11 * 0.2);

    /// <summary>Arguments: endpoint, key, secret, state file, then the launches.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var aws = BenchServer.AwsFor(new Uri(arguments[0]), arguments[1], arguments[2]);
        await using var runtime = await EcsRuntime.CreateAsync(BenchServer.RuntimeOptions(aws, arguments[3]), cancellationToken);
        Console.WriteLine("ready");
        await Task.WhenAll(arguments[4..].Select(async text =>
        {
            var launch = int.Parse(text, CultureInfo.InvariantCulture);
            var result = await runtime.Launcher.RunAsync(OrderOf(launch), SilentListener.Instance, cancellationToken);
            Console.WriteLine($"ended {launch} {result.Outcome} {result.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "-"}");
        }));
        return 0;
    }
}

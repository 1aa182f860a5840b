using Slipway;
using Slipway.Benchmarks.Flows;

// The floor of a start: the same program, when it asks nothing of Slipway.
if (args is ["empty"])
{
    Console.WriteLine(SmallFlow.FirstTask);
    return 0;
}

return args is [Measurements.Mode, .. var rest] ? await Measurements.RunAsync(rest) : await FlowApp.RunAsync(args);

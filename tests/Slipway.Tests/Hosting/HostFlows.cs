using System.Text;
using Slipway.Runtime;

namespace Slipway.Tests.Hosting;

/// <summary>Flows as generated code defines them.</summary>
internal static class HostFlows
{
    public static FlowDefinition DailyOrders(Func<FlowCall, Task<object?>>? body = null) => new()
    {
        Id = "Shop.DailyOrders.RunAsync(System.DateOnly,System.Int32)",
        Name = "daily-orders",
        Description = "Loads a day's orders. Runs after midnight.",
        Settings = new FlowAttribute("daily-orders") { Tags = ["orders"], TimeoutSeconds = 60, Retries = 0, RunName = "orders of {day}" },
        Schedules = [new ScheduleAttribute("0 3 * * *") { TimeZone = "Europe/Warsaw" }, new ScheduleAttribute("0 12 * * MON-FRI") { Parameters = """{"chunks": 2}""" }],
        Parameters =
        [
            new FlowParameter("day", typeof(DateOnly), IsRequired: true, Default: null, "The day to load."),
            new FlowParameter("chunkCount", typeof(int), IsRequired: false, Default: 8, "How many chunks."),
            new FlowParameter("colour", typeof(Colour), IsRequired: false, Default: Colour.Red, Description: null),
            new FlowParameter("dryRun", typeof(bool), IsRequired: false, Default: false, "Writes nothing."),
            new FlowParameter("shops", typeof(string[]), IsRequired: false, Default: null, "Only these shops") { IsNullable = true },
            new FlowParameter("slots", typeof(string), IsRequired: false, Default: "s3", "Where to."),
            new FlowParameter("root", typeof(Folder), IsRequired: false, Default: null, Description: null) { IsNullable = true },
        ],
        StaticGraph = () => Encoding.UTF8.GetBytes("""{"tasks":[{"id":"DailyOrders.RunAsync/ExtractAsync#0","task":"extract"}],"partial":true,"gaps":["A delegate."]}"""),
        Documentation = "# Daily orders\n",
        Invoke = body ?? (_ => Task.FromResult<object?>(null)),
    };

    public static FlowDefinition Simple(string name, Func<FlowCall, Task<object?>> body, FlowAttribute? settings = null) => new()
    {
        Id = $"Shop.{name}",
        Name = name,
        Description = $"Does {name}.",
        Settings = settings ?? new FlowAttribute(name),
        Invoke = body,
    };

    public static FlowModule Module(params FlowDefinition[] flows) => new TestModule(flows);

    public static FlowModule ModuleOfContract(int contract) => new TestModule([], contract);

    private sealed class TestModule(IReadOnlyList<FlowDefinition> flows, int contract = 1) : FlowModule
    {
        public override int Contract => contract;

        public override IReadOnlyList<FlowDefinition> Flows => flows;

        public override IReadOnlyList<FlowModule> References => [];

        public override string? TaskVersion(string id) => null;
    }
}

using System.Text;
using Slipway.Core.Errors;
using Slipway.Generators.Tests.Compiling;
using Slipway.Running;
using Slipway.Runtime;

namespace Slipway.Generators.Tests.Modules;

/// <summary>What the module says of an assembly's flows.</summary>
public sealed class ModuleTests
{
    private const string Orders = """
        namespace Shop;

        public enum Size { Small, Large }

        public interface IClock { DateOnly Today { get; } }

        public static class DailyOrders
        {
            /// <summary>Loads a day's orders into
            /// <see cref="Shop"/>, <c>twice</c>.</summary>
            /// <param name="day">The day to load.</param>
            /// <param name="chunks">How many, see <paramref name="day"/>.</param>
            [Flow("daily-orders", Cron = "0 3 * * *", TimeZone = "Europe/Warsaw", Retries = 2, RunName = "orders of {day}", Tags = ["orders"])]
            [Schedule("0 12 * * MON-FRI", Parameters = "{\"chunks\":2}")]
            public static async Task<string> RunAsync(DateOnly day, int? chunks = 8, Size size = Size.Large, string? note = null, long big = 5, decimal price = 1.5m, params string[] tags)
            {
                await Task.Yield();
                return $"{day:yyyy-MM-dd} {chunks} {size} {note ?? "-"} {big} {price} {tags.Length}";
            }
        }
        """;

    [Fact]
    public void A_flow_is_described_from_its_signature_attribute_and_comment()
    {
        var flow = Assert.Single(FlowCompilation.Of(Orders).Module().Flows);
        Assert.Equal("Shop.DailyOrders.RunAsync(System.DateOnly,System.Nullable{System.Int32},Shop.Size,System.String,System.Int64,System.Decimal,System.String[])", flow.Id);
        Assert.Equal("daily-orders", flow.Name);
        Assert.Equal("Loads a day's orders into Shop, twice.", flow.Description);
        Assert.Equal(("orders of {day}", 2), (flow.Settings.RunName, flow.Settings.Retries));
        Assert.Equal(["0 3 * * * Europe/Warsaw ", "0 12 * * MON-FRI  {\"chunks\":2}"], flow.Schedules.Select(schedule => $"{schedule.Cron} {schedule.TimeZone} {schedule.Parameters}"));
        Assert.Equal(
            [
                "day DateOnly required default= nullable=False: The day to load.",
                "chunks Nullable`1 default=8 nullable=True: How many, see day.",
                "size Size default=Large nullable=False: ",
                "note String default= nullable=True: ",
                "big Int64 default=5 nullable=False: ",
                "price Decimal default=1.5 nullable=False: ",
                "tags String[] default=System.String[] nullable=False: ",
            ],
            flow.Parameters.Select(parameter =>
                $"{parameter.Name} {parameter.Type.Name}{(parameter.IsRequired ? " required" : "")} default={parameter.Default} nullable={parameter.IsNullable}: {parameter.Description}"));
    }

    [Fact]
    public async Task A_flow_is_called_with_its_arguments_and_defaults()
    {
        var flow = Assert.Single(FlowCompilation.Of(Orders).Module().Flows);
        Assert.Equal("2026-01-31 8 Large - 5 1.5 0", await RunAsync(flow, new() { ["day"] = new DateOnly(2026, 1, 31) }));
        Assert.Equal("2026-01-31 3 Large x 5 1.5 2", await RunAsync(flow, new() { ["day"] = new DateOnly(2026, 1, 31), ["chunks"] = 3, ["note"] = "x", ["tags"] = new[] { "a", "b" } }));
    }

    [Fact]
    public async Task A_private_flow_with_services_is_made_and_disposed_of()
    {
        const string source = """
            using Microsoft.Extensions.Logging;
            namespace Shop;

            public interface IClock { string Now { get; } }

            internal sealed class Report(IClock clock, ILogger<Report> logger, IServiceProvider? missing = null) : IAsyncDisposable
            {
                public static int Disposed;

                [Flow]
                private ValueTask<string> RunAsync(ILogger log, IClock other, HttpMessageHandlerLike? none = null, CancellationToken ct = default) =>
                    new(clock.Now + other.Now + (logger is null || log is null ? "no logger" : "") + (missing is null) + ct.CanBeCanceled);

                public ValueTask DisposeAsync() { Disposed++; return default; }
            }

            public abstract class HttpMessageHandlerLike;

            public sealed class Clock : IClock { public string Now => "now "; }
            """;
        var module = FlowCompilation.Of(source).Module();
        var flow = Assert.Single(module.Flows);
        Assert.Equal("report", flow.Name);
        Assert.Empty(flow.Parameters);
        var clock = Activator.CreateInstance(module.GetType().Assembly.GetType("Shop.Clock")!)!;
        var services = new OneService(clock);
        using var cancellation = new CancellationTokenSource();
        var result = await FlowRunner.RunAsync(flow, options: new() { Services = services }, cancellationToken: cancellation.Token);
        Assert.Equal("now now TrueTrue", result.ThrowIfNotCompleted().Value);
        Assert.Equal(1, module.GetType().Assembly.GetType("Shop.Report")!.GetField("Disposed")!.GetValue(null));
    }

    [Fact]
    public async Task A_missing_service_is_named()
    {
        const string source = "public interface IClock; public static class F { [Flow(\"f\")] public static void Run(IClock clock) { } }";
        var result = await FlowRunner.RunAsync(Assert.Single(FlowCompilation.Of(source).Module().Flows), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("clock of the flow f asks for IClock", Assert.IsType<SlipwayException>(result.Exception).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_beside_the_source_is_its_documentation()
    {
        var compilation = FlowCompilation.Of("Flows", [("/src/DailyOrders.cs", Orders)], [("/src/DailyOrders.md", "# Daily\r\n\"orders\"\r\n"), ("/src/Other.md", "no")]);
        Assert.Equal("# Daily\n\"orders\"\n", Assert.Single(compilation.Module().Flows).Documentation);
        Assert.DoesNotContain("\"no\"", compilation.File("FlowModule"), StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_of_other_assemblies_are_referenced()
    {
        var library = FlowCompilation.Of("My.Library", [("/src/Library.cs", "public static class L { [Flow(\"inner\")] public static void Run() { } }")], []);
        var module = FlowCompilation.Of("public static class F { [Flow(\"outer\")] public static void Run() => L.Run(); }", library).Module();
        Assert.Equal(["outer"], module.Flows.Select(flow => flow.Name));
        Assert.Equal(["inner"], Assert.Single(module.References).Flows.Select(flow => flow.Name));
        Assert.Equal(1, module.Contract);
        Assert.NotNull(module.Flow("F.Run"));
    }

    [Fact]
    public void The_version_of_a_task_is_that_of_its_tokens()
    {
        var versions = new[]
        {
            "[Task] static int Step(int n) { return n + 1; }",
            "[Task(Retries = 3)]\n  static int Step(int n)\n{ // adds\n return n+1; }",
            "[Task] static int Step(int n) { return n + 2; }",
            "[Task] static int Step(int m) { return m + 1; }",
        }.Select(method => FlowCompilation.Of($"static class F {{ {method} }}").Module().TaskVersion("F.Step(System.Int32)")).ToList();
        Assert.Equal(16, versions[0]!.Length);
        Assert.Equal(versions[0], versions[1]);
        Assert.Equal(3, versions.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_definition_carries_the_attribute_as_written()
    {
        const string source = """
            public static class F
            {
                [Flow("f")] public static void Run() => Step();
                [Task(Version = "7", Retries = 2, RetryDelays = [0.5, 1], RetryOn = [typeof(IOException), typeof(Mine)], RetryWhen = nameof(Again), Cache = CachePolicy.Inputs, Slots = ["db"])]
                static void Step() { }
                static bool Again(Exception exception) => exception is IOException;
                sealed class Mine : Exception;
            }
            """;
        var file = FlowCompilation.Of(source).File("F.Step");
        Assert.Contains("Version = \"7\",", file, StringComparison.Ordinal);
        Assert.Contains(
            "Settings = new global::Slipway.TaskAttribute(null) { Version = \"7\", Retries = 2, RetryDelays = new double[] { 0.5D, 1D }, RetryOn = new global::System.Type[] { typeof(global::System.IO.IOException), global::System.Type.GetType(\"F+Mine, Flows\", true)! }, RetryWhen = \"Again\", Cache = (global::Slipway.CachePolicy)(1), Slots = new string[] { \"db\" } },",
            file,
            StringComparison.Ordinal);
        Assert.Contains("RetryWhen = static exception => RetryAccess.Again(null, exception),", file, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_without_flows_has_a_module_too() => Assert.Empty(FlowCompilation.Of("static class Nothing;").Module().Flows);

    [Fact]
    public void The_static_graph_is_UTF8_JSON()
    {
        var graph = FlowCompilation.Of("public static class F { [Flow(\"f\")] public static void Run() => Schäden(); [Task] static void Schäden() { } }").Module().Flows[0].StaticGraph!();
        Assert.Contains("F.Run/Schäden#0", Encoding.UTF8.GetString(graph.Span), StringComparison.Ordinal);
    }

    private static async Task<object?> RunAsync(FlowDefinition flow, Dictionary<string, object?> arguments) =>
        (await FlowRunner.RunAsync(flow, arguments, cancellationToken: TestContext.Current.CancellationToken)).ThrowIfNotCompleted().Value;

    private sealed class OneService(object service) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType.IsInstanceOfType(service) && serviceType != typeof(object) ? service : null;
    }
}

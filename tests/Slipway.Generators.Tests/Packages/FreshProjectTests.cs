using System.IO.Compression;

namespace Slipway.Generators.Tests.Packages;

/// <summary>The package as a user meets it: from a feed, in a project that sets nothing.</summary>
[Trait("needs", "packaging")]
public sealed class FreshProjectTests(PackedSlipway package) : IClassFixture<PackedSlipway>
{
    private const string Program = """
        using System.Reflection;
        using Slipway.Reporting;
        using Slipway.Running;
        using Slipway.Runtime;

        var module = (FlowModule)Activator.CreateInstance(Assembly.GetEntryAssembly()!.GetCustomAttribute<FlowModuleAttribute>()!.Module)!;
        var flow = module.Flows.Concat(module.References.SelectMany(each => each.Flows)).Single();
        var sink = new MemorySink();
        var result = await FlowRunner.RunAsync(flow, new Dictionary<string, object?> { ["day"] = new DateOnly(2026, 1, 2) }, new() { Sinks = [sink] });
        Console.WriteLine($"{flow.Name}: {flow.Description} {result.ThrowIfNotCompleted().Value}. {flow.Documentation}");
        foreach (var created in sink.Events.OfType<TaskRunCreated>())
            Console.WriteLine(created.Site);
        """;

    private const string Flow = """
        using Slipway;

        public static class DailyOrders
        {
            /// <summary>Counts.</summary>
            [Flow]
            public static async Task<int> RunAsync(DateOnly day, CancellationToken ct) => await CountAsync(day, ct);

            [Task(Retries = 1)]
            private static async Task<int> CountAsync(DateOnly day, CancellationToken ct)
            {
                await Task.Yield();
                return day.Day;
            }
        }
        """;

    private static readonly string[] Expected = ["daily-orders: Counts. 2. # Daily", "DailyOrders.RunAsync/CountAsync#0"];

    [Fact]
    public void The_package_holds_library_core_generator_and_build_files_and_depends_on_no_project_of_ours()
    {
        using var archive = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(package.Feed, "*.nupkg")));
        var files = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
        string[] expected =
        [
            "lib/net10.0/Slipway.dll", "lib/net10.0/Slipway.xml", "lib/net10.0/Slipway.Core.dll", "lib/net10.0/Slipway.Core.xml", "analyzers/dotnet/cs/Slipway.Generators.dll",
            "analyzers/dotnet/cs/Slipway.Generators.CodeFixes.dll",
            "build/Slipway.targets", "buildTransitive/Slipway.targets",
        ];
        Assert.Empty(expected.Except(files, StringComparer.Ordinal));
        using var reader = new StreamReader(archive.GetEntry("Slipway.nuspec")!.Open());
        Assert.DoesNotContain("id=\"Slipway", reader.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_console_project_that_adds_the_package_has_tracked_tasks()
    {
        var folder = await NewProjectAsync("Console");
        await PackedSlipway.DotnetAsync(folder, "add", "package", "Slipway", "--version", package.Version);
        await WriteAsync(folder, ("Program.cs", Program), ("DailyOrders.cs", Flow), ("DailyOrders.md", "# Daily"));
        Assert.Equal(Expected, Lines(await PackedSlipway.DotnetAsync(folder, "run")));
    }

    [Fact]
    public async Task A_project_behind_a_project_reference_has_them_too()
    {
        var library = await NewProjectAsync("Flows", "classlib");
        await PackedSlipway.DotnetAsync(library, "add", "package", "Slipway", "--version", package.Version);
        await WriteAsync(library, ("DailyOrders.cs", Flow), ("DailyOrders.md", "# Daily"));
        var program = await NewProjectAsync("App");
        await PackedSlipway.DotnetAsync(program, "add", "reference", library);
        await WriteAsync(program, ("Program.cs", Program));
        Assert.Equal(Expected, Lines(await PackedSlipway.DotnetAsync(program, "run")));
    }

    [Fact]
    public async Task A_program_of_one_file_has_them_too()
    {
        var folder = Path.Combine(package.Folder, "single");
        Directory.CreateDirectory(folder);
        await WriteAsync(folder, ("orders.cs", $"""
            #:package Slipway@{package.Version}
            #:property PublishAot=false
            using Slipway;

            return await FlowApp.RunAsync(args);

            {Flow.Replace("using Slipway;", "", StringComparison.Ordinal)}
            """));
        var output = await PackedSlipway.DotnetAsync(folder, "run", "orders.cs", "--", "run", "daily-orders", "--day", "2026-01-02");
        // One of the flow, one of its task: that task is tracked.
        Assert.Contains("count", output, StringComparison.Ordinal);
        Assert.Contains("Completed", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_compiler_loads_the_generator_and_editors_the_code_fixes()
    {
        var folder = await NewProjectAsync("Fixed");
        await PackedSlipway.DotnetAsync(folder, "add", "package", "Slipway", "--version", package.Version);
        await WriteAsync(folder, ("Program.cs", Program), ("DailyOrders.cs", Flow));
        // CS8032: an analyzer that cannot be loaded; CS8033: one in which there is nothing to load; CS9057: one for a newer compiler.
        await PackedSlipway.DotnetAsync(folder, "build", "-warnaserror", "-nologo");

        await WriteAsync(folder, ("DailyOrders.cs", Flow.Replace("await CountAsync(day, ct);", "CountAsync(day, ct).Result;", StringComparison.Ordinal)));
        await PackedSlipway.DotnetAsync(folder, "format", "analyzers", "--no-restore", "--severity", "warn", "--diagnostics", "SLIP008");
        Assert.Equal(Flow, await File.ReadAllTextAsync(Path.Combine(folder, "DailyOrders.cs"), TestContext.Current.CancellationToken));
    }

    private async Task<string> NewProjectAsync(string name, string template = "console")
    {
        await PackedSlipway.DotnetAsync(package.Folder, "new", template, "-n", name, "--no-restore");
        return Path.Combine(package.Folder, name);
    }

    private static async Task WriteAsync(string folder, params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

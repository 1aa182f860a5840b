using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Slipway.Benchmarks.Children;

/// <summary>A program of flows in a folder of its own, for the compiler: a hundred calls of ten tasks in each flow.</summary>
internal sealed class BuiltProgram : IDisposable
{
    private const int TasksInFlow = 10;
    private const int CallsInFlow = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;

    private BuiltProgram()
    {
    }

    public static async Task<BuiltProgram> WriteAsync(int calls, CancellationToken cancellationToken)
    {
        var program = new BuiltProgram();
        await program.WriteProjectAsync(cancellationToken);
        for (var flow = 0; flow < calls / CallsInFlow; flow++)
            await File.WriteAllTextAsync(Path.Combine(program._folder, $"Flow{flow}.cs"), Flow(flow), cancellationToken);
        return program;
    }

    public Task RestoreAsync(CancellationToken cancellationToken) => DotnetAsync(["restore"], cancellationToken);

    /// <summary>Builds all of it anew, by compilers that begin cold as those of a pipeline do, and says how many seconds that took.</summary>
    public async Task<double> BuildAsync(bool withSlipway, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        await DotnetAsync(["build", "--no-restore", "--no-incremental", "-p:UseSharedCompilation=false", $"-p:WithSlipway={withSlipway}"], cancellationToken);
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>How many calls a build redirects: one more, which keeps what was generated.</summary>
    public async Task<int> GeneratedCallsAsync(CancellationToken cancellationToken)
    {
        await DotnetAsync(["build", "--no-restore", "--no-incremental", "-p:WithSlipway=true", "-p:EmitCompilerGeneratedFiles=true", "-p:UseSharedCompilation=false"], cancellationToken);
        return Directory
            .EnumerateFiles(Path.Combine(_folder, "generated"), "*.g.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Count(line => line.Contains("InterceptsLocation(", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task WriteProjectAsync(CancellationToken cancellationToken)
    {
        var here = AppContext.BaseDirectory;
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "Program.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Library</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InterceptorsNamespaces>Slipway.Generated</InterceptorsNamespaces>
                <CompilerGeneratedFilesOutputPath>generated</CompilerGeneratedFilesOutputPath>
                <DefaultItemExcludes>$(DefaultItemExcludes);generated/**</DefaultItemExcludes>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{here}Slipway.dll" />
                <Reference Include="{here}Slipway.Core.dll" />
                <Analyzer Include="{here}Slipway.Generators.dll" Condition="'$(WithSlipway)' == 'true'" />
              </ItemGroup>
            </Project>
            """,
            cancellationToken);
    }

    private static string Flow(int flow)
    {
        var code = new StringBuilder().AppendLine("using Slipway;").AppendLine(CultureInfo.InvariantCulture, $"public static class Flow{flow}").AppendLine("{");
        for (var task = 0; task < TasksInFlow; task++)
        {
            code.AppendLine("    [Task(Retries = 2)]")
                .AppendLine(CultureInfo.InvariantCulture, $"    private static async Task<string> Step{task}(int number, string text, CancellationToken ct)")
                .AppendLine("    {")
                .AppendLine("        await Task.Yield();")
                .AppendLine("        return text + number;")
                .AppendLine("    }")
                .AppendLine();
        }

        code.AppendLine(CultureInfo.InvariantCulture, $"    [Flow(\"flow-{flow}\")]").AppendLine("    public static async Task<string> RunAsync(CancellationToken ct)").AppendLine("    {").AppendLine("        var text = \"\";");
        for (var call = 0; call < CallsInFlow; call++)
            code.AppendLine(CultureInfo.InvariantCulture, $"        text = await Step{call % TasksInFlow}({call}, text, ct);");
        return code.AppendLine("        return text;").AppendLine("    }").AppendLine("}").ToString();
    }

    private async Task DotnetAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-v", "quiet", "-nologo", "-nodeReuse:false"]) { WorkingDirectory = _folder, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

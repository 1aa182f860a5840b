using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Cli.Settings;
using Slipway.Core.Flows;
using Slipway.TestKits;
using Slipway.TestKits.Components;

namespace Slipway.Cli.Tests.Flows;

public sealed class FlowSchemaTests : IDisposable
{
    private const string Program = """
        import json, sys
        from jsonschema import Draft7Validator
        schema = json.load(open(sys.argv[1]))
        Draft7Validator.check_schema(schema)
        for path in sys.argv[2:]:
            errors = list(Draft7Validator(schema).iter_errors(json.load(open(path))))
            print("wrong" if errors else "right", "; ".join(e.message for e in errors)[:300])
        """;

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TestFolder _folder = new();

    private static string SchemaPath => Repository.Path("schemas", "flow.schema.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_published_schema_is_what_the_program_reads()
    {
        var schema = FlowSchema.CreateDocument().ToJsonString(Pretty) + "\n";
        if (Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(SchemaPath, schema);
        Assert.True(File.Exists(SchemaPath) && File.ReadAllText(SchemaPath) == schema, $"{SchemaPath} is not what the program reads; SLIPWAY_UPDATE_SNAPSHOTS=1 writes it.");
    }

    [Fact]
    [Trait("needs", "python")]
    public async Task An_independent_validator_agrees_with_the_reader()
    {
        string[] right = [.. Directory.EnumerateFiles(Repository.Path("examples"), "*.flow.yaml", SearchOption.AllDirectories), TestKits.Flows.GoldenTrace.PathOf("orders.yaml")];
        Assert.True(right.Length > 1, "There is no example.");
        string[] wrong =
        [
            "name: f\n",
            "name: f\ntasks: {}\n",
            "name: f\ntasks: {a: {image: i, comand: []}}\n",
            "name: f\ntasks: {a: {image: i, needs: {b: c}}}\n",
            "name: f\ntasks: {a: {image: i, retries: 101}}\n",
            "name: f\ntasks: {a: {image: i, retries: {on: [oom]}}}\n",
            "name: f\nparameters: {a: int}\ntasks: {a: {image: i}}\n",
            "name: f\nschedule: {timeZone: UTC}\ntasks: {a: {image: i}}\n",
            "name: f\ndefaults: {needs: a}\ntasks: {a: {image: i}}\n",
        ];
        var files = right.Select(path => Json(File.ReadAllText(path))).Concat(wrong.Select(Json)).ToList();
        for (var i = 0; i < wrong.Length; i++)
            Assert.NotEmpty(FlowReader.Read(YamlReader.Read("f", wrong[i]).ToJson()).Problems);

        var start = new ProcessStartInfo(Require.Python("jsonschema"), ["-c", Program.ReplaceLineEndings("\n"), SchemaPath, .. files]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        var verdicts = (await output).TrimEnd('\n').Split('\n');
        Assert.Equal(files.Count, verdicts.Length);
        for (var i = 0; i < files.Count; i++)
            Assert.True(verdicts[i].StartsWith(i < right.Length ? "right" : "wrong", StringComparison.Ordinal), $"{(i < right.Length ? right[i] : wrong[i - right.Length])}: {verdicts[i]}");
    }

    private string Json(string yaml) => _folder.Write($"{Guid.NewGuid():n}.json", YamlReader.Read("f", yaml).ToJson().ToJsonString());
}

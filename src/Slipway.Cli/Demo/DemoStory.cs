using System.Text.Json;

namespace Slipway.Cli.Demo;

/// <summary>What the demo does, in order. Each step checks what it shows; the first thing that does not hold ends the demo.</summary>
internal sealed class DemoStory(DemoFolder folder, ExampleFolder example, DemoShell shell, DemoOutput output, LocalEcsProbe probe, string engine, TimeProvider time)
{
    private const string First = "1.0.0";
    private const string Second = "1.0.1";
    private const string Register = "ecs:RegisterTaskDefinition";
    private const string Describe = "ecs:DescribeTaskDefinition";
    private const string RunTask = "ecs:RunTask";
    private const string PauseLine = "s, as told";

    private readonly List<DemoStep> _steps = [];
    private string _oldRevision = "";
    private string _newRevision = "";

    /// <summary>The steps done so far, for the table.</summary>
    public IReadOnlyList<DemoStep> Steps => _steps;

    /// <summary>Tells all of it.</summary>
    /// <exception cref="DemoException">Something that the demo shows does not hold.</exception>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        await StepAsync($"Run tz-report:{First}, by name and version", $"run {First}", RunFirstAsync, cancellationToken);
        await StepAsync("Run it again: nothing is registered", "run it again", RunAgainAsync, cancellationToken);
        await StepAsync($"Ship {Second}: change one line, and build", $"ship {Second}", ShipAsync, cancellationToken);
        await StepAsync($"Run tz-report:{Second}: one registration, and nobody edited a task definition", $"run {Second}", RunSecondAsync, cancellationToken);
        await StepAsync("Ask for ^1.0: the newest version that fits", "run ^1.0", RunRangeAsync, cancellationToken);
        await StepAsync("Kill slipway in the middle of a run, and start it again with the same launch id", "kill the launcher", KillAndAdoptAsync, cancellationToken);
        await StepAsync("Collect the revision that nothing needs any more", "collect", CollectAsync, cancellationToken);
    }

    private async Task<string> RunFirstAsync(AwsCalls before, CancellationToken cancellationToken)
    {
        var (run, calls) = await RunAsync(before, [$"tz-report:{First}"], ["--output", "/output"], cancellationToken);
        _oldRevision = Text(run, "revision");
        Claim(calls.Of(Register) == 1, $"one revision was registered: {_oldRevision}");
        Claim(calls.Of(RunTask) == 1, "one ECS task was started");
        Keep(First);
        return $"registered {_oldRevision}";
    }

    private async Task<string> RunAgainAsync(AwsCalls before, CancellationToken cancellationToken)
    {
        var (run, calls) = await RunAsync(before, [$"tz-report:{First}"], ["--output", "/output"], cancellationToken);
        Claim(string.Equals(Text(run, "revision"), _oldRevision, StringComparison.Ordinal), $"the same revision ran: {_oldRevision}");
        Claim(calls.Of(Register) == 0 && calls.Of(Describe) == 0, "no task definition was registered or looked up");
        Claim(string.Equals(calls.Changes, "1×RunTask", StringComparison.Ordinal), "the only call that changed anything on AWS was RunTask");
        return $"re-used {_oldRevision}";
    }

    private async Task<string> ShipAsync(AwsCalls before, CancellationToken cancellationToken)
    {
        var change = OneLineChange.Parse(await File.ReadAllTextAsync(example.Patch, cancellationToken));
        foreach (var line in change.Text.TrimEnd().Split('\n'))
            output.Diff(line);
        await File.WriteAllTextAsync(folder.Sql, change.Apply(await File.ReadAllTextAsync(folder.Sql, cancellationToken)), cancellationToken);
        await BuildAsync(Second, cancellationToken);
        return "built the image; nothing else to do";
    }

    private async Task<string> RunSecondAsync(AwsCalls before, CancellationToken cancellationToken)
    {
        var (run, calls) = await RunAsync(before, [$"tz-report:{Second}"], ["--output", "/output"], cancellationToken);
        _newRevision = Text(run, "revision");
        Claim(!string.Equals(_newRevision, _oldRevision, StringComparison.Ordinal), $"it ran on a revision of its own: {_newRevision}");
        Claim(calls.Of(Register) == 1, "one revision was registered");
        Keep(Second);
        Claim(await File.ReadAllTextAsync(folder.Kept(First), cancellationToken) != await File.ReadAllTextAsync(folder.Kept(Second), cancellationToken), "the report changed");
        return $"registered {_newRevision}";
    }

    private async Task<string> RunRangeAsync(AwsCalls before, CancellationToken cancellationToken)
    {
        var (run, calls) = await RunAsync(before, ["tz-report:^1.0"], ["--output", "/output"], cancellationToken);
        Claim(Text(run, "version").EndsWith($":{Second}", StringComparison.Ordinal), $"^1.0 was {Text(run, "version")}");
        Claim(string.Equals(Text(run, "revision"), _newRevision, StringComparison.Ordinal) && calls.Of(Register) == 0, $"{_newRevision} was re-used");
        return $"{Second}, re-used {_newRevision}";
    }

    private async Task<string> KillAndAdoptAsync(AwsCalls before, CancellationToken cancellationToken)
    {
        var launch = $"demo-{time.GetUtcNow().ToUnixTimeSeconds()}";
        string[] arguments = ["run", $"tz-report:{Second}", "--launch-id", launch, "--json", "--", "--output", "/output", "--pause", "5"];
        var killed = await shell.SlipwayKilledAtAsync(PauseLine, arguments, cancellationToken);
        Claim(killed.ExitCode == 137, "slipway was killed (SIGKILL) while the container ran");
        var started = await probe.EcsTasksOfAsync(launch, cancellationToken);
        Claim(started.Count == 1, "the ECS task runs on without it");

        var (run, calls) = await ResumeAsync(before, arguments, cancellationToken);
        Claim(run.GetProperty("adopted").GetBoolean(), "the second slipway took the ECS task over");
        var tasks = await probe.EcsTasksOfAsync(launch, cancellationToken);
        Claim(tasks.Count == 1 && string.Equals(tasks[0], Text(run, "ecsTaskArn"), StringComparison.Ordinal), "LocalEcs started one ECS task for this launch, not two");
        Claim(calls.Of(Register) == 0, "nothing was registered");
        return "adopted, started once";
    }

    private async Task<string> CollectAsync(AwsCalls before, CancellationToken cancellationToken)
    {
        string[] collect = ["revisions", "collect", "--keep", "1", "--unused-for", "0d"];
        await SucceedAsync(collect, whole: true, cancellationToken);
        Claim((await CallsAsync(before, cancellationToken)).Changes.Length == 0, "without --apply it only says what it would do");
        await SucceedAsync([.. collect, "--apply"], whole: true, cancellationToken);
        var (old, now) = (await probe.StatusOfAsync(_oldRevision, cancellationToken), await probe.StatusOfAsync(_newRevision, cancellationToken));
        Claim(old is not "ACTIVE", $"{_oldRevision} is {old}");
        Claim(now is "ACTIVE", $"{_newRevision} is {now}");
        return $"{_oldRevision} is {old}";
    }

    /// <summary>Builds a version of the image from the queries as they are now.</summary>
    public async Task BuildAsync(string version, CancellationToken cancellationToken)
    {
        var built = await shell.ProgramAsync(
            example.BuildScript, "build-image.sh", [version, "--sql", "report.sql", "--into", folder.Images, "--engine", engine], cancellationToken);
        if (built.ExitCode != 0)
            throw new DemoException("demo.build", "The example's image could not be built; the lines above say why.");
    }

    /// <summary>Takes the images away that the demo built.</summary>
    public Task<CommandResult> RemoveImagesAsync(CancellationToken cancellationToken) =>
        shell.QuietProgramAsync(engine, ["rmi", "--force", $"tz-report:{First}", $"tz-report:{Second}"], cancellationToken);

    private async Task<(JsonElement Run, AwsCalls Calls)> RunAsync(AwsCalls before, string[] image, string[] command, CancellationToken cancellationToken) =>
        await ResumeAsync(before, ["run", .. image, "--json", "--", .. command], cancellationToken);

    private async Task<(JsonElement Run, AwsCalls Calls)> ResumeAsync(AwsCalls before, string[] arguments, CancellationToken cancellationToken)
    {
        // The first run shows what the job says; after that it is known.
        var result = await SucceedAsync(arguments, whole: _steps.Count == 0, cancellationToken);
        return (result.Json(), await CallsAsync(before, cancellationToken));
    }

    private async Task<CommandResult> SucceedAsync(string[] arguments, bool whole, CancellationToken cancellationToken)
    {
        var result = await shell.SlipwayAsync(arguments, whole, cancellationToken);
        return result.ExitCode == 0
            ? result
            : throw new DemoException("demo.claim", $"'{result.CommandLine}' should have ended with 0, and ended with {result.ExitCode}; the lines above say why.");
    }

    private async Task StepAsync(string heading, string name, Func<AwsCalls, CancellationToken, Task<string>> step, CancellationToken cancellationToken)
    {
        output.Heading(heading);
        var before = await probe.CallsAsync(cancellationToken);
        var began = time.GetTimestamp();
        var result = await step(before, cancellationToken);
        _steps.Add(new DemoStep(name, result, await CallsAsync(before, cancellationToken), time.GetElapsedTime(began)));
    }

    private async Task<AwsCalls> CallsAsync(AwsCalls before, CancellationToken cancellationToken) => (await probe.CallsAsync(cancellationToken)).Since(before);

    private void Keep(string version)
    {
        Claim(File.Exists(folder.Report), "the report was written");
        File.Copy(folder.Report, folder.Kept(version), overwrite: true);
    }

    private void Claim(bool holds, string claim)
    {
        if (holds)
        {
            output.Checked(claim);
            return;
        }

        output.Broken(claim);
        throw new DemoException("demo.claim", $"The demo shows what it claims, and this does not hold: {claim}.");
    }

    private static string Text(JsonElement run, string member) => run.GetProperty(member).GetString() ?? "";
}

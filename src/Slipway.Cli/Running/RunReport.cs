using System.Text.Json;
using Slipway.Cli.Terminal;
using Slipway.Core.Launches;
using Slipway.Ecs.Launching;

namespace Slipway.Cli.Running;

/// <summary>The one JSON object of <c>--json</c>. Every member is always there; what is not known is null. Members are added, never renamed.</summary>
internal sealed record RunReport
{
    private const int Decimals = 3;

    /// <summary>The launch.</summary>
    public required LaunchId Launch { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>The image as it was asked for; null for <c>attach</c> and <c>stop</c>.</summary>
    public string? Image { get; init; }

    /// <summary>The version that the image's range or tag stood for.</summary>
    public string? Version { get; init; }

    /// <summary>The digest that was pinned.</summary>
    public string? Digest { get; init; }

    /// <summary>The revision, <c>family:n</c>; null when there never was one.</summary>
    public string? Revision { get; init; }

    /// <summary>The definition's hash.</summary>
    public string? Hash { get; init; }

    /// <summary>How the revision was come by.</summary>
    public string? RevisionOrigin { get; init; }

    /// <summary>The ECS task; null when none was started.</summary>
    public string? EcsTaskArn { get; init; }

    /// <summary>Whether the ECS task had been started before; null takes the result's word.</summary>
    public bool? Adopted { get; init; }

    /// <summary>The log group and stream; null when the container does not log to CloudWatch, or when that is not known.</summary>
    public (string Group, string? Stream)? Log { get; init; }

    /// <summary>How it ended; null while it goes on.</summary>
    public LaunchResult? Result { get; init; }

    /// <summary>How long the version took to resolve.</summary>
    public TimeSpan? Resolve { get; init; }

    /// <summary>The exit code of the slipway command.</summary>
    public required int CommandExitCode { get; init; }

    /// <summary>Writes the object.</summary>
    public void Write(TextWriter output) => JsonOutput.Write(output, WriteMembers);

    /// <summary>Writes the object into a file: all of it or nothing, so that a reader never sees half.</summary>
    public void Write(string file)
    {
        var part = file + ".part";
        using (var output = new StreamWriter(part))
            Write(output);
        File.Move(part, file, overwrite: true);
    }

    private void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("launch", Launch.Value);
        json.WriteString("environment", Environment);
        json.WriteString("cluster", Cluster);
        json.WriteString("image", Image);
        json.WriteString("version", Version);
        json.WriteString("digest", Digest ?? Result?.ImageDigest);
        json.WriteString("revision", Revision ?? Result?.Revision);
        json.WriteString("revisionOrigin", RevisionOrigin ?? (Result?.RevisionOrigin is { } origin ? Words.Of(origin) : null));
        json.WriteString("hash", Hash ?? Result?.DefinitionHash);
        json.WriteString("ecsTaskArn", EcsTaskArn ?? Result?.EcsTaskArn);
        Bool(json, "adopted", Adopted ?? Result?.Adopted);
        Bool(json, "endedBefore", Result?.EndedBefore);
        json.WriteString("logGroup", Log?.Group);
        json.WriteString("logStream", Log?.Stream);
        json.WriteString("outcome", Result is null ? "running" : Words.Of(Result.Outcome));
        json.WriteString("failureClass", Result?.Failure is { } failure ? Words.Of(failure) : null);
        json.WriteString("reason", Result?.Reason);
        json.WriteString("retry", Result?.Failure is null ? null : Words.Of(Result.Retry));
        Number(json, "exitCode", Result?.ExitCode);
        json.WriteNumber("commandExitCode", CommandExitCode);
        Number(json, "peakMemoryBytes", Result?.PeakMemoryBytes);
        Number(json, "peakCpuUnits", Result?.PeakCpuUnits);
        Number(json, "submissions", Result?.Submissions);
        json.WriteString("startedAt", Iso(Result?.Timings.StartedAt));
        json.WriteString("stoppedAt", Iso(Result?.Timings.StoppedAt));

        var phases = PhaseTimes.Of(Result?.Timings ?? new LaunchTimings());
        json.WriteStartObject("seconds");
        Seconds(json, "resolve", Resolve);
        Seconds(json, "revision", phases.Revision);
        Seconds(json, "submit", phases.Submit);
        Seconds(json, "provision", phases.Provision);
        Seconds(json, "pull", phases.Pull);
        Seconds(json, "start", phases.Start);
        Seconds(json, "run", phases.Run);
        Seconds(json, "stop", phases.Stop);
        Seconds(json, "total", phases.Total);
        json.WriteEndObject();
    }

    private static string? Iso(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static void Seconds(Utf8JsonWriter json, string name, TimeSpan? span) =>
        Number(json, name, span is null ? null : Math.Round(Math.Max(0, span.Value.TotalSeconds), Decimals));

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteNumber(name, value.Value);
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteNumber(name, value.Value);
    }

    private static void Bool(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteBoolean(name, value.Value);
    }
}

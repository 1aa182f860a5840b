using System.Text.Json;
using Slipway.Core.Errors;
using Slipway.Core.Flows;
using Slipway.Core.Launches;

namespace Slipway.ContainerTasks;

/// <summary>The files in which the command leaves how a launch ended, and the container's result.</summary>
/// <param name="Path">The object of <c>slipway run --report</c>.</param>
/// <param name="ResultPath">The file of <c>slipway run --result</c>.</param>
internal sealed record CommandReport(string Path, string ResultPath)
{
    /// <summary>Reads how it ended; null when the command wrote no report.</summary>
    /// <exception cref="SlipwayException"><c>container.command-failed</c>: the command let go of the container, or says what this version does not know.</exception>
    public ContainerEnd? Read(ContainerLaunch launch)
    {
        if (!File.Exists(Path))
            return null;
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path));
        var report = document.RootElement;
        var outcome = Text(report, "outcome");
        if (outcome == "running")
            throw new SlipwayException("container.command-failed", $"The slipway command let go of launch {launch.Id} of {launch.Image}, which goes on. Follow it: slipway attach {launch.Id}");
        return new ContainerEnd
        {
            Failure = outcome == "succeeded" ? null : ClassOf(Text(report, "failureClass")),
            MayPass = Text(report, "retry") == "infrastructure",
            Reason = Text(report, "reason"),
            ExitCode = report.TryGetProperty("exitCode", out var code) && code.ValueKind == JsonValueKind.Number ? code.GetInt32() : null,
            Image = Text(report, "version"),
            Digest = Text(report, "digest"),
            Revision = Text(report, "revision"),
            EcsTaskArn = Text(report, "ecsTaskArn"),
            EndedBefore = report.TryGetProperty("endedBefore", out var before) && before.ValueKind == JsonValueKind.True,
            Result = launch.WantsResult && File.Exists(ResultPath) ? Parse(File.ReadAllBytes(ResultPath)) : null,
        };
    }

    private static JsonElement Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static FailureClass ClassOf(string? word) => FailureClassName.TryRead(word, out var failure)
        ? failure
        : throw new SlipwayException("container.command-failed", $"The slipway command tells of a failure '{word}', which this version of the Slipway package does not know. Bring both to the same version.");

    private static string? Text(JsonElement report, string member) =>
        report.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Aws;
using Slipway.Aws.Logs;
using Slipway.Core.Errors;
using Slipway.Core.Expressions;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Results;

/// <summary>Reads results from the log streams that <see cref="ResultSidecar"/> writes.</summary>
/// <param name="logs">CloudWatch Logs, inside its budget.</param>
/// <param name="options">How long to wait for what.</param>
/// <param name="time">The clock.</param>
public sealed class LogResultReader(ILogReads logs, ResultOptions options, TimeProvider time) : IResultReader
{
    /// <inheritdoc/>
    public async Task<JsonNode?> ReadAsync(BoundLaunch launch, string ecsTaskArn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(launch);
        ArgumentException.ThrowIfNullOrEmpty(ecsTaskArn);
        var destination = launch.Run.Logs ?? throw new SlipwayException(
            "result.unreadable",
            "The container does not log to CloudWatch, and its result file goes that way. Use the log driver awslogs for tasks whose results others use.");
        var request = new GetLogEventsRequest
        {
            LogGroupName = destination.Group,
            LogStreamName = $"{destination.StreamPrefix}/{ResultSidecar.Name}/{ecsTaskArn[(ecsTaskArn.LastIndexOf('/') + 1)..]}",
            StartFromHead = true,
        };

        var start = time.GetTimestamp();
        while (true)
        {
            var lines = await LinesAsync(request, cancellationToken);
            if (TryDecode(lines, out var bytes))
                return bytes is null ? null : Parse(bytes);
            if (time.GetElapsedTime(start) > options.Patience)
            {
                throw new SlipwayException(
                    "result.unreadable",
                    $"The result of ECS task {ecsTaskArn} did not arrive in log stream {request.LogStreamName} of {request.LogGroupName}"
                    + (lines.Count == 0 ? ". The sidecar that hands it over needs an image with /bin/sh and base64; 'resultImage' in slipway.yaml names one." : " completely; run the task again."));
            }

            await Task.Delay(options.Poll, time, cancellationToken);
        }
    }

    private async Task<List<string>> LinesAsync(GetLogEventsRequest request, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        string? token = null;
        while (true)
        {
            GetLogEventsResponse page;
            try
            {
                page = await logs.GetLogEventsAsync(request with { NextToken = token }, cancellationToken);
            }
            catch (AwsNotFoundException)
            {
                // The stream comes with its first line.
                return lines;
            }

            lines.AddRange(page.Events.Select(line => line.Message ?? ""));
            if (page.NextForwardToken is null || page.NextForwardToken == token)
                return lines;
            token = page.NextForwardToken;
        }
    }

    private static bool TryDecode(List<string> lines, out byte[]? bytes)
    {
        bytes = null;
        var parts = new SortedDictionary<int, string>();
        long? size = null;
        foreach (var words in lines.Select(line => line.TrimEnd().Split(' ')).Where(words => words is [ResultSidecar.Mark, ..]))
        {
            switch (words)
            {
                case [_, "none"]:
                    return true;
                case [_, "too-large", var large]:
                    throw new SlipwayException(
                        "result.too-large",
                        $"The result file has {large} bytes; it may have {TaskResult.MaxBytes:N0}. Put large data into a bucket, and its place into the result.");
                case [_, "end", var total] when long.TryParse(total, out var length):
                    size = length;
                    break;
                case [_, var number, var text] when int.TryParse(number, out var at):
                    parts[at] = text;
                    break;
            }
        }

        // Without a gap, and as long as it was: nothing is missing.
        if (size is null || (parts.Count > 0 && parts.Keys.Last() != parts.Count))
            return false;
        var encoded = string.Concat(parts.Values);
        var buffer = new byte[(encoded.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(encoded, buffer, out var decoded) || decoded != size)
            return false;
        bytes = buffer[..decoded];
        return true;
    }

    private static JsonNode? Parse(byte[] bytes)
    {
        try
        {
            var utf8 = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
            return JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException exception)
        {
            throw new SlipwayException("result.not-json", $"The result file is not JSON: {exception.Message}", exception);
        }
    }
}

using System.Net;
using Slipway.Aws;
using Slipway.Aws.Logs;

namespace Slipway.Ecs.Tests.Logs;

/// <summary>A CloudWatch log with pages of limited size, tokens as CloudWatch gives them, and lines that show a while after they were written.</summary>
internal sealed class FakeLog(TimeProvider time) : ILogReads
{
    private readonly List<(DateTimeOffset At, string Text)> _lines = [];

    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(2);

    public int PageSize { get; init; } = 10_000;

    public int Calls { get; private set; }

    public AwsException? Failure { get; set; }

    public List<FilterLogEventsRequest> Searches { get; } = [];

    public Queue<FilterLogEventsResponse> Found { get; } = new();

    public void Write(string text) => _lines.Add((time.GetUtcNow(), text));

    public static AwsError Error(string code) => new() { Service = "logs", Operation = "GetLogEvents", Code = code, Reason = "because", StatusCode = HttpStatusCode.BadRequest };

    public async Task<GetLogEventsResponse> GetLogEventsAsync(GetLogEventsRequest request, CancellationToken cancellationToken)
    {
        Calls++;
        await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
        if (Failure is not null)
            throw Failure;
        var visible = _lines.Where(line => line.At + Delay <= time.GetUtcNow()).ToList();
        if (visible.Count == 0)
            throw new AwsNotFoundException(Error("ResourceNotFoundException"));
        var from = request.NextToken is { } token ? int.Parse(token[2..]) : 0;
        var page = visible.Skip(from).Take(PageSize).ToList();
        return new GetLogEventsResponse
        {
            Events = [.. page.Select(line => new OutputLogEvent { Timestamp = line.At, Message = line.Text })],
            NextForwardToken = $"f/{from + page.Count}",
        };
    }

    public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken)
    {
        Searches.Add(request);
        return Failure is null ? Task.FromResult(Found.Dequeue()) : throw Failure;
    }

    public Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}

using System.Net;
using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Aws.Logs;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>
/// A model of ECS as far as launching sees it: client tokens (kept for 24 hours or an hour after the ECS task's end, failures remembered too, ConflictException for
/// other bytes), <c>startedBy</c>, an hour of stopped ECS tasks, and descriptions that lag behind.
/// </summary>
internal sealed class FakeEcs(TimeProvider time)
{
    public const string Cluster = "data";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Token> _tokens = [];

    /// <summary>How far descriptions and lists lag behind.</summary>
    public TimeSpan Lag { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long containers run.</summary>
    public TimeSpan RunFor { get; set; } = TimeSpan.FromSeconds(30);

    public int ExitCode { get; set; }

    /// <summary>Revisions that RunTask refuses.</summary>
    public HashSet<string> InactiveRevisions { get; } = [];

    /// <summary>What it says then.</summary>
    public string InactiveReason { get; set; } = "TaskDefinition is inactive";

    /// <summary>Asked for every new token with the request and how many requests came before: the reason in <c>failures[]</c>, or null.</summary>
    public Func<RunTaskRequest, int, string?> Refuse { get; set; } = (_, _) => null;

    /// <summary>Asked for every new ECS task with the request and how many there were before: why it fails to start, or null.</summary>
    public Func<RunTaskRequest, int, string?> FailStart { get; set; } = (_, _) => null;

    /// <summary>How long RunTask is under way before it takes effect.</summary>
    public TimeSpan RunTaskTakes { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether no request leaves the machine.</summary>
    public bool IsOutOfReach { get; set; }

    /// <summary>What a request that was sent before is refused with, whatever became of it; null: it is answered as the first time.</summary>
    public string? RefuseAgain { get; set; }

    /// <summary>Whether the first answer is lost on the way, and the client's own repetition of the request is throttled.</summary>
    public bool ThrottlesAfterALoss { get; set; }

    /// <summary>Whether a refusal is forgotten, so that the same token may start something later.</summary>
    public bool ForgetsRefusals { get; set; }

    /// <summary>Whether <see cref="Refuse"/> is told, and the ECS task started all the same.</summary>
    public bool StartsWhatItRefuses { get; set; }

    public List<FakeTask> Tasks { get; } = [];

    public int NewRequests { get; private set; }

    public int RunTaskCalls { get; private set; }

    /// <summary>Every moment at which RunTask came, with the bytes: to see what was re-sent.</summary>
    public List<(DateTimeOffset At, string Token, string Body)> Sends { get; } = [];

    private DateTimeOffset Now => time.GetUtcNow();

    public RunTaskResponse RunTask(ReadOnlyMemory<byte> body)
    {
        RunTaskCalls++;
        var request = RunTaskRequest.Parse(body.Span);
        var text = System.Text.Encoding.UTF8.GetString(body.Span);
        Sends.Add((Now, request.ClientToken, text));
        if (_tokens.TryGetValue(request.ClientToken, out var known) && !known.IsExpired(Now))
        {
            if (known.Body != text)
                throw Conflict(known.Task is null ? [] : [known.Task.Arn]);
            return RefuseAgain is null ? known.Answer(Now) : new RunTaskResponse { Failures = [new Failure { Reason = RefuseAgain }] };
        }

        var before = NewRequests++;
        var token = new Token { Body = text, At = Now };
        _tokens[request.ClientToken] = token;
        if (InactiveRevisions.Contains(request.TaskDefinition))
            token.Error = () => new AwsClientFaultException(Error("ClientException", InactiveReason));
        else if (Refuse(request, before) is { } reason)
            token.Failure = reason;
        if (token.Failure is not null && ForgetsRefusals)
            _tokens.Remove(request.ClientToken);
        if (token is { Error: null, Failure: null } || (token.Failure is not null && StartsWhatItRefuses))
        {
            Tasks.Add(token.Task = new FakeTask(request, $"arn:aws:ecs:eu-central-1:123456789012:task/{Cluster}/{Tasks.Count + 1:x32}", Now, RunFor, ExitCode, FailStart(request, Tasks.Count)));
            if (ThrottlesAfterALoss)
                throw new AwsThrottlingException(Error("ThrottlingException", "Rate exceeded") with { FateUnknown = true });
        }

        return token.Answer(Now);
    }

    public StopTaskResponse StopTask(StopTaskRequest request)
    {
        var task = Tasks.Find(task => task.Arn == request.Task) ?? throw new AwsClientFaultException(Error("InvalidParameterException", "The referenced task was not found."));
        task.Stop(Now, request.Reason);
        return new StopTaskResponse { Task = task.Describe(Now) };
    }

    public DescribeTasksResponse DescribeTasks(DescribeTasksRequest request)
    {
        var found = request.Tasks.Select(arn => Visible().FirstOrDefault(task => task.Arn == arn)).OfType<FakeTask>().ToList();
        return new DescribeTasksResponse
        {
            Tasks = [.. found.Select(task => task.Describe(Now - Lag) with { Tags = request.Include is ["TAGS"] ? task.Request.Tags ?? [] : [] })],
            Failures = [.. request.Tasks.Except(found.Select(task => task.Arn)).Select(arn => new Failure { Arn = arn, Reason = "MISSING" })],
        };
    }

    public ListTasksResponse ListTasks(ListTasksRequest request) => new()
    {
        TaskArns = [.. Visible().Where(task => task.StartedBy == request.StartedBy && task.DesiredStatus(Now - Lag) == (request.DesiredStatus ?? "RUNNING")).Select(task => task.Arn)],
    };

    public GetLogEventsResponse GetLogEvents(GetLogEventsRequest request)
    {
        var task = Tasks.Find(task => request.LogStreamName.EndsWith(task.Arn[(task.Arn.LastIndexOf('/') + 1)..], StringComparison.Ordinal));
        var lines = task?.Log(Now - TimeSpan.FromSeconds(1)).ToList() ?? [];
        if (lines.Count == 0)
            throw new AwsNotFoundException(Error("ResourceNotFoundException", "The specified log stream does not exist."));
        var from = request.NextToken is { } token ? int.Parse(token[2..]) : 0;
        return new GetLogEventsResponse
        {
            Events = [.. lines.Skip(from).Select(line => new OutputLogEvent { Timestamp = line.At, Message = line.Line })],
            NextForwardToken = $"f/{lines.Count}",
        };
    }

    /// <summary>The most ECS tasks of one launch that were not stopped at the same time.</summary>
    public int MostAtOnce()
    {
        var most = 0;
        foreach (var group in Tasks.GroupBy(task => task.StartedBy))
        {
            foreach (var task in group)
                most = Math.Max(most, group.Count(other => other.CreatedAt <= task.CreatedAt && other.StoppedAt > task.CreatedAt));
        }

        return most;
    }

    public int Started() => Tasks.Count(task => task.Ran(Now));

    private static AwsConflictException Conflict(IReadOnlyList<string> arns) => new(Error("ConflictException", "The client token was used with other parameters."), arns);

    private static AwsError Error(string code, string reason) =>
        new() { Service = "ecs", Operation = "RunTask", Code = code, Reason = reason, StatusCode = HttpStatusCode.BadRequest, RequestId = "r-1" };

    private IEnumerable<FakeTask> Visible() => Tasks.Where(task => task.CreatedAt <= Now - Lag && Now - task.StoppedAt < Hour);

    private sealed class Token
    {
        public required string Body { get; init; }

        public required DateTimeOffset At { get; init; }

        public FakeTask? Task { get; set; }

        public string? Failure { get; set; }

        public Func<AwsException>? Error { get; set; }

        public bool IsExpired(DateTimeOffset now) => now - At >= TimeSpan.FromHours(24) || (Task is { } task && task.IsStopped(now) && now - task.StoppedAt >= Hour);

        public RunTaskResponse Answer(DateTimeOffset now)
        {
            if (Error is not null)
                throw Error();
            return Failure is null
                ? new RunTaskResponse { Tasks = [Task!.Describe(now)] }
                : new RunTaskResponse { Failures = [new Failure { Reason = Failure }] };
        }
    }
}

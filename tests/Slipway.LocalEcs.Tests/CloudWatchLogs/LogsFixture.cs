using System.Text.Json.Nodes;
using Slipway.LocalEcs.CloudWatchLogs;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.State;
using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.CloudWatchLogs;

/// <summary>The service over a state database of its own, called as the endpoint calls it.</summary>
public abstract class LogsFixture : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-logs-").FullName;
    private StateDatabase _database;

    protected LogsFixture()
    {
        _database = StateDatabase.Open(_directory, LogsSchema.Schema);
        (Store, Service) = Create();
    }

    private protected ManualTimeProvider Time { get; } = new();

    private protected LogStore Store { get; private set; }

    private protected LogsService Service { get; private set; }

    private protected long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected void Reopen()
    {
        _database.Dispose();
        _database = StateDatabase.Open(_directory, LogsSchema.Schema);
        (Store, Service) = Create();
    }

    private protected async Task<JsonObject> CallAsync(string operation, JsonObject request)
    {
        Service.Shapes.Validate(operation, request);
        return await Service.Operations[operation](request, TestContext.Current.CancellationToken);
    }

    private protected async Task<AwsServiceException> RefusedAsync(string operation, JsonObject request) =>
        await Assert.ThrowsAsync<AwsServiceException>(() => CallAsync(operation, request));

    private protected async Task MakeStreamAsync(string group = "/slipway/test", string stream = "p/main/1")
    {
        if (Store.FindGroup(group) is null)
            await CallAsync("CreateLogGroup", new() { ["logGroupName"] = group });
        await CallAsync("CreateLogStream", new() { ["logGroupName"] = group, ["logStreamName"] = stream });
    }

    private protected Task<JsonObject> PutAsync(string stream, params (long Time, string Message)[] events) => CallAsync("PutLogEvents", new()
    {
        ["logGroupName"] = "/slipway/test",
        ["logStreamName"] = stream,
        ["logEvents"] = new JsonArray([.. events.Select(e => new JsonObject { ["timestamp"] = e.Time, ["message"] = e.Message })]),
    });

    private protected static IReadOnlyList<string> Messages(JsonObject answer) => [.. answer["events"]!.AsArray().Select(e => e!["message"]!.GetValue<string>())];

    private (LogStore, LogsService) Create()
    {
        var store = new LogStore(_database, Time);
        return (store, new LogsService(store, "eu-west-1", "123456789012"));
    }
}

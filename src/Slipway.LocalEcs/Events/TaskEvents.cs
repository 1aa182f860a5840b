using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Tasks;

namespace Slipway.LocalEcs.Events;

/// <summary>Puts every version of every ECS task on the queue, as an EventBridge rule for "ECS Task State Change" would.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html</remarks>
internal sealed class TaskEvents(MessageQueue queue, FaultInjector faults, Arns arns, TimeProvider time)
{
    /// <summary>Sends one version.</summary>
    public void Send(EcsTask task)
    {
        var body = Envelope(task).ToJsonString();
        var delay = faults.Of(FaultKind.DelayedState, task.Family)?.After ?? TimeSpan.Zero;
        queue.Send(body, delay);
        if (faults.Of(FaultKind.DuplicatedState, task.Family) is { } duplicated)
        {
            queue.Send(body, delay + duplicated.After);
        }
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private JsonObject Envelope(EcsTask task)
    {
        var now = time.GetUtcNow();
        var detail = TaskJson.Describe(task, withTags: false);
        detail.Remove("tags"); // observed: events carry no tags
        foreach (var name in detail.Where(member => member.Key.EndsWith("At", StringComparison.Ordinal)).Select(member => member.Key).ToList())
        {
            detail[name] = Stamp(DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(detail[name]!.GetValue<double>() * 1000)));
        }

        detail["updatedAt"] = Stamp(now);
        return new JsonObject
        {
            ["version"] = "0",
            ["id"] = Guid.NewGuid().ToString(),
            ["detail-type"] = "ECS Task State Change",
            ["source"] = "aws.ecs",
            ["account"] = arns.AccountId,
            ["time"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["region"] = arns.Region,
            ["resources"] = new JsonArray(task.TaskArn),
            ["detail"] = detail,
        };
    }
}

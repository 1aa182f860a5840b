using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Clusters;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Tasks;

/// <summary>The operations on ECS tasks besides RunTask.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html and its neighbours.</remarks>
internal sealed class TaskOperations(ClusterStore clusters, TaskBook book, TaskEngine engine, Arns arns)
{
    private const int MaxDescribed = 100;
    private const int MaxReason = 1024;

    /// <summary>StopTask.</summary>
    public Task<JsonObject> StopAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var cluster = clusters.Require(request.Text("cluster"));
        if (request.Text("reason") is { Length: > MaxReason })
        {
            throw EcsErrors.InvalidParameter($"reason has at most {MaxReason} characters."); // documented; assumed: the words
        }

        var id = Id(request.Text("task")!, cluster);
        var reason = request.Text("reason") is { Length: > 0 } text ? text : StopCodes.UserReason;
        if (id is null || book.Find(id) is not { } found || found.Cluster != cluster.Name || engine.Stop(id, StopCodes.UserInitiated, reason, durable: true) is not { } task)
        {
            throw EcsErrors.InvalidParameter("The referenced task was not found."); // observed
        }

        return Task.FromResult(new JsonObject { ["task"] = TaskJson.Describe(task, withTags: false) });
    }

    /// <summary>DescribeTasks.</summary>
    public Task<JsonObject> DescribeAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var cluster = clusters.Require(request.Text("cluster"));
        var names = request.Texts("tasks");
        if (names.Count is 0)
        {
            throw EcsErrors.InvalidParameter("Tasks cannot be empty."); // observed
        }

        if (names.Count > MaxDescribed)
        {
            throw EcsErrors.InvalidParameter($"Tasks cannot have more than {MaxDescribed} elements."); // documented; assumed: the words
        }

        var include = request.Texts("include");
        if (include.FirstOrDefault(field => field is not "TAGS") is { } unknown)
        {
            throw EcsErrors.InvalidParameter($"include should be one of [TAGS]: '{unknown}' is not."); // assumed: the words
        }

        var tasks = new JsonArray();
        var failures = new JsonArray();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            var id = Id(name, cluster);
            if (id is not null && book.FindVisible(id) is { } task && task.Cluster == cluster.Name)
            {
                tasks.Add(TaskJson.Describe(task, include.Count > 0));
            }
            else
            {
                failures.Add(new JsonObject { ["arn"] = Arns.IsArn(name) ? name : arns.Task(cluster.Name, name), ["reason"] = "MISSING" });
            }
        }

        return Task.FromResult(new JsonObject { ["tasks"] = tasks, ["failures"] = failures });
    }

    /// <summary>ListTasks.</summary>
    public Task<JsonObject> ListAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var cluster = clusters.Require(request.Text("cluster"));
        var size = Paging.Size(request);
        var desired = request.Text("desiredStatus") ?? TaskStatuses.Running;
        if (desired is not (TaskStatuses.Running or TaskStatuses.Pending or TaskStatuses.Stopped))
        {
            throw EcsErrors.InvalidParameter("desiredStatus should be one of [RUNNING,PENDING,STOPPED]."); // assumed: the words
        }

        var startedBy = request.Text("startedBy");
        string[] others = ["family", "containerInstance", "serviceName", "launchType", "daemonName"];
        if (startedBy is not null && others.FirstOrDefault(member => request[member] is not null) is { } other)
        {
            throw EcsErrors.InvalidParameter($"When you specify a startedBy value, it must be the only filter that you use: {other} is given as well."); // documented; assumed: the words
        }

        if (request.Text("launchType") is not (null or "EC2" or "FARGATE" or "EXTERNAL" or "MANAGED_INSTANCES"))
        {
            throw EcsErrors.InvalidParameter("launch type should be one of [EC2,FARGATE,EXTERNAL,MANAGED_INSTANCES]"); // observed
        }

        if (request.Text("serviceName") is not null)
        {
            throw new AwsServiceException("ServiceNotFoundException", "Service not found."); // observed; LocalEcs has no services
        }

        var after = Paging.After(request) is { } token && long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;
        var found = book.Visible(cluster.Name, startedBy, after)
            .Where(pair => pair.Task.DesiredStatus == desired // documented: nothing ever has the desired status PENDING
                && (request.Text("family") is not { } family || pair.Task.Family == family)
                && (request.Text("launchType") is not { } launchType || pair.Task.LaunchType == launchType)
                && request.Text("containerInstance") is null
                && request.Text("daemonName") is null)
            .Take(size + 1)
            .ToList();
        return Task.FromResult(Paging.Answer(
            "taskArns", found, size, pair => pair.Sequence.ToString(CultureInfo.InvariantCulture), pair => pair.Task.TaskArn));
    }

    // documented: the short id or the full ARN. observed: the message for an id that can be none.
    private string? Id(string nameOrArn, Cluster cluster)
    {
        if (Arns.IsArn(nameOrArn))
        {
            return arns.Resource("task", nameOrArn) is { } resource && resource.Split('/') is [var name, var id] && name == cluster.Name ? id : null;
        }

        return nameOrArn.Length > 36 ? throw EcsErrors.InvalidParameter("taskId longer than 36.") : nameOrArn;
    }
}

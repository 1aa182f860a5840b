using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>The operations on log groups.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html and its neighbours.</remarks>
internal sealed partial class LogGroupOperations(LogStore store, string region, string accountId)
{
    private const int PageSize = 50;

    // documented: the values of PutRetentionPolicy.
    private static readonly int[] RetentionDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    public JsonObject Create(JsonObject request)
    {
        var name = request.Text("logGroupName")!;
        CheckName(name, "logGroupName");
        var logClass = request.Text("logGroupClass") ?? "STANDARD";
        if (logClass is not ("STANDARD" or "INFREQUENT_ACCESS" or "DELIVERY"))
        {
            throw LogsErrors.Constraint(logClass, "logGroupClass", "Member must satisfy enum value set: [DELIVERY, INFREQUENT_ACCESS, STANDARD]");
        }

        return store.CreateGroup(name, logClass, tags: request.Structure("tags")?.DeepClone().AsObject()) ? [] : throw LogsErrors.GroupExists();
    }

    public JsonObject Delete(JsonObject request) => store.DeleteGroup(request.Text("logGroupName")!) ? [] : throw LogsErrors.GroupNotFound();

    public JsonObject Describe(JsonObject request)
    {
        if (request["logGroupNamePrefix"] is not null && request["logGroupNamePattern"] is not null)
        {
            throw LogsErrors.InvalidParameter("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }

        var limit = Limit(request, PageSize);
        var identifiers = request.Texts("logGroupIdentifiers").Select(NameOf).ToHashSet(StringComparer.Ordinal);
        var wanted = store.Groups(After(request)).Where(group =>
            group.Name.StartsWith(request.Text("logGroupNamePrefix") ?? "", StringComparison.Ordinal)
            && group.Name.Contains(request.Text("logGroupNamePattern") ?? "", StringComparison.OrdinalIgnoreCase)
            && (request.Text("logGroupClass") ?? group.Class) == group.Class
            && (identifiers.Count == 0 || identifiers.Contains(group.Name)));
        return Page(wanted, limit, group => group.Name, "logGroups", group =>
        {
            var arn = ArnOf(group.Name);
            var json = new JsonObject
            {
                ["logGroupName"] = group.Name,
                ["creationTime"] = group.Created,
                ["metricFilterCount"] = 0,
                ["arn"] = arn + ":*",
                ["storedBytes"] = 0, // observed: lags by hours
                ["logGroupClass"] = group.Class,
                ["logGroupArn"] = arn,
            };
            if (group.RetentionDays is { } days)
            {
                json["retentionInDays"] = days;
            }

            return json;
        });
    }

    public JsonObject PutRetention(JsonObject request)
    {
        var days = request.Integer("retentionInDays")!.Value;
        if (!RetentionDays.Contains(days))
        {
            throw LogsErrors.Constraint($"{days}", "retentionInDays", $"Member must satisfy enum value set: [{string.Join(", ", RetentionDays)}]");
        }

        return store.SetRetention(request.Text("logGroupName")!, days) ? [] : throw LogsErrors.GroupNotFound();
    }

    public JsonObject DeleteRetention(JsonObject request) =>
        store.SetRetention(request.Text("logGroupName")!, days: null) ? [] : throw LogsErrors.GroupNotFound();

    /// <summary>The group that a request names by <c>logGroupName</c> or <c>logGroupIdentifier</c> (a name or an ARN).</summary>
    public LogGroup Find(JsonObject request)
    {
        var (name, identifier) = (request.Text("logGroupName"), request.Text("logGroupIdentifier"));
        if ((name is null) == (identifier is null))
        {
            throw LogsErrors.InvalidParameter("Exactly one of logGroupName and logGroupIdentifier must be specified."); // assumed: the words
        }

        return store.FindGroup(name ?? NameOf(identifier!)) ?? throw LogsErrors.GroupNotFound();
    }

    /// <summary>The ARN of a group, without the <c>:*</c> that stands for its streams.</summary>
    public string ArnOf(string group) => $"arn:aws:logs:{region}:{accountId}:log-group:{group}";

    /// <summary>The page size that a request asks for.</summary>
    public static int Limit(JsonObject request, int most)
    {
        var limit = request.Integer("limit") ?? most;
        return limit < 1 || limit > most
            ? throw LogsErrors.Constraint($"{limit}", "limit", $"Member must have value {(limit < 1 ? "greater than or equal to 1" : $"less than or equal to {most}")}")
            : limit;
    }

    /// <summary>The name behind which a page begins, from the request's token.</summary>
    public static string After(JsonObject request)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(request.Text("nextToken") ?? ""));
        }
        catch (FormatException)
        {
            throw LogsErrors.InvalidParameter("The specified nextToken is invalid.");
        }
    }

    /// <summary>One page of what is left, and the token for the next when there is more.</summary>
    public static JsonObject Page<T>(IEnumerable<T> left, int limit, Func<T, string> key, string member, Func<T, JsonObject> json)
    {
        var page = left.Take(limit + 1).ToArray();
        var answer = new JsonObject { [member] = new JsonArray([.. page.Take(limit).Select(json)]) };
        if (page.Length > limit)
        {
            answer["nextToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(key(page[limit - 1])));
        }

        return answer;
    }

    private static void CheckName(string name, string member)
    {
        if (name.Length > 512)
        {
            throw LogsErrors.Constraint(name, member, "Member must have length less than or equal to 512");
        }

        if (!GroupName().IsMatch(name))
        {
            throw LogsErrors.Constraint(name, member, @"Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+");
        }
    }

    private static string NameOf(string identifier) =>
        identifier.Split(':') is ["arn", _, "logs", _, _, "log-group", var name, ..] ? name : identifier;

    [GeneratedRegex(@"^[\.\-_/#A-Za-z0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex GroupName();
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.Tasks;

/// <summary>Remembers RunTask by client token.</summary>
/// <remarks>
/// documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html: the token lives for the shorter of 24 hours and the
/// ECS task's lifetime plus one hour; failures are remembered as well; other parameters are a ConflictException that names the ECS tasks.
/// </remarks>
internal sealed class ClientTokens(StateDatabase database, TaskBook book, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan AfterStop = TimeSpan.FromHours(1);

    /// <summary>The answer remembered for a token; null when the token is new or has expired.</summary>
    /// <exception cref="Protocol.AwsServiceException">The token was used with other parameters.</exception>
    public JsonObject? Find(string token, string parameters)
    {
        var rows = database.Read(connection => connection.Query(
            "SELECT parameters, task_arns, answer, expires_at FROM client_tokens WHERE token = $token",
            row => (Parameters: row.GetString(0), TaskArns: row.GetString(1), Answer: row.GetString(2), ExpiresAt: DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3))),
            ("$token", token)));
        if (rows is not [var found] || found.ExpiresAt <= time.GetUtcNow())
        {
            return null;
        }

        var arns = JsonNode.Parse(found.TaskArns)!.AsArray().Select(arn => arn!.GetValue<string>()).ToList();
        var tasks = arns.Select(arn => book.Find(arn[(arn.LastIndexOf('/') + 1)..])).ToList();
        if (tasks.Count > 0 && tasks.All(task => task is null || task.StoppedAt + AfterStop <= time.GetUtcNow()))
        {
            return null;
        }

        if (found.Parameters != parameters)
        {
            throw EcsErrors.Conflict("The client token was already used with other parameters.", arns); // assumed: the words
        }

        // documented: a repeated request is answered with the same ECS tasks, as they are now.
        var answer = JsonNode.Parse(found.Answer)!.AsObject();
        answer["tasks"] = new JsonArray([.. tasks.Where(task => task is not null).Select(task => TaskJson.Describe(task!, withTags: true))]);
        return answer;
    }

    /// <summary>Remembers an answer, in the transaction that creates its ECS tasks.</summary>
    public void Remember(SqliteConnection connection, string token, string parameters, IEnumerable<EcsTask> tasks, JsonArray failures)
    {
        var now = time.GetUtcNow();
        var arns = new JsonArray([.. tasks.Select(task => JsonValue.Create(task.TaskArn))]);

        // assumed: a failure, which has no ECS task, is remembered for the hour that follows a lifetime of nothing.
        var expiresAt = now + (arns.Count > 0 ? Longest : AfterStop);
        connection.Execute("DELETE FROM client_tokens WHERE expires_at <= $now", ("$now", now.ToUnixTimeMilliseconds()));
        connection.Execute(
            """
            INSERT INTO client_tokens (token, parameters, task_arns, answer, expires_at) VALUES ($token, $parameters, $taskArns, $answer, $expiresAt)
            ON CONFLICT (token) DO UPDATE SET parameters = excluded.parameters, task_arns = excluded.task_arns, answer = excluded.answer, expires_at = excluded.expires_at
            """,
            ("$token", token),
            ("$parameters", parameters),
            ("$taskArns", arns.ToJsonString()),
            ("$answer", new JsonObject { ["failures"] = failures.DeepClone() }.ToJsonString()),
            ("$expiresAt", expiresAt.ToUnixTimeMilliseconds()));
    }

    /// <summary>The parameters of a request without its token, in a form that only their meaning decides.</summary>
    public static string Parameters(JsonObject request)
    {
        var text = new StringBuilder();
        Write(text, request, skip: "clientToken");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Write(StringBuilder text, JsonNode? node, string? skip = null)
    {
        switch (node)
        {
            case JsonObject json:
                text.Append('{');
                foreach (var (name, value) in json.Where(member => member.Key != skip && member.Value is not null).OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append(JsonValue.Create(name).ToJsonString()).Append(':');
                    Write(text, value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonArray array:
                text.Append('[');
                foreach (var value in array)
                {
                    Write(text, value);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }
}

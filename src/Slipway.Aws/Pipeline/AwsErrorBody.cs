using System.Net;
using System.Text.Json;

namespace Slipway.Aws;

/// <summary>An error answer of the JSON protocol, in any of the forms that AWS's services use.</summary>
/// <param name="Code">The code, without namespace and address.</param>
/// <param name="Reason">The reason, for people.</param>
/// <param name="ResourceIds">What exists already, in a ConflictException of ECS.</param>
internal sealed record AwsErrorBody(string Code, string Reason, IReadOnlyList<string> ResourceIds)
{
    // https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html: "__type", then the header, then "code".
    internal static AwsErrorBody Parse(ReadOnlyMemory<byte> body, string? errorTypeHeader, HttpStatusCode status)
    {
        string? type = null, code = null, reason = null;
        var resourceIds = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    if (member.NameEquals("__type"))
                        type = Text(member.Value);
                    else if (Is(member, "code"))
                        code = Text(member.Value);
                    else if (Is(member, "message") || Is(member, "errorMessage"))
                        reason = Text(member.Value) ?? reason;
                    else if (Is(member, "resourceIds") && member.Value.ValueKind == JsonValueKind.Array)
                        resourceIds.AddRange(member.Value.EnumerateArray().Select(Text).OfType<string>());
                }
            }
        }
        catch (JsonException)
        {
            // A proxy or load balancer answers with HTML or nothing: the status is all there is.
            reason = null;
        }

        return new AwsErrorBody(
            Name(type) ?? Name(errorTypeHeader) ?? Name(code) ?? $"Http{(int)status}",
            reason ?? $"HTTP {(int)status} {status} without a reason",
            resourceIds);
    }

    private static bool Is(JsonProperty member, string name) => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary><c>com.amazonaws.ecs#ClusterNotFoundException:http://…</c> names <c>ClusterNotFoundException</c>.</summary>
    private static string? Name(string? type)
    {
        if (string.IsNullOrWhiteSpace(type))
            return null;
        var name = type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..];
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        name = (colon < 0 ? name : name[..colon]).Trim();
        return name.Length == 0 ? null : name;
    }
}

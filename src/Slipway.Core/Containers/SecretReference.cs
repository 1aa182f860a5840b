using System.Diagnostics.CodeAnalysis;

namespace Slipway.Core.Containers;

/// <summary>
/// Where ECS finds a secret when the ECS task starts. Written as an ARN, as <c>ssm:/path/name</c> (a parameter), or as
/// <c>secretsmanager:name[:json-key[:version-stage[:version-id]]]</c>; the short forms mean the environment's own account and region.
/// </summary>
public sealed record SecretReference
{
    private const string SsmPrefix = "ssm:";
    private const string SecretsManagerPrefix = "secretsmanager:";
    private const string Forms =
        "write 'ssm:/path/name', 'secretsmanager:name', 'secretsmanager:name:json-key', or the ARN of a parameter or secret";

    private readonly string? _service;
    private readonly string _resource;

    private SecretReference(string text, string? service, string resource)
    {
        Text = text;
        _service = service;
        _resource = resource;
    }

    /// <summary>The reference as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it is in Secrets Manager, rather than in the Systems Manager parameter store.</summary>
    public bool IsSecretsManager => _service == "secretsmanager" || (_service is null && _resource.Contains(":secretsmanager:", StringComparison.Ordinal));

    /// <summary>What Secrets Manager calls it: the secret's name, or its ARN, without JSON key and version.</summary>
    public string SecretId
    {
        get
        {
            var parts = _resource.Split(':');
            return _service is null ? string.Join(':', parts.Take(7)) : parts[1];
        }
    }

    /// <summary>Reads a reference.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="problem">What is wrong, and what would be valid.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretReference? reference, [NotNullWhen(false)] out string? problem)
    {
        reference = null;
        problem = null;
        if (string.IsNullOrWhiteSpace(text))
            problem = $"is empty; {Forms}";
        else if (text.Any(char.IsWhiteSpace))
            problem = $"'{text}' has blanks in it; {Forms}";
        else if (text.StartsWith("arn:", StringComparison.Ordinal))
            reference = FromArn(text, out problem);
        else if (text.StartsWith(SsmPrefix, StringComparison.Ordinal))
            reference = FromParameter(text, text[SsmPrefix.Length..], out problem);
        else if (text.StartsWith(SecretsManagerPrefix, StringComparison.Ordinal))
            reference = FromSecret(text, text[SecretsManagerPrefix.Length..], out problem);
        else
            // The text itself is left out: somebody may have written the secret's value here.
            problem = $"is not a reference to a secret (values never belong in settings); {Forms}";
        return reference is not null;
    }

    /// <summary>
    /// The <c>valueFrom</c> of ECS: always a full ARN, with the three suffixes of Secrets Manager either all there or all absent.
    /// </summary>
    /// <param name="partition">The environment's partition, such as <c>aws</c>.</param>
    /// <param name="region">The environment's region.</param>
    /// <param name="account">The environment's account.</param>
    public string ToValueFrom(string partition, string region, string account) =>
        _service is null ? _resource : $"arn:{partition}:{_service}:{region}:{account}:{_resource}";

    /// <inheritdoc/>
    public bool Equals(SecretReference? other) => other is not null && _service == other._service && _resource == other._resource;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_service, _resource);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static SecretReference? FromArn(string text, out string? problem)
    {
        var parts = text.Split(':');
        problem = null;
        if (parts.Length >= 6 && parts[2] == "ssm" && parts[5].StartsWith("parameter/", StringComparison.Ordinal) && parts[5].Length > "parameter/".Length && parts.Length <= 7)
            return new(text, null, text);
        if (parts.Length is >= 7 and <= 10 && parts[2] == "secretsmanager" && parts[5] == "secret" && parts[6].Length > 0)
            return new(text, null, $"{string.Join(':', parts.Take(6))}:{Suffixed(parts.AsSpan(6))}");
        problem = $"'{text}' is not the ARN of a parameter (arn:aws:ssm:region:account:parameter/name) "
            + "or of a secret (arn:aws:secretsmanager:region:account:secret:name[:json-key:version-stage:version-id])";
        return null;
    }

    private static SecretReference? FromParameter(string text, string name, out string? problem)
    {
        problem = name.Trim('/').Length == 0 || name.Contains(':', StringComparison.Ordinal) ? $"'{text}' names no parameter; write 'ssm:/path/name'" : null;
        return problem is null ? new(text, "ssm", "parameter/" + name.TrimStart('/')) : null;
    }

    private static SecretReference? FromSecret(string text, string rest, out string? problem)
    {
        var parts = rest.Split(':');
        problem = parts[0].Length == 0 ? $"'{text}' names no secret; write 'secretsmanager:name' or 'secretsmanager:name:json-key'"
            : parts.Length > 4 ? $"'{text}' has too many parts; write 'secretsmanager:name:json-key:version-stage:version-id', where later parts may be left out"
            : null;
        return problem is null ? new(text, "secretsmanager", "secret:" + Suffixed(parts)) : null;
    }

    // ECS wants name alone, or name:json-key:version-stage:version-id with empty places.
    private static string Suffixed(ReadOnlySpan<string> parts)
    {
        var last = parts.Length - 1;
        while (last > 0 && parts[last].Length == 0)
            last--;
        return last == 0
            ? parts[0]
            : $"{parts[0]}:{parts[1]}:{(last > 1 ? parts[2] : "")}:{(last > 2 ? parts[3] : "")}";
    }
}

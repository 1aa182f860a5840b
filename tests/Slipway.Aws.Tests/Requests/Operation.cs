using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Slipway.Aws.Ecr;
using Slipway.Aws.Ecs;
using Slipway.Aws.Logs;
using Slipway.Aws.SecretsManager;
using Slipway.Aws.Sqs;
using Slipway.Aws.Ssm;

namespace Slipway.Aws.Tests.Requests;

/// <summary>One operation of one client, found by reflection: an operation added later is tested without anybody's remembering.</summary>
internal sealed record Operation(string Service, string Name, Type Client, Type Request, Type Response, JsonSerializerContext Json)
{
    internal static IReadOnlyList<Operation> All { get; } =
    [
        .. Of("ecs", typeof(EcsOperations), typeof(EcsClient), EcsJson.Default),
        .. Of("logs", typeof(LogsOperations), typeof(LogsClient), LogsJson.Default),
        .. Of("ecr", typeof(EcrOperations), typeof(EcrClient), EcrJson.Default),
        .. Of("ssm", typeof(SsmOperations), typeof(SsmClient), SsmJson.Default),
        .. Of("secretsmanager", typeof(SecretsManagerOperations), typeof(SecretsManagerClient), SecretsManagerJson.Default),
        .. Of("sqs", typeof(SqsOperations), typeof(SqsClient), SqsJson.Default),
    ];

    internal JsonTypeInfo ResponseInfo => Json.GetTypeInfo(Response)!;

    /// <summary>Calls it through the public client.</summary>
    internal async Task CallAsync(AwsClientOptions options, object request, CancellationToken cancellationToken)
    {
        using var client = (IDisposable)Activator.CreateInstance(Client, options)!;
        var method = Client.GetMethod($"{Name}Async", [Request, typeof(CancellationToken)])
            ?? throw new InvalidOperationException($"{Client.Name} has no {Name}Async({Request.Name}, CancellationToken).");
        await (Task)method.Invoke(client, [request, cancellationToken])!;
    }

    public override string ToString() => $"{Service}.{Name}";

    private static IEnumerable<Operation> Of(string service, Type operations, Type client, JsonSerializerContext json) =>
        operations.GetProperties(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(property => (property.Name, Types: property.PropertyType.GetGenericArguments()))
            .Select(operation => new Operation(service, operation.Name, client, operation.Types[0], operation.Types[1], json));
}

using System.Text.Json.Serialization;

namespace Slipway.Aws.SecretsManager;

/// <summary>The wire format of SecretsManager: PascalCase members, nulls left out, unknown members of answers skipped.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(EpochSecondsConverter)])]
[JsonSerializable(typeof(DescribeSecretRequest))]
[JsonSerializable(typeof(DescribeSecretResponse))]
[JsonSerializable(typeof(GetSecretValueRequest))]
[JsonSerializable(typeof(GetSecretValueResponse))]
internal sealed partial class SecretsManagerJson : JsonSerializerContext;

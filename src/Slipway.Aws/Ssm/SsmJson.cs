using System.Text.Json.Serialization;

namespace Slipway.Aws.Ssm;

/// <summary>The wire format of Ssm: PascalCase members, nulls left out, unknown members of answers skipped.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(EpochSecondsConverter)])]
[JsonSerializable(typeof(GetParameterRequest))]
[JsonSerializable(typeof(GetParameterResponse))]
[JsonSerializable(typeof(GetParametersRequest))]
[JsonSerializable(typeof(GetParametersResponse))]
internal sealed partial class SsmJson : JsonSerializerContext;

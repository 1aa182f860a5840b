using System.Text.Json.Serialization;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Admin;

/// <summary>The wire form of faults and call counts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FaultPlan))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, CallCount>))]
internal sealed partial class AdminJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Core.Runs;

namespace Slipway.Reporting;

/// <summary>Variants in kebab case: <c>timed-out</c>.</summary>
internal sealed class StateVariantJson() : JsonStringEnumConverter<StateVariant>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

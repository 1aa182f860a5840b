using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Core.Runs;

namespace Slipway.Reporting;

/// <summary>States in kebab case: <c>awaiting-retry</c>.</summary>
internal sealed class RunStateJson() : JsonStringEnumConverter<RunState>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

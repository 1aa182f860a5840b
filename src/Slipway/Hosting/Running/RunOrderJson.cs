using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Hosting.Running;

/// <summary>The shape of <c>run.json</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(RunOrder))]
internal sealed partial class RunOrderJson : JsonSerializerContext;

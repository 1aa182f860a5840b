using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Core.Errors;

namespace Slipway.Core.Flows;

/// <summary>Reads and writes manifests as docs/reference/manifest.md shows them.</summary>
public static class ManifestFormat
{
    private const string Invalid = "manifest.invalid";

    // Documentation and descriptions are read by people too: letters stay letters. Nothing of it is put into HTML.
    private static readonly ManifestJson Json = new(new JsonSerializerOptions(ManifestJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    });

    /// <summary>The manifest as indented JSON, without a line end.</summary>
    public static string Write(FlowManifest manifest) => JsonSerializer.Serialize(manifest, Json.FlowManifest);

    /// <summary>Reads a manifest. Members that this version does not know are left out.</summary>
    /// <exception cref="SlipwayException"><c>manifest.invalid</c>: it is not JSON, not a manifest, or made by a later version.</exception>
    public static FlowManifest Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, Json.FlowManifest) ?? throw new SlipwayException(Invalid, "The manifest is empty.");
            return manifest.Version <= FlowManifest.CurrentVersion
                ? manifest
                : throw new SlipwayException(Invalid, $"The manifest has version {manifest.Version}; this Slipway reads up to {FlowManifest.CurrentVersion}. Install a newer one.");
        }
        catch (JsonException exception)
        {
            throw new SlipwayException(Invalid, $"This is not a manifest: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the graph of one flow, as generated code holds it.</summary>
    /// <exception cref="SlipwayException"><c>manifest.invalid</c>: it is not JSON, or not a graph.</exception>
    public static ManifestGraph ReadGraph(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Json.ManifestGraph) ?? throw new SlipwayException(Invalid, "The graph is empty.");
        }
        catch (JsonException exception)
        {
            throw new SlipwayException(Invalid, $"This is not a flow's graph: {exception.Message}", exception);
        }
    }

    /// <summary>The graph as compact JSON.</summary>
    public static byte[] WriteGraph(ManifestGraph graph) => JsonSerializer.SerializeToUtf8Bytes(graph, ManifestJson.Default.ManifestGraph);
}

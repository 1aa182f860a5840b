using System.Net;
using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Tests.Hosting;

/// <summary>An error document, as LocalEcs answered it.</summary>
internal sealed class AwsCallException(string operation, HttpStatusCode status, JsonObject document)
    : Exception($"{operation}: {(int)status} {document.ToJsonString()}")
{
    public HttpStatusCode Status { get; } = status;

    public JsonObject Document { get; } = document;

    public string Code => Document["__type"]!.GetValue<string>();

    public string Refusal => Document["message"]!.GetValue<string>();
}

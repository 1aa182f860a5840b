using Amazon.Runtime;

namespace Slipway.Aws;

/// <summary>One call: an operation and its body, the same bytes for every try.</summary>
internal sealed class JsonRequest(string operation, byte[] body, bool repeatableWhenFateUnknown) : AmazonWebServiceRequest, ITrackedRequest
{
    public CallState State { get; } = new();

    public bool RepeatableWhenFateUnknown => repeatableWhenFateUnknown;

    internal string Operation => operation;

    internal byte[] Body => body;
}

using System.Text;

namespace Slipway.Aws.Tests.Wire;

/// <summary>A request as it came in.</summary>
public sealed record WireRequest(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Operation => Headers.TryGetValue("X-Amz-Target", out var target) ? target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..] : "";

    public string Text => Encoding.UTF8.GetString(Body);
}

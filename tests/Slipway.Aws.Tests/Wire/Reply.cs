namespace Slipway.Aws.Tests.Wire;

/// <summary>What the fake does with a request that it has read whole.</summary>
public abstract record Reply
{
    public static Reply Ok(string body = "{}") => new Answer(200, body);

    public static Reply Error(int status, string body, params (string Name, string Value)[] headers) => new Answer(status, body) { Headers = headers };

    /// <summary>An HTTP answer.</summary>
    public sealed record Answer(int Status, string Body) : Reply
    {
        public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

        /// <summary>Sent in chunks of this size, without a Content-Length, when set.</summary>
        public int? ChunkSize { get; init; }

        /// <summary>Closes the connection after the answer, without saying so beforehand.</summary>
        public bool ThenClose { get; init; }

        /// <summary>Promises a longer body than it sends, and closes.</summary>
        public bool CutShort { get; init; }
    }

    /// <summary>Closes the connection in order.</summary>
    public sealed record Close : Reply;

    /// <summary>Resets the connection (RST).</summary>
    public sealed record Reset : Reply;

    /// <summary>Never answers.</summary>
    public sealed record Silence : Reply;
}

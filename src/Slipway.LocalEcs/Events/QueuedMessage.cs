namespace Slipway.LocalEcs.Events;

/// <summary>A message in the queue.</summary>
internal sealed class QueuedMessage(string body, DateTimeOffset sentAt)
{
    /// <summary>Its id.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>Its text.</summary>
    public string Body { get; } = body;

    /// <summary>When it was put in.</summary>
    public DateTimeOffset SentAt { get; } = sentAt;

    /// <summary>How often it was handed out.</summary>
    public int Receives { get; set; }

    /// <summary>When it was handed out first; null when it was not.</summary>
    public DateTimeOffset? FirstReceivedAt { get; set; }

    /// <summary>Whether it was deleted.</summary>
    public bool Deleted { get; set; }
}

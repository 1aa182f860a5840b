namespace Slipway.Extensions.Aws.Tests.Objects;

/// <summary>What becomes of a call.</summary>
internal enum Fate
{
    /// <summary>It is done and answered.</summary>
    Answered,

    /// <summary>It is done; the client, having no answer, sends it again.</summary>
    SentTwice,

    /// <summary>It is done, and nobody learns of it.</summary>
    AnswerLost,

    /// <summary>It never arrives.</summary>
    RequestLost,
}

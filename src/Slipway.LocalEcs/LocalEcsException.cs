namespace Slipway.LocalEcs;

/// <summary>LocalEcs cannot start or go on. The message names the thing, the cause and the next step.</summary>
public sealed class LocalEcsException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="code">A stable code, such as <c>LOCALECS_STATE_IN_USE</c>.</param>
    /// <param name="message">What is wrong and what to do, for people.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public LocalEcsException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>A stable code for programs.</summary>
    public string Code { get; }
}

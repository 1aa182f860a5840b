namespace Slipway.Core.Errors;

/// <summary>
/// The base of all errors that Slipway raises on purpose. The message is for people: it names the thing, the cause and the next step.
/// </summary>
public class SlipwayException : Exception
{
    /// <summary>Makes an error with a stable code.</summary>
    /// <param name="code">A stable code in dotted kebab case, such as <c>image.not-found</c>; listed in docs/reference/errors.md.</param>
    /// <param name="message">What happened, to what, why, and what to do next.</param>
    /// <param name="inner">The cause, when another exception is it.</param>
    public SlipwayException(string code, string message, Exception? inner = null)
        : base(message, inner)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
    }

    /// <summary>The stable code, such as <c>image.not-found</c>. Programs may rely on it; the message may change.</summary>
    public string Code { get; }
}

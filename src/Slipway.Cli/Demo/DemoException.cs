using Slipway.Core.Errors;

namespace Slipway.Cli.Demo;

/// <summary>The demo cannot go on, or found that something it shows does not hold.</summary>
/// <param name="code">The stable code.</param>
/// <param name="message">What, and what to do.</param>
internal sealed class DemoException(string code, string message) : SlipwayException(code, message);

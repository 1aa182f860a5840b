namespace Slipway.LocalEcs.Runtimes;

/// <summary>A container that cannot be started.</summary>
/// <param name="message">The reason as ECS gives it, such as <c>CannotStartContainerError: …</c>.</param>
internal sealed class ContainerStartException(string message) : Exception(message);

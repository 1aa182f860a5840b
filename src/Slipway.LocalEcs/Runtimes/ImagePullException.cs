namespace Slipway.LocalEcs.Runtimes;

/// <summary>An image that cannot be had.</summary>
/// <param name="message">What ECS would say after <c>CannotPullContainerError: </c>.</param>
internal sealed class ImagePullException(string message) : Exception(message);

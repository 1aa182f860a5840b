namespace Slipway.LocalEcs.Runtimes;

/// <summary>Something that an ECS task needs before its containers start cannot be had: a log group, a secret, a volume.</summary>
/// <param name="message">What ECS would say after <c>ResourceInitializationError: </c>.</param>
internal sealed class ResourceInitializationException(string message) : Exception(message);

namespace Slipway;

/// <summary>A container that ran and ended well.</summary>
/// <param name="LaunchId">Its launch: <c>slipway attach</c> shows the log again.</param>
/// <param name="Image">The image, with the version that a range or a tag stood for.</param>
/// <param name="Digest">The image's digest; null when that is not known.</param>
/// <param name="Revision">The task definition revision, <c>family:n</c>; null when that is not known.</param>
/// <param name="EcsTaskArn">The ECS task; null when there was none, as under test.</param>
public sealed record ContainerRun(string LaunchId, string Image, string? Digest, string? Revision, string? EcsTaskArn);

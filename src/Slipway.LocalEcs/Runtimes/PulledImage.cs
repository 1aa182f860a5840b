namespace Slipway.LocalEcs.Runtimes;

/// <summary>An image that is ready to start.</summary>
/// <param name="Reference">The name or id by which the runtime starts it.</param>
/// <param name="Digest">The manifest's digest (<c>sha256:…</c>), ECS's <c>containers[].imageDigest</c>.</param>
internal sealed record PulledImage(string Reference, string Digest);

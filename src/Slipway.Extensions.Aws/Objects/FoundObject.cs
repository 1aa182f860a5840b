namespace Slipway.Extensions.Aws.Objects;

/// <summary>An object that was read, or a part of one.</summary>
/// <param name="Content">What was read.</param>
/// <param name="Size">How many bytes the whole object has.</param>
/// <param name="Version">Changes when the object does (its ETag).</param>
internal sealed record FoundObject(ReadOnlyMemory<byte> Content, long Size, string Version);

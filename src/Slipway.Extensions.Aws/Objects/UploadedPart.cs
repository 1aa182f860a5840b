namespace Slipway.Extensions.Aws.Objects;

/// <summary>A part of an object that is being stored.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Tag">What S3 calls it.</param>
/// <param name="Checksum">Its CRC-32 as S3 computed it; null where the store computes none.</param>
internal sealed record UploadedPart(int Number, string Tag, string? Checksum);

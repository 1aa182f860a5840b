using Slipway.Extensions.Aws.Objects;
using Slipway.Results;

namespace Slipway.Extensions.Aws;

/// <summary>Stores a stream of any length: in one write where it is short, else in parts.</summary>
internal static class LargeUpload
{
    /// <summary>The size of the first parts, and of what is stored in one write.</summary>
    public const int FirstPart = 8 * 1024 * 1024;

    // S3 takes 10,000 parts (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). Each 2,000 are twice as large as those before: 496 GB in all.
    private const int PartsOfASize = 2_000;

    public static async Task StoreAsync(IObjects objects, string key, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[FirstPart];
        var count = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (count < buffer.Length)
        {
            await objects.PutAsync(key, buffer.AsMemory(0, count), onlyNew: false, cancellationToken);
            return;
        }

        var upload = await objects.BeginUploadAsync(key, cancellationToken);
        try
        {
            var parts = new List<UploadedPart>();
            while (count > 0)
            {
                parts.Add(await objects.UploadPartAsync(key, upload, parts.Count + 1, buffer.AsMemory(0, count), cancellationToken));
                if (parts.Count % PartsOfASize == 0)
                    buffer = new byte[buffer.Length * 2];
                count = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            }

            await objects.CompleteUploadAsync(key, upload, parts, cancellationToken);
        }
        catch
        {
            await AbortAsync(objects, key, upload);
            throw;
        }
    }

    private static async Task AbortAsync(IObjects objects, string key, string upload)
    {
        try
        {
            await objects.AbortUploadAsync(key, upload, CancellationToken.None);
        }
        catch (ResultStoreException)
        {
            // What failed first is told; a lifecycle rule of the bucket removes parts that nothing aborted.
        }
    }
}

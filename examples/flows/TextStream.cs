using System.IO.Compression;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Data.Sqlite;
using Slipway;

namespace DataFlows;

public sealed class TextStream(IAmazonS3 s3)
{
    /// <summary>Counts the words of texts in a bucket: transforms each into a staged CSV.gz, loads them, and removes what was staged, whatever happens.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What the texts' keys begin with.</param>
    /// <param name="target">The database to load into; made when it is not there.</param>
    [Flow("text-stream")]
    public async Task<int> RunAsync(string bucket, string prefix = "text/", string target = "data/words.db", CancellationToken ct = default)
    {
        var staging = $"staging/{Run.Id}/";
        try
        {
            var staged = await Run.MapAsync(await ListAsync(bucket, prefix, ct), key => StageAsync(bucket, key, staging, ct), maxConcurrency: 8);
            return await LoadAsync(bucket, [.. staged], target, ct);
        }
        finally
        {
            using var cleanUp = Run.BeginCleanUp();
            await CleanUpAsync(bucket, staging);
        }
    }

    [Task(Retries = 3, RetryDelaySeconds = 2)]
    private async Task<List<string>> ListAsync(string bucket, string prefix, CancellationToken ct) =>
        await s3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = bucket, Prefix = prefix }).S3Objects.Select(found => found.Key).ToListAsync(ct);

    // Not recorded: when a failed run is resumed, what it had staged is gone.
    [Task(Retries = 3, RetryDelaySeconds = 2, RetryBackoff = 2, Persist = false, RunName = "stage {key}")]
    private async Task<string> StageAsync(string bucket, string key, string staging, CancellationToken ct)
    {
        using var text = new StreamReader((await s3.GetObjectAsync(bucket, key, ct)).ResponseStream);
        var csv = new MemoryStream();
        await using (var zip = new StreamWriter(new GZipStream(csv, CompressionLevel.Fastest)))
            await zip.WriteAsync(string.Concat(CountWords(await text.ReadToEndAsync(ct)).Select(each => $"{each.Word},{each.Count}\n")));
        var staged = $"{staging}{Path.GetFileNameWithoutExtension(key)}.csv.gz";
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = staged, InputStream = new MemoryStream(csv.ToArray()) }, ct);
        return staged;
    }

    public static IEnumerable<(string Word, int Count)> CountWords(string text) =>
        text.ToLowerInvariant().Split([' ', '\n', '\r', '.', ',', ';'], StringSplitOptions.RemoveEmptyEntries).CountBy(word => word).Select(pair => (pair.Key, pair.Value));

    [Task(Retries = 2, RetryDelaySeconds = 10)]
    private async Task<int> LoadAsync(string bucket, string[] staged, string target, CancellationToken ct)
    {
        await using var database = await ShopDatabase.CreateAsync(target, ct);
        await using var transaction = (SqliteTransaction)await database.BeginTransactionAsync(ct);
        await new SqliteCommand("DROP TABLE IF EXISTS words; CREATE TABLE words (word PRIMARY KEY, count)", database, transaction).ExecuteNonQueryAsync(ct);
        var insert = new SqliteCommand("INSERT INTO words VALUES (@word, @count) ON CONFLICT DO UPDATE SET count = count + excluded.count", database, transaction);
        foreach (var key in staged)
        {
            using var csv = new StreamReader(new GZipStream((await s3.GetObjectAsync(bucket, key, ct)).ResponseStream, CompressionMode.Decompress));
            while (await csv.ReadLineAsync(ct) is { } line)
            {
                insert.Parameters.Clear();
                insert.Parameters.AddRange([new SqliteParameter("@word", line.Split(',')[0]), new SqliteParameter("@count", int.Parse(line.Split(',')[1]))]);
                await insert.ExecuteNonQueryAsync(ct);
            }
        }

        await transaction.CommitAsync(ct);
        return Convert.ToInt32(await new SqliteCommand("SELECT count(*) FROM words", database).ExecuteScalarAsync(ct));
    }

    [Task(Retries = 3, RetryDelaySeconds = 2, Persist = false)]
    private async Task CleanUpAsync(string bucket, string staging)
    {
        await foreach (var found in s3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = bucket, Prefix = staging }).S3Objects)
            await s3.DeleteObjectAsync(bucket, found.Key);
    }
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Aws.Tests.Wire;
using Slipway.Extensions.Aws.Objects;
using Slipway.TestKits;
using Slipway.TestKits.Components;

namespace Slipway.Extensions.Aws.Tests.Objects;

/// <summary>Every request has the method, path, query and headers that AWS's published model of S3 gives its operation.</summary>
[Trait("needs", "python")]
public sealed class RequestShapeTests
{
    private const string Upload = """<InitiateMultipartUploadResult><Bucket>results</Bucket><Key>large</Key><UploadId>u-1</UploadId></InitiateMultipartUploadResult>""";
    private const string Listed = """<ListBucketResult><Name>results</Name><IsTruncated>false</IsTruncated><KeyCount>0</KeyCount></ListBucketResult>""";
    private const string Completed = """<CompleteMultipartUploadResult><Bucket>results</Bucket><Key>large</Key><ETag>"e"</ETag></CompleteMultipartUploadResult>""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_fit_AWSs_own_model()
    {
        await using var s3 = new FakeAws((request, _) => Reply.Error(
            200,
            request.Line.Contains("uploads", StringComparison.Ordinal) ? Upload : request.Line.Contains("list-type", StringComparison.Ordinal) ? Listed : request.Line.StartsWith("POST", StringComparison.Ordinal) ? Completed : "",
            ("ETag", "\"e\"")));
        using var objects = new S3Objects(new S3ResultStoreOptions { Bucket = "results", KmsKeyId = "alias/results", Aws = s3.Options });
        await objects.PutAsync("runs/run-1/log/0000000001", new byte[] { 1 }, onlyNew: true, Cancel);
        await objects.GetAsync("runs/run-1/log/0000000001", new ObjectRange(2, 10, "\"e\""), Cancel);
        await foreach (var _ in objects.ListAsync("runs/run-1/log/", Cancel))
        {
        }

        var upload = await objects.BeginUploadAsync("large", Cancel);
        var part = await objects.UploadPartAsync("large", upload, 1, new byte[10], Cancel);
        await objects.CompleteUploadAsync("large", upload, [part], Cancel);
        await objects.AbortUploadAsync("large", upload, Cancel);

        string[] operations = ["PutObject", "GetObject", "ListObjectsV2", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload", "AbortMultipartUpload"];
        Assert.Equal(operations.Length, s3.Requests.Count);
        var documents = operations.Zip(s3.Requests, Document).ToList();
        var errors = await ValidateAsync([.. documents, Document("DeleteObject", s3.Requests[0])]);
        Assert.All(operations.Zip(errors), checkedOne => Assert.True(checkedOne.Second.Count == 0, $"{checkedOne.First}: {string.Join("; ", checkedOne.Second)}"));
        // A checker that finds nothing wrong anywhere would prove nothing.
        Assert.NotEmpty(errors[^1]);
        Assert.Equal("bytes=2-11", s3.Requests[1].Headers["Range"]);
        Assert.Equal("\"e\"", s3.Requests[1].Headers["If-Match"]);
    }

    private static JsonObject Document(string operation, WireRequest request)
    {
        var line = request.Line.Split(' ');
        var parts = line[1].Split('?', 2);
        var query = new JsonObject();
        foreach (var pair in parts.Length > 1 ? parts[1].Split('&') : [])
            query[pair.Split('=')[0]] = pair.Contains('=', StringComparison.Ordinal) ? Uri.UnescapeDataString(pair.Split('=', 2)[1]) : "";
        return new JsonObject
        {
            ["operation"] = operation,
            ["method"] = line[0],
            ["path"] = parts[0],
            ["query"] = query,
            ["headers"] = new JsonObject(request.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
            ["body"] = request.Text,
        };
    }

    private static async Task<List<List<string>>> ValidateAsync(IReadOnlyList<JsonObject> documents)
    {
        var script = Repository.Path("tests", "Slipway.Extensions.Aws.Tests", "botocore", "rest.py");
        using var process = Process.Start(new ProcessStartInfo(Require.Python("botocore"), [script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        foreach (var document in documents)
            await process.StandardInput.WriteLineAsync(document.ToJsonString().AsMemory(), Cancel);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, Cancel);
        Assert.True(process.ExitCode == 0, $"rest.py failed:\n{await errors}");
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<List<string>>(line)!)];
    }
}

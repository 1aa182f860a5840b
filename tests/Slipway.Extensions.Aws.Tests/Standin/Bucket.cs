using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Slipway.Aws;
using Slipway.TestKits.Components;

namespace Slipway.Extensions.Aws.Tests.Standin;

/// <summary>The stand-in with a bucket in it.</summary>
public sealed class Bucket : IAsyncLifetime
{
    public const string Name = "slipway-results";

    private readonly MotoServer _moto = new();

    public AwsClientOptions Options => new() { Region = "eu-central-1", EndpointUrl = _moto.Endpoint, Credentials = new BasicAWSCredentials("test", "test") };

    /// <summary>What a process needs in its environment to reach it.</summary>
    public Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL_S3"] = _moto.Endpoint.AbsoluteUri,
        ["AWS_REGION"] = "eu-central-1",
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
    };

    public S3ResultStoreOptions Results(string prefix) => new() { Bucket = Name, Prefix = prefix, Aws = Options };

    public AmazonS3Client Client()
    {
        var config = new AmazonS3Config();
        Options.ApplyTo(config);
        config.ForcePathStyle = true;
        return new AmazonS3Client(config);
    }

    public async ValueTask InitializeAsync()
    {
        await _moto.InitializeAsync();
        using var client = Client();
        await client.PutBucketAsync(new PutBucketRequest { BucketName = Name, BucketRegionName = "eu-central-1" });
    }

    public ValueTask DisposeAsync() => _moto.DisposeAsync();
}

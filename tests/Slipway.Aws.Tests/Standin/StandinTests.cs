using Slipway.TestKits.Components;

namespace Slipway.Aws.Tests.Standin;

/// <summary>Base of the round trips against the independent stand-in.</summary>
[Collection(nameof(StandinCollection))]
[Trait("needs", "aws-standin")]
public abstract class StandinTests(MotoServer moto)
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected MotoServer Moto { get; } = moto;

    protected AwsClientOptions Options => new()
    {
        Region = "eu-central-1",
        EndpointUrl = Moto.Endpoint,
        Credentials = new Amazon.Runtime.BasicAWSCredentials("test", "test"),
    };
}

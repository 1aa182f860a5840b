using Amazon.Runtime.Internal;
using Amazon.SecurityToken;

namespace Slipway.Aws.Sts;

/// <summary>The SDK's STS client, with its tries counted.</summary>
internal sealed class TrackedStsClient(AmazonSecurityTokenServiceConfig config) : AmazonSecurityTokenServiceClient(config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerAfter<Signer>(new AttemptHandler());
    }
}

using Amazon.Runtime.Internal;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Internal;

namespace Slipway.Aws.Sts;

/// <summary>The SDK's STS client, with its tries counted.</summary>
internal sealed class TrackedStsClient(AmazonSecurityTokenServiceConfig config) : AmazonSecurityTokenServiceClient(config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        // STS offers Signature Version 4A too; without credentials the SDK would choose it and complain of a missing library.
        pipeline.ReplaceHandler<AmazonSecurityTokenServiceAuthSchemeHandler>(new SigV4AuthResolver());
        pipeline.AddHandlerAfter<Signer>(new AttemptHandler());
    }
}

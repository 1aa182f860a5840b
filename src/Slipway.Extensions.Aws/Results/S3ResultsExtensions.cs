using Slipway.Extensions.Aws;

namespace Slipway;

/// <summary>Results of a program of flows in S3.</summary>
public static class S3ResultsExtensions
{
    /// <summary>Records and caches results in a bucket, from where any machine can resume a run, and keeps variables there: see <see cref="S3ResultStore"/>.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="address"><c>s3://BUCKET</c> or <c>s3://BUCKET/PREFIX</c>.</param>
    /// <exception cref="ArgumentException">The address is none.</exception>
    /// <exception cref="Slipway.Aws.AwsConfigurationException">There is no region, or the profile that was named does not exist.</exception>
    public static FlowAppBuilder UseS3Results(this FlowAppBuilder builder, string address) => UseS3Results(builder, S3ResultStoreOptions.Parse(address));

    /// <inheritdoc cref="UseS3Results(FlowAppBuilder, string)"/>
    /// <param name="builder">The program.</param>
    /// <param name="options">Where, and how S3 is reached.</param>
    public static FlowAppBuilder UseS3Results(this FlowAppBuilder builder, S3ResultStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Results = new S3ResultStore(options);
        builder.Variables ??= new S3VariableStore(options);
        return builder;
    }
}

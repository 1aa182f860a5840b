using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Slipway.Aws;

/// <summary>The address of a service: what was configured, else <c>https://PREFIX.REGION.SUFFIX</c> of the region's partition.</summary>
internal sealed class RegionalEndpointProvider(string prefix, string region, Func<string?> configuredUrl) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters) => new(configuredUrl() ?? $"https://{prefix}.{region}.{Fn.Partition(region).dnsSuffix}");
}

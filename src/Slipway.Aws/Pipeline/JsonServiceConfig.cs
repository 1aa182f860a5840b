using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Slipway.Aws;

/// <summary>The SDK's configuration of one service.</summary>
internal sealed class JsonServiceConfig : ClientConfig
{
    private readonly JsonService _service;

    internal JsonServiceConfig(JsonService service, AwsClientOptions options)
        : base(new DefaultConfigurationProvider([Defaults()]))
    {
        _service = service;
        ServiceId = service.ServiceId;
        AuthenticationServiceName = service.IamName;
        options.ApplyTo(this);

        var region = options.ResolveRegion();
        TimeProvider = options.TimeProvider;
        RetryThrottling = options.RetryThrottling;
        EndpointProvider = new RegionalEndpointProvider(service.EndpointPrefix, region, () => ServiceURL);
    }

    internal TimeProvider TimeProvider { get; }

    internal bool RetryThrottling { get; }

    public override string ServiceVersion => _service.ApiVersion;

    public override string RegionEndpointServiceName => _service.EndpointPrefix;

    public override string UserAgent { get; } = $"slipway/{typeof(JsonServiceConfig).Assembly.GetName().Version?.ToString(3) ?? "0"}";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters());

    private static DefaultConfiguration Defaults() => new() { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard };
}

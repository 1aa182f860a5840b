using Microsoft.Extensions.DependencyInjection;
using Slipway.Running;

namespace Slipway.Hosting.Running;

/// <summary>The services of a run; none when the program registers none.</summary>
internal sealed class BuiltServices(ServiceProvider? provider) : IServiceProvider, IAsyncDisposable
{
    public object? GetService(Type serviceType) => ((IServiceProvider?)provider ?? NoServices.Instance).GetService(serviceType);

    public ValueTask DisposeAsync() => provider?.DisposeAsync() ?? ValueTask.CompletedTask;
}

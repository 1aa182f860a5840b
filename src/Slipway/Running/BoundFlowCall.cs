using Microsoft.Extensions.Logging;
using Slipway.Core.Errors;
using Slipway.Runtime;

namespace Slipway.Running;

/// <summary>The call of a flow's method by an attempt of its run.</summary>
internal sealed class BoundFlowCall(FlowArguments arguments, Attempt attempt) : FlowCall
{
    public override IServiceProvider Services => attempt.Services;

    public override CancellationToken CancellationToken => attempt.Token(default);

    public override T Argument<T>(string name) => arguments.Get<T>(name);

    public override T Service<T>(string parameter)
    {
        if (typeof(T) == typeof(ILogger))
            return (T)attempt.Logger;
        if (Services.GetService(typeof(T)) is T service)
            return service;
        if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(ILogger<>))
            return (T)Activator.CreateInstance(typeof(Logging.RunLogger<>).MakeGenericType(typeof(T).GetGenericArguments()), attempt.Logger)!;
        throw new SlipwayException(
            "flow.missing-service",
            $"{parameter} of the flow {arguments.Flow.Name} asks for {typeof(T)}, which is not registered. Register it with the services of the application.");
    }
}

using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>What a flow's method is called with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FlowCall
{
    /// <summary>Where its instance, loggers and services come from.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>Ended when the run is cancelled or its time is over.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The value of an input, by <see cref="FlowParameter.Name"/>: the given one, else the default.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    public abstract T Argument<T>(string name);

    /// <summary>A service that a parameter of the method or its type's constructor asks for; a missing one is an error that names both.</summary>
    /// <typeparam name="T">The service, <c>ILogger</c> included.</typeparam>
    public abstract T Service<T>(string parameter);
}

using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace Slipway.Runtime;

/// <summary>One try of a task run: what generated code binds parameters to that the caller left to the runtime.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Attempt
{
    /// <summary>1 for the first try.</summary>
    public abstract int Number { get; }

    /// <summary>The same on every attempt of this task run, also after a resume: for systems that take such a key.</summary>
    public abstract string IdempotencyKey { get; }

    /// <summary>The logger whose lines belong to this task run.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>As <see cref="Logger"/>, with the category of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public abstract ILogger<T> LoggerOf<T>();

    /// <summary>The services of the run.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>The token that the body gets: the caller's one, ended also by the run's cancellation and the task's timeout.</summary>
    /// <param name="given">The caller's argument.</param>
    public abstract CancellationToken Token(CancellationToken given);
}

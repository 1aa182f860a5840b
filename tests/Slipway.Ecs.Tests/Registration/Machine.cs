using Slipway.Core.Errors;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>One process: counts its steps, meets its fault, and does nothing any more once it is dead.</summary>
internal sealed class Machine(string name, Fault? fault, Turns? turns)
{
    private int _steps;

    public string Name => name;

    public bool Dead { get; private set; }

    public bool MetFault { get; private set; }

    /// <summary>The steps so far, for failure messages.</summary>
    public List<string> Log { get; } = [];

    public async Task<T> StepAsync<T>(string step, Func<Task<T>> effect, Func<Exception> unknown)
    {
        if (turns is not null)
            await turns.NextAsync(name);
        if (Dead)
            throw new MachineDiedException();

        _steps++;
        Log.Add(step);
        if (fault is null || fault.Step != _steps)
            return await effect();

        MetFault = true;
        Log[^1] += $" <- {fault.Kind}";
        switch (fault.Kind)
        {
            case FaultKind.DieBefore:
                Dead = true;
                throw new MachineDiedException();
            case FaultKind.DieAfter:
                await effect();
                Dead = true;
                throw new MachineDiedException();
            case FaultKind.LostRequest:
                throw unknown();
            default:
                await effect();
                throw unknown();
        }
    }

    internal static Exception StoreFailed() => new SlipwayException("storage.busy", "The test's store did not answer.");
}

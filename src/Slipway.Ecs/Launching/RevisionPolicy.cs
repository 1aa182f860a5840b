namespace Slipway.Ecs.Launching;

/// <summary>Whose revision a launch runs.</summary>
public enum RevisionPolicy
{
    /// <summary>The one that the ledger holds for the definition; registered when there is none. The default.</summary>
    Reuse,

    /// <summary>One of its own: register, run, deregister, whatever becomes of the launch.</summary>
    PerRun,
}

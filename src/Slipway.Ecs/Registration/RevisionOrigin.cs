namespace Slipway.Ecs.Registration;

/// <summary>How a revision was come by.</summary>
public enum RevisionOrigin
{
    /// <summary>The ledger knew it: no ECS call was made.</summary>
    Reused,

    /// <summary>It was registered now.</summary>
    Registered,

    /// <summary>AWS had it (after a lost response, a lost ledger or a crash) and the ledger took it over.</summary>
    Adopted,

    /// <summary>It was registered for this launch alone, and goes when the launch ends.</summary>
    PerRun,
}

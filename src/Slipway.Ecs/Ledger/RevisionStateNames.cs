namespace Slipway.Ecs.Ledger;

/// <summary>The states' names as they are stored and shown: lower case.</summary>
public static class RevisionStateNames
{
    private static readonly string[] Names =
        ["registering", "active", "retired", "deregistering", "deregistered", "deleting", "deleted", "orphan"];

    /// <summary>The name of a state.</summary>
    public static string ToText(this RevisionState state) => Names[(int)state];

    /// <summary>The state of a name.</summary>
    /// <exception cref="InvalidDataException">No state is called so.</exception>
    public static RevisionState Parse(string name) => TryParse(name) ?? throw new InvalidDataException($"'{name}' is not a state of a revision.");

    /// <summary>The state of a name; null when no state is called so.</summary>
    public static RevisionState? TryParse(string? name)
    {
        var index = Array.IndexOf(Names, name);
        return index < 0 ? null : (RevisionState)index;
    }
}

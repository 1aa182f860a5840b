namespace Slipway.Ecs.Definitions;

/// <summary>
/// Which part of the main container's environment goes as an override, and which is too large and becomes part of the definition.
/// </summary>
/// <param name="Overrides">What goes with RunTask.</param>
/// <param name="Defined">What becomes part of the definition; null when nothing does.</param>
/// <param name="Note">What to tell people; null when all is as usual.</param>
internal sealed record EnvironmentPlacement(
    IReadOnlyDictionary<string, string> Overrides, IReadOnlyDictionary<string, string>? Defined, string? Note)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Decides.</summary>
    /// <param name="declared">The settings' environment: the same for every run.</param>
    /// <param name="ofRun">The run's own, which wins.</param>
    /// <param name="reserved">The characters that the other overrides take.</param>
    public static EnvironmentPlacement Decide(
        IReadOnlyDictionary<string, string>? declared, IReadOnlyDictionary<string, string> ofRun, int reserved)
    {
        declared ??= Nothing;
        var room = OverrideSize.Limit - reserved;
        var all = Joined(declared, ofRun);
        if (OverrideSize.OfEnvironment(all) <= room)
            return new EnvironmentPlacement(all, null, null);

        // What the settings declare changes with releases; what the run adds may change with every run, and would make a revision each.
        var size = OverrideSize.OfEnvironment(all);
        if (declared.Count > 0 && OverrideSize.OfEnvironment(ofRun) <= room)
        {
            return new EnvironmentPlacement(
                ofRun,
                declared,
                $"The environment is too large for RunTask's overrides ({size} characters, {room} fit), so the {declared.Count} variables of the settings "
                + "became part of the task definition: changing one makes a new revision.");
        }

        return new EnvironmentPlacement(
            Nothing,
            all,
            $"The environment is too large for RunTask's overrides ({size} characters, {room} fit), so all {all.Count} variables became part of the task definition: "
            + "each run with other values makes a new revision. Pass large values by a file or a parameter instead.");
    }

    private static IReadOnlyDictionary<string, string> Joined(IReadOnlyDictionary<string, string> declared, IReadOnlyDictionary<string, string> ofRun)
    {
        if (ofRun.Count == 0 || declared.Count == 0)
            return ofRun.Count == 0 ? declared : ofRun;
        var all = new Dictionary<string, string>(declared, StringComparer.Ordinal);
        foreach (var (name, value) in ofRun)
            all[name] = value;
        return all;
    }
}

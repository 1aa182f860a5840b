namespace Slipway.Core.Containers.Reading;

/// <summary>Where the reader is, and the problems it has found so far.</summary>
internal sealed record ReadScope(string Path, List<SettingsProblem> Problems)
{
    public ReadScope Member(string name) => this with { Path = SettingsPath.Member(Path, name) };

    public ReadScope Item(int index) => this with { Path = SettingsPath.Item(Path, index) };

    /// <summary>Notes a problem; false, so that a reader can end with it.</summary>
    public bool Problem(string code, string message)
    {
        Problems.Add(new SettingsProblem(Path, code, message));
        return false;
    }
}

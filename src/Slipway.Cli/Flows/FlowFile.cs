using System.Security.Cryptography;
using System.Text;
using Slipway.Cli.Settings;
using Slipway.Core.Containers;
using Slipway.Core.Flows;
using Slipway.Core.Graphs;

namespace Slipway.Cli.Flows;

/// <summary>A YAML file with a flow that nothing is wrong with.</summary>
internal sealed class FlowFile
{
    private const long MaxBytes = 1024 * 1024;

    private readonly Places _places;
    private readonly Origin _top;

    private FlowFile(string shown, ContainerFlow flow, Places places)
    {
        (Shown, Flow, _places) = (shown, flow, places);
        _top = Origin.File(shown, 1, 1);
        Graph = FlowGraph.Of(flow);
    }

    /// <summary>The file's name for messages.</summary>
    public string Shown { get; }

    /// <summary>The flow.</summary>
    public ContainerFlow Flow { get; }

    /// <summary>The flow's name.</summary>
    public string Name => Flow.Name!;

    /// <summary>What it runs, and in which order.</summary>
    public FlowGraph Graph { get; }

    /// <summary>SHA-256 of what the file says: comments, layout and the order of members do not count, except that of tasks.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FlowReader.Write(Flow).ToJsonString())));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, relative to <paramref name="workingDirectory"/>.</param>
    /// <param name="workingDirectory">The folder that messages name the file relative to.</param>
    /// <exception cref="FlowFileException">Everything that is wrong with it.</exception>
    public static FlowFile Read(string path, string workingDirectory) =>
        TryRead(path, workingDirectory, out var problems) ?? throw new FlowFileException(problems);

    /// <summary>Reads a file; null, with everything that is wrong, when it can't be used.</summary>
    public static FlowFile? TryRead(string path, string workingDirectory, out IReadOnlyList<LocatedProblem> problems)
    {
        var full = Path.GetFullPath(path, workingDirectory);
        var relative = Path.GetRelativePath(workingDirectory, full);
        var shown = relative.Length < full.Length ? relative : full;
        var top = Origin.File(shown, 1, 1);
        var file = new FileInfo(full);
        problems = !file.Exists ? [new LocatedProblem(top, "flow.no-file", "There is no such file.")]
            : file.Length > MaxBytes ? [new LocatedProblem(top, "flow.too-large", "A flow has at most 1 MiB.")]
            : [];
        if (problems.Count > 0)
            return null;

        var content = YamlReader.Read(shown, File.ReadAllText(full), "a flow", "name: daily-orders", out var yaml);
        if (yaml.Any(problem => problem.Code == "settings.not-yaml"))
        {
            problems = yaml;
            return null;
        }

        var places = new Places(content);
        var reading = FlowReader.Read(content.ToJson());
        problems =
        [
            .. yaml.Concat(reading.Problems.Select(problem => places.Locate(problem, top)))
                .DistinctBy(problem => (problem.Place, problem.Message))
                .OrderBy(problem => problem.Place.Line).ThenBy(problem => problem.Place.Column),
        ];
        return problems.Count == 0 ? new FlowFile(shown, reading.Flow, places) : null;
    }

    /// <summary>The places of problems that ECS's rules found in a task's settings.</summary>
    /// <param name="task">The task.</param>
    /// <param name="problems">The problems, with paths in the settings.</param>
    public IReadOnlyList<LocatedProblem> Locate(string task, IReadOnlyList<SettingsProblem> problems)
    {
        var own = SettingsPath.Member(SettingsPath.Member(SettingsPath.Root, "tasks"), task);
        var shared = SettingsPath.Member(SettingsPath.Root, "defaults");
        return [.. problems.Select(problem =>
        {
            var inside = problem.Path.TrimStart('$');
            var path = !_places.Has(own + inside) && _places.Has(shared + inside) ? shared + inside : own + inside;
            return _places.Locate(problem with { Path = path }, _top);
        })];
    }
}

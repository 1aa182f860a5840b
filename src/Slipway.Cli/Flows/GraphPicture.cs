using System.Text;

namespace Slipway.Cli.Flows;

/// <summary>
/// Draws a graph in text, as version histories are drawn: one row for each task, tasks before those that wait for them, and a lane for each edge that is
/// open between its two ends.
/// </summary>
internal sealed class GraphPicture
{
    private readonly StringBuilder _text = new();

    // For each lane the task at its lower end; null for a lane that is free.
    private readonly List<string?> _lanes = [];

    private GraphPicture()
    {
    }

    /// <summary>Draws a flow's graph.</summary>
    public static string Draw(FlowFile file)
    {
        var picture = new GraphPicture();
        var order = file.Graph.Nodes.Select(node => node.Task).Distinct(StringComparer.Ordinal).ToList();
        var rows = new List<(string Graph, string Name, string Detail)>();
        foreach (var name in order)
        {
            var task = file.Flow.Tasks![name];
            var children = order.Where(other => file.Graph.Edges[other].Any(edge => edge.Upstream == name)).ToList();
            var label = name + (GraphFormats.Count(task) is { } count ? $" ×{count}" : "");
            rows.AddRange(picture.Rows(name, children).Select(row => (row.Graph, row.IsTask ? label : "", row.IsTask ? file.Flow.SettingsOf(task).Image ?? "" : "")));
        }

        var graphWidth = rows.Max(row => row.Graph.Length);
        var nameWidth = rows.Max(row => row.Name.Length);
        picture._text.Append(file.Name).Append("\n\n");
        foreach (var (graph, name, detail) in rows)
            picture._text.Append($"{graph.PadRight(graphWidth)}  {name.PadRight(nameWidth)}  {detail}".TrimEnd()).Append('\n');
        return picture._text.ToString();
    }

    private IEnumerable<(string Graph, bool IsTask)> Rows(string name, List<string> children)
    {
        var arriving = Enumerable.Range(0, _lanes.Count).Where(i => _lanes[i] == name).ToList();
        if (arriving.Count == 0)
            arriving.Add(Free(0));
        var at = arriving[0];
        if (arriving.Count > 1)
        {
            yield return (Join(at, arriving, '┴', '╯'), false);
            foreach (var lane in arriving.Skip(1))
                _lanes[lane] = null;
        }

        _lanes[at] = name;
        yield return (string.Join(' ', _lanes.Select((lane, i) => i == at ? '●' : lane is null ? ' ' : '│')).TrimEnd(), true);

        _lanes[at] = children.FirstOrDefault();
        var leaving = new List<int> { at };
        foreach (var child in children.Skip(1))
        {
            var lane = Free(at + 1);
            _lanes[lane] = child;
            leaving.Add(lane);
        }

        if (leaving.Count > 1)
            yield return (Join(at, leaving, '┬', '╮'), false);
        while (_lanes.Count > 0 && _lanes[^1] is null)
            _lanes.RemoveAt(_lanes.Count - 1);
    }

    private int Free(int from)
    {
        for (var i = from; i < _lanes.Count; i++)
        {
            if (_lanes[i] is null)
                return i;
        }

        while (_lanes.Count < from)
            _lanes.Add(null);
        _lanes.Add(null);
        return _lanes.Count - 1;
    }

    private string Join(int at, List<int> lanes, char between, char last)
    {
        var end = lanes.Max();
        var row = new StringBuilder();
        for (var i = 0; i < _lanes.Count; i++)
        {
            var inside = i > at && i < end;
            row.Append(i == at ? '├'
                : i == end ? last
                : inside && lanes.Contains(i) ? between
                : inside ? (_lanes[i] is null ? '─' : '┼')
                : _lanes[i] is null ? ' ' : '│');
            if (i < _lanes.Count - 1)
                row.Append(i >= at && i < end ? '─' : ' ');
        }

        return row.ToString().TrimEnd();
    }
}

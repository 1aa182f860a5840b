namespace Slipway.Hosting.View;

/// <summary>The nodes that fit into a height: those that run or failed before those that are done.</summary>
internal sealed class TreeRows
{
    private TreeRows(IReadOnlyList<TreeRow> shown, IReadOnlyList<TaskNode> hidden)
    {
        Shown = shown;
        Hidden = hidden;
    }

    public IReadOnlyList<TreeRow> Shown { get; }

    public IReadOnlyList<TaskNode> Hidden { get; }

    public static TreeRows Choose(TaskNode root, int height)
    {
        var all = new List<TaskNode>();
        Collect(root, all);
        if (all.Count <= height)
            return new TreeRows(Guided(root, shown: null), []);

        // One line says what is left out.
        var room = Math.Max(0, height - 1);
        var shown = new HashSet<TaskNode>();
        foreach (var node in all.Where(node => node.IsActive).Concat(all.Where(node => !node.IsActive && node.Failed > 0)).Concat(all.AsEnumerable().Reverse()))
        {
            var path = new List<TaskNode>();
            for (var at = node; at.Parent is not null && !shown.Contains(at); at = at.Parent)
                path.Add(at);
            if (shown.Count + path.Count <= room)
                shown.UnionWith(path);
        }

        return new TreeRows(Guided(root, shown), [.. all.Where(node => !shown.Contains(node))]);
    }

    private static void Collect(TaskNode node, List<TaskNode> into)
    {
        foreach (var child in node.Children)
        {
            into.Add(child);
            Collect(child, into);
        }
    }

    private static List<TreeRow> Guided(TaskNode root, HashSet<TaskNode>? shown)
    {
        var rows = new List<TreeRow>();
        Add(root, "");
        return rows;

        void Add(TaskNode node, string guide)
        {
            var children = node.Children.Where(child => shown is null || shown.Contains(child)).ToList();
            for (var i = 0; i < children.Count; i++)
            {
                var last = i == children.Count - 1;
                rows.Add(new TreeRow(children[i], guide + (last ? "└─ " : "├─ ")));
                Add(children[i], guide + (last ? "   " : "│  "));
            }
        }
    }
}

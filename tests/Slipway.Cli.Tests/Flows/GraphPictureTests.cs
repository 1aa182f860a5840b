using Slipway.Cli.Flows;
using Slipway.TestKits.Snapshots;

namespace Slipway.Cli.Tests.Flows;

public sealed class GraphPictureTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one", "a: {}")]
    [InlineData("row", "a: {}\n  b: {needs: a}\n  c: {needs: b}")]
    [InlineData("diamond", "a: {}\n  b: {needs: a, matrix: {n: [1, 2, 3]}}\n  c: {needs: a}\n  d: {needs: [b, c]}")]
    [InlineData("apart", "a: {}\n  b: {}\n  c: {needs: a}\n  d: {needs: b}")]
    [InlineData("wide", "a: {}\n  b: {needs: a}\n  c: {needs: a}\n  d: {needs: a}\n  e: {needs: [b, d]}\n  f: {needs: c}\n  g: {needs: [e, f, a]}")]
    [InlineData("crossing", "a: {}\n  b: {}\n  c: {}\n  d: {needs: [a, c]}\n  e: {needs: [b, d]}\n  f: {needs: [a, b]}")]
    public void It_shows_every_task_and_every_edge(string name, string tasks)
    {
        _folder.Write("f.yaml", $"name: {name}\ndefaults: {{image: job:1.0.0}}\ntasks:\n  {tasks}\n");
        Snapshot.Match(GraphPicture.Draw(FlowFile.Read("f.yaml", _folder.Path)), name);
    }
}

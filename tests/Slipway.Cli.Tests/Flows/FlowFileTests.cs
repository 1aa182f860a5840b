using Slipway.Cli.Flows;
using Slipway.TestKits.Snapshots;

namespace Slipway.Cli.Tests.Flows;

public sealed class FlowFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_that_is_wrong_is_told_at_once_with_its_place()
    {
        _folder.Write("wrong.yaml", """
            name: daily orders
            schedule:
              - cron: 0 3 * *
                timeZone: Europe/Warsawa
            parameters:
              day: date
              mode: {type: enum}
              mode: string
            tasks:
              extract:
                image: job:1.0.0
                comand: [extract]
                cpu: lots
                env:
                  DAY: ${{ parameters.dya }}
              load:
                image: job:${{ parameters.day }}
                needs: [extrct]
                command:
                  - sh
                  - -c
                  - load ${{ tasks.extract.result.rows }}
              report:
                needs: mail
                retries: {count: 3, on: [everything]}
              mail:
                image: mail:1
                needs: report
                secrets: {PASSWORD: "ssm:/${{ run.id }}"}
            """);
        Assert.Null(FlowFile.TryRead("wrong.yaml", _folder.Path, out var problems));
        Snapshot.Match(string.Join('\n', problems.Select(problem => $"{problem} [{problem.Code}]")));
    }

    [Theory]
    [InlineData("a: [", "settings.not-yaml", "This is not the YAML of a flow")]
    [InlineData("- a", "settings.not-yaml", "such as 'name: daily-orders'")]
    public void What_is_no_YAML_is_refused_with_its_place(string text, string code, string part)
    {
        _folder.Write("f.yaml", text);
        var error = Assert.Throws<FlowFileException>(() => FlowFile.Read("f.yaml", _folder.Path));
        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told() =>
        Assert.Equal("flow.no-file", Assert.Throws<FlowFileException>(() => FlowFile.Read("nowhere.yaml", _folder.Path)).Code);

    [Fact]
    public void Comments_and_layout_do_not_make_another_flow()
    {
        _folder.Write("a.yaml", "name: f\ntasks:\n  a: {image: job:1.0.0, command: [x]}\n");
        _folder.Write("b.yaml", "# the same\ntasks:\n  a:\n    command:\n    - x\n    image: 'job:1.0.0'\nname: f\n");
        _folder.Write("c.yaml", "name: f\ntasks:\n  a: {image: job:1.0.1, command: [x]}\n");
        Assert.Equal(FlowFile.Read("a.yaml", _folder.Path).Hash, FlowFile.Read("b.yaml", _folder.Path).Hash);
        Assert.NotEqual(FlowFile.Read("a.yaml", _folder.Path).Hash, FlowFile.Read("c.yaml", _folder.Path).Hash);
    }
}

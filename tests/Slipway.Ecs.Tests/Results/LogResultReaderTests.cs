using System.Text;
using System.Text.Json.Nodes;
using Slipway.Core.Errors;
using Slipway.Core.Expressions;
using Slipway.Ecs.Results;
using Slipway.Ecs.Tests.Definitions;
using Slipway.Ecs.Tests.Logs;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Results;

public sealed class LogResultReaderTests
{
    private const string Arn = "arn:aws:ecs:eu-west-1:111122223333:task/dev/0123abcd";

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void A_result_is_read_over_pages_whatever_else_is_in_the_stream()
    {
        var log = new FakeLog(_clock) { PageSize = 3 };
        var json = new JsonObject { ["city"] = "Łódź", ["rows"] = 42, ["text"] = new string('x', 2_000) };
        log.Write("sh: something else");
        Write(log, Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.Equal(json.ToJsonString(), Read(log)!.ToJsonString());
    }

    [Fact]
    public void Lines_that_come_late_are_waited_for()
    {
        var log = new FakeLog(_clock) { Delay = TimeSpan.FromSeconds(30) };
        Write(log, "[1, 2]"u8.ToArray());
        Assert.Equal("[1,2]", Read(log)!.ToJsonString());
    }

    [Fact]
    public void A_container_without_a_file_has_no_result()
    {
        var log = new FakeLog(_clock);
        log.Write("slipway-result none");
        Assert.Null(Read(log));
    }

    [Theory]
    [InlineData("result.too-large", "slipway-result too-large 300000")]
    [InlineData("result.not-json", "slipway-result 1 bm90IGpzb24=", "slipway-result end 8")]
    [InlineData("result.unreadable", "slipway-result 1 WzFd")]
    [InlineData("result.unreadable", "slipway-result 2 WzFd", "slipway-result end 3")]
    [InlineData("result.unreadable", "slipway-result 1 WzF", "slipway-result end 3")]
    [InlineData("result.unreadable", "slipway-result 1 WzFd", "slipway-result end 4")]
    public void What_is_not_whole_is_never_taken_for_a_result(string code, params string[] lines)
    {
        var log = new FakeLog(_clock);
        foreach (var line in lines)
            log.Write(line);
        Assert.Equal(code, Assert.Throws<SlipwayException>(() => Read(log)).Code);
    }

    [Fact]
    public void A_stream_that_never_comes_is_told_with_its_name_and_what_may_be_missing()
    {
        var thrown = Assert.Throws<SlipwayException>(() => Read(new FakeLog(_clock)));
        Assert.Equal("result.unreadable", thrown.Code);
        Assert.Contains("/slipway-result/0123abcd", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("resultImage", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_get_volume_mounts_variable_and_a_sidecar_that_is_not_essential()
    {
        var settings = ResultSidecar.AddTo(Sample.Settings(Sample.Least), "busybox:1");
        var sidecar = settings.Sidecars![ResultSidecar.Name];
        Assert.Equal(("busybox:1", false, "0"), (sidecar.Image, sidecar.Essential!.Value, sidecar.User));
        Assert.Equal(settings.Env![TaskResult.FileVariable], sidecar.Env![TaskResult.FileVariable]);
        Assert.Equal(settings.Mounts!.Keys, sidecar.Mounts!.Keys);
        Assert.Contains(ResultSidecar.Name, settings.Volumes!.Keys);
    }

    private static void Write(FakeLog log, byte[] file)
    {
        var number = 0;
        foreach (var line in Convert.ToBase64String(file).Chunk(76))
            log.Write($"slipway-result {++number} {new string(line)}");
        log.Write($"slipway-result end {file.Length}");
    }

    private JsonNode? Read(FakeLog log)
    {
        var settings = """{ "image": "dbt-model:1.0.1", "executionRole": "execution", "subnets": ["subnet-1"], "logs": { "group": "/slipway/dev" } }""";
        return SimulatedTime.Run(_clock, () => new LogResultReader(log, new ResultOptions(), _clock).ReadAsync(Sample.Bind(settings), Arn, CancellationToken.None));
    }
}

namespace Slipway.EndToEnd.Tests.Scripts;

/// <summary><c>./test</c>: how it counts, and what it passes on.</summary>
public sealed class TestScriptTests : IDisposable
{
    private readonly FakeRepository _repository = new();

    public TestScriptTests() => _repository.Write("slipway.slnx", "");

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task The_last_line_is_the_sum_of_all_projects()
    {
        AddProject("A.Tests", passed: 3);
        AddProject("B.Tests", passed: 4);
        Assert.Equal("7 passed, 0 failed", (await FastAsync()).ShouldEndWith(0).LastLine);
    }

    [Fact]
    public async Task A_failed_test_fails_the_run_and_the_other_projects_still_run()
    {
        AddProject("A.Tests", passed: 1, failed: 2, exitCode: 2);
        AddProject("B.Tests", passed: 5);
        var run = (await FastAsync()).ShouldEndWith(1);
        Assert.Equal("6 passed, 2 failed", run.LastLine);
        Assert.Contains("failed: A.Tests.Case0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_dies_without_a_report_counts_as_a_failure()
    {
        AddProject("A.Tests", passed: 1);
        _repository.WriteProgram(Program("B.Tests"), "#!/bin/sh\necho Segmentation fault\nexit 139\n");
        _repository.Write("tests/B.Tests/B.Tests.csproj", "");
        var run = (await FastAsync()).ShouldEndWith(1);
        Assert.Equal("1 passed, 1 failed", run.LastLine);
        Assert.Contains("B.Tests ended with code 139", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_ending_that_no_failed_test_explains_counts_as_a_failure()
    {
        AddProject("A.Tests", passed: 9, exitCode: 3);
        Assert.Equal("9 passed, 1 failed", (await FastAsync()).ShouldEndWith(1).LastLine);
    }

    [Fact]
    public async Task No_test_at_all_is_no_success()
    {
        AddProject("A.Tests", passed: 0, exitCode: 8);
        Assert.Equal("0 passed, 0 failed", (await FastAsync()).ShouldEndWith(1).LastLine);
    }

    [Fact]
    public async Task Two_projects_run_at_once_and_each_is_told_as_a_whole()
    {
        // Each waits for the other to have begun: one after the other, neither would end.
        foreach (var (name, other) in (ReadOnlySpan<(string, string)>)[("A.Tests", "B.Tests"), ("B.Tests", "A.Tests")])
        {
            AddProject(name, passed: 2, before: $"""
                touch began-{name}
                echo {name} says one
                until [ -e began-{other} ]; do sleep 0.02; done
                echo {name} says two
                """);
        }

        var run = (await FastAsync()).ShouldEndWith(0);
        Assert.Equal("4 passed, 0 failed", run.LastLine);
        Assert.Contains("── A.Tests\nA.Tests says one\nA.Tests says two\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("── B.Tests\nB.Tests says one\nB.Tests says two\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_run_ends_what_it_started()
    {
        AddProject("A.Tests", passed: 1, before: """
            trap 'touch told-to-end; exit 143' TERM
            touch began
            while :; do sleep 0.02; done
            """);
        AddProject("B.Tests", passed: 1, before: """
            until [ -e began ]; do sleep 0.02; done
            kill -TERM $PPID
            """);

        var run = (await FastAsync()).ShouldEndWith(130);
        Assert.Contains("Interrupted", run.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(_repository.Join("told-to-end")), "The other project ran on.");
    }

    [Fact]
    public async Task What_a_test_starts_can_be_interrupted()
    {
        // The masks of ignored signals, of which SIGINT is bit 2 and SIGQUIT bit 3.
        AddProject("A.Tests", passed: 1, before: "grep SigIgn /proc/self/status");
        var ignored = (await FastAsync()).ShouldEndWith(0).Output.Split('\n').Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        Assert.Equal(0, Convert.ToInt64(ignored.Split('\t')[1], 16) & 0b110);
    }

    [Fact]
    public async Task Skipped_tests_are_counted_apart()
    {
        AddProject("A.Tests", passed: 2, skipped: 1);
        var run = (await FastAsync()).ShouldEndWith(0);
        Assert.Contains("1 skipped\n2 passed, 0 failed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_that_fails_is_a_failure_and_runs_nothing()
    {
        AddProject("A.Tests", passed: 2);
        _repository.Set("FAKE_BUILD_ERROR", "error CS1002");
        var run = (await FastAsync()).ShouldEndWith(1);
        Assert.Equal("0 passed, 1 failed", run.LastLine);
        Assert.Contains("error CS1002", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fast_leaves_out_the_tests_that_need_something_or_much_time()
    {
        AddProject("A.Tests", passed: 1);
        Assert.Contains("--filter-not-trait needs=* --filter-not-trait speed=slow", (await FastAsync()).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ledger", "--filter-query /*/*/*Ledger*/[needs!=*] --filter-query /*/*/*/*Ledger*/[needs!=*]")]
    [InlineData("/*/*/Ledger*", "--filter-query /*/*/Ledger*/[needs!=*]")]
    [InlineData("speed=slow", "--filter-query /[(speed=slow)&(needs!=*)]")]
    public async Task A_filter_selects_by_name_query_or_trait(string filter, string passedOn)
    {
        AddProject("A.Tests", passed: 1);
        var run = (await _repository.RunAsync("test", "--fast", "--filter", filter)).ShouldEndWith(0);
        Assert.Contains(passedOn, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_is_refused_with_the_usage()
    {
        var run = (await _repository.RunAsync("test", "--quick")).ShouldEndWith(2);
        Assert.Contains("Unknown option --quick", run.Errors, StringComparison.Ordinal);
        Assert.Contains("--fast", run.Errors, StringComparison.Ordinal);
    }

    private Task<Finished> FastAsync() => _repository.RunAsync("test", "--fast");

    private void AddProject(string name, int passed, int failed = 0, int skipped = 0, int exitCode = 0, string before = "")
    {
        var failures = string.Concat(Enumerable.Range(0, failed).Select(at => $"<UnitTestResult testName=\"{name}.Case{at}\" outcome=\"Failed\" />"));
        var total = passed + failed + skipped;
        var report = $"<TestRun>{failures}<Counters total=\"{total}\" executed=\"{total - skipped}\" passed=\"{passed}\" failed=\"{failed}\" error=\"0\" timeout=\"0\" /></TestRun>";
        _repository.Write($"tests/{name}/{name}.csproj", "");
        _repository.WriteProgram(Program(name), $"""
            #!/bin/sh
            {before}
            echo "arguments: $*"
            while [ "$1" != --report-xunit-trx-filename ]; do shift; done
            echo '{report}' >"$4/$2"
            exit {exitCode}
            """);
    }

    private static string Program(string name) => $"tests/{name}/bin/Release/net10.0/{name}";
}

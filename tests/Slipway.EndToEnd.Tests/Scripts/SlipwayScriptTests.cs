namespace Slipway.EndToEnd.Tests.Scripts;

/// <summary><c>./slipway</c>: when it builds, and what it passes on.</summary>
public sealed class SlipwayScriptTests : IDisposable
{
    private readonly FakeRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task The_first_run_builds_and_the_second_does_not()
    {
        var first = (await _repository.RunAsync("slipway", "run", "dbt-model:1.0.1")).ShouldEndWith(0);
        Assert.Single(_repository.DotnetCalls);
        Assert.Equal("ran with run dbt-model:1.0.1\n", first.Output);
        Assert.Empty(first.Errors);

        (await _repository.RunAsync("slipway")).ShouldEndWith(0);
        Assert.Single(_repository.DotnetCalls);
    }

    [Theory]
    [InlineData("src/Slipway.Core/Rule.cs")]
    [InlineData("src/Slipway.Core/New/Another.cs")]
    [InlineData("Directory.Packages.props")]
    public async Task A_changed_or_new_source_is_built(string file)
    {
        await _repository.RunAsync("slipway");
        _repository.Write(file, "changed");
        MakeNewerThanTheBuild(file);

        (await _repository.RunAsync("slipway")).ShouldEndWith(0);
        Assert.Equal(2, _repository.DotnetCalls.Count);
    }

    [Fact]
    public async Task A_removed_source_is_noticed()
    {
        await _repository.RunAsync("slipway");
        File.Delete(_repository.Join("src/Slipway.Core/Rule.cs"));
        Directory.SetLastWriteTimeUtc(_repository.Join("src/Slipway.Core"), BuiltAt().AddSeconds(1));

        (await _repository.RunAsync("slipway")).ShouldEndWith(0);
        Assert.Equal(2, _repository.DotnetCalls.Count);
    }

    [Fact]
    public async Task Build_output_is_no_reason_to_build()
    {
        await _repository.RunAsync("slipway");
        _repository.Write("src/Slipway.Core/obj/Debug/generated.cs", "");
        MakeNewerThanTheBuild("src/Slipway.Core/obj/Debug/generated.cs");

        await _repository.RunAsync("slipway");
        Assert.Single(_repository.DotnetCalls);
    }

    [Fact]
    public async Task A_build_that_fails_shows_why_and_is_tried_again()
    {
        _repository.Set("FAKE_BUILD_ERROR", "Rule.cs(1,1): error CS1002");
        var failed = (await _repository.RunAsync("slipway")).ShouldEndWith(125);
        Assert.Contains("error CS1002", failed.Errors, StringComparison.Ordinal);
        Assert.Empty(failed.Output);

        _repository.Set("FAKE_BUILD_ERROR", null);
        (await _repository.RunAsync("slipway")).ShouldEndWith(0);
    }

    [Fact]
    public async Task The_command_decides_the_exit_code()
    {
        _repository.Set("FAKE_EXIT", "122");
        (await _repository.RunAsync("slipway", "run", "a b")).ShouldEndWith(122);
    }

    [Fact]
    public async Task It_works_through_a_link_from_elsewhere()
    {
        Directory.CreateDirectory(_repository.Join("bin"));
        File.CreateSymbolicLink(_repository.Join("bin/slipway"), "../slipway");
        Assert.Equal("ran with --version\n", (await _repository.RunAsync("bin/slipway", "--version")).ShouldEndWith(0).Output);
    }

    [Fact]
    public async Task In_a_pipeline_the_build_has_a_compiler_server_of_its_own()
    {
        _repository.Set("CI", "true");
        _repository.Set("UseSharedCompilation", "false");
        await _repository.RunAsync("slipway");

        var build = Assert.Single(_repository.DotnetCalls, call => call.StartsWith("build ", StringComparison.Ordinal));
        Assert.Contains("-p:UseSharedCompilation=true", build, StringComparison.Ordinal);
        Assert.Contains("-p:SharedCompilationId=slipway-", build, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_SDK_it_says_what_to_install()
    {
        File.Delete(_repository.Join("fake/dotnet"));
        // Nothing can be fetched: what would be downloaded is not there.
        foreach (var program in (string[])["curl", "wget"])
            _repository.WriteProgram($"fake/{program}", "#!/bin/sh\necho no network >&2\nexit 7\n");
        foreach (var program in (string[])["bash", "dirname", "readlink", "find", "mkdir", "touch", "flock", "ldconfig", "grep", "tail", "sed", "mv", "cat"])
            LinkProgram(program);
        _repository.Set("PATH", _repository.Join("fake"));

        var failed = (await _repository.RunAsync("slipway")).ShouldEndWith(125);
        Assert.Contains("The .NET SDK 10.0 is missing", failed.Errors, StringComparison.Ordinal);
        Assert.Contains("Install it with:\n    ", failed.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ID=ubuntu\nVERSION_ID=\"24.04\"\n", "apt-get install -y dotnet-sdk-10.0")]
    [InlineData("ID=ubuntu\nVERSION_ID=\"22.04\"\n", "add-apt-repository -y ppa:dotnet/backports")]
    [InlineData("VERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nID=debian\n", "https://packages.microsoft.com/config/debian/12/packages-microsoft-prod.deb")]
    [InlineData("ID=fedora\nVERSION_ID=41\n", "https://dot.net/v1/dotnet-install.sh")]
    public async Task The_command_that_installs_the_SDK_is_the_system_s_own(string system, string command)
    {
        _repository.Write("os-release", system);
        var told = (await _repository.RunAsync("/bin/bash", "-c", "root=. && . scripts/sdk.sh && os_release=os-release && sdk_commands")).ShouldEndWith(0);
        Assert.Contains(command, told.Output, StringComparison.Ordinal);
        if (system.StartsWith("ID=fedora", StringComparison.Ordinal))
            Assert.DoesNotContain("sudo", told.Output, StringComparison.Ordinal);
        else
            Assert.Equal(!Environment.IsPrivilegedProcess, told.Output.Contains("sudo apt-get", StringComparison.Ordinal));
    }

    private void LinkProgram(string name)
    {
        foreach (var folder in (string[])["/usr/bin", "/bin", "/usr/sbin", "/sbin"])
        {
            if (File.Exists($"{folder}/{name}"))
            {
                File.CreateSymbolicLink(_repository.Join($"fake/{name}"), $"{folder}/{name}");
                return;
            }
        }
    }

    private DateTime BuiltAt() => File.GetLastWriteTimeUtc(_repository.Join(".cache/slipway-built"));

    private void MakeNewerThanTheBuild(string file) => File.SetLastWriteTimeUtc(_repository.Join(file), BuiltAt().AddSeconds(1));
}

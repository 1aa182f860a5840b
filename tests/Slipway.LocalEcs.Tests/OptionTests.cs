using Slipway.LocalEcs.Tests.Hosting;

namespace Slipway.LocalEcs.Tests;

public sealed class OptionTests
{
    [Fact]
    public async Task A_wrong_setting_is_named_with_what_is_allowed()
    {
        var exception = await Assert.ThrowsAsync<LocalEcsException>(() => LocalEcsServer.StartAsync(
            new LocalEcsOptions { StateDirectory = Path.GetTempPath(), AccountId = "12" }, TestContext.Current.CancellationToken));
        Assert.Equal("LOCALECS_OPTION_INVALID", exception.Code);
        Assert.Contains("AccountId", exception.Message, StringComparison.Ordinal);
        Assert.Contains("twelve digits", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_so_and_the_state_directory_is_free_again()
    {
        await using var first = await LocalEcsHost.StartAsync();
        var directory = Directory.CreateTempSubdirectory("local-ecs-port-").FullName;
        var options = new LocalEcsOptions { StateDirectory = directory, Runtime = LocalRuntime.Simulated, Port = first.Server.Endpoint.Port };

        var exception = await Assert.ThrowsAsync<LocalEcsException>(() => LocalEcsServer.StartAsync(options, TestContext.Current.CancellationToken));
        Assert.Equal("LOCALECS_PORT_IN_USE", exception.Code);

        await using (await LocalEcsHost.StartAsync(stateDirectory: directory))
        {
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Each_start_makes_its_own_key()
    {
        await using var first = await LocalEcsHost.StartAsync();
        await using var second = await LocalEcsHost.StartAsync();
        Assert.NotEqual(first.Server.SecretAccessKey, second.Server.SecretAccessKey);
        Assert.NotEqual(first.Server.AccessKeyId, second.Server.AccessKeyId);
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Tests.Hosting;

namespace Slipway.LocalEcs.Tests.State;

/// <summary>Containers know the address of their metadata from their start; it has to hold over restarts of LocalEcs.</summary>
public sealed class PortTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("local-ecs-port-").FullName;
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task The_port_of_the_last_start_is_taken_again()
    {
        var (address, _) = await RunAsync();

        await using var host = await LocalEcsHost.StartAsync(stateDirectory: _directory);

        Assert.Equal(address.Port, host.Server.Endpoint.Port);
        Assert.Equal("RUNNING", await StatusAsync(address));
    }

    [Fact]
    public async Task With_other_ports_the_containers_of_each_start_still_find_their_metadata()
    {
        var (first, _) = await RunAsync();
        var (second, _) = await RunAsync(FreePort());

        await using var host = await LocalEcsHost.StartAsync(stateDirectory: _directory, port: FreePort());

        Assert.Equal(3, ((int[])[first.Port, second.Port, host.Server.Endpoint.Port]).Distinct().Count());
        Assert.Equal("RUNNING", await StatusAsync(first));
        Assert.Equal("RUNNING", await StatusAsync(second));
    }

    [Fact]
    public async Task A_port_that_running_containers_know_and_another_program_has_is_said_so_and_can_be_given_up_by_name()
    {
        var (address, arn) = await RunAsync();
        using var other = new TcpListener(IPAddress.Loopback, address.Port);
        other.Start();

        var exception = await Assert.ThrowsAsync<LocalEcsException>(() => LocalEcsHost.StartAsync(stateDirectory: _directory));
        Assert.Equal("LOCALECS_PORT_IN_USE", exception.Code);
        Assert.Contains($"127.0.0.1:{address.Port}", exception.Message, StringComparison.Ordinal);

        await using var host = await LocalEcsHost.StartAsync(stateDirectory: _directory, port: FreePort());
        Assert.Equal("RUNNING", (await host.WhenAsync(arn, "RUNNING"))["lastStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_a_running_container_any_free_port_will_do()
    {
        int port;
        await using (var host = await LocalEcsHost.StartAsync(stateDirectory: _directory))
        {
            port = host.Server.Endpoint.Port;
        }

        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();

        await using var again = await LocalEcsHost.StartAsync(stateDirectory: _directory);
        Assert.NotEqual(port, again.Server.Endpoint.Port);
    }

    /// <summary>Starts LocalEcs and in it an ECS task that goes on, and ends LocalEcs.</summary>
    private async Task<(Uri Metadata, string Arn)> RunAsync(int port = 0)
    {
        await using var host = await LocalEcsHost.StartAsync(stateDirectory: _directory, port: port);
        var arn = await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--seconds 600"));
        await host.WhenAsync(arn, "RUNNING");
        return (host.Server.MetadataOf(arn[(arn.LastIndexOf('/') + 1)..], "main"), arn);
    }

    private async Task<string> StatusAsync(Uri metadata) =>
        (string)JsonNode.Parse(await _http.GetStringAsync(metadata, TestContext.Current.CancellationToken))!["KnownStatus"]!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

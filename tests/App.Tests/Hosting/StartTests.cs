using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.LocalHost;
using Monitoring.LocalHost.Emulator;

namespace Monitoring.App.Tests.Hosting;

public class StartTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_port_that_is_taken_is_said_in_one_line()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        var e = await Assert.ThrowsAsync<LocalHostException>(() => RunningHost.StartAsync(azurite.ConnectionString, [typeof(Chase)], o => o.Port = port));
        Assert.Equal($"Port {port} is already in use: end the program that holds it, or choose another with --port.", e.Message);
    }

    [Fact]
    public async Task It_says_that_it_emulates_and_where()
    {
        var said = new List<string>();
        await using var host = await RunningHost.StartAsync(azurite.ConnectionString, [typeof(Chase)], o => o.Announce = said.Add);
        Assert.Equal([$"Emulating the Azure Functions host for this one machine, at http://127.0.0.1:{host.Control.Address.Port}"], said);
    }

    [Fact]
    public async Task A_missing_connection_is_said_by_its_name()
    {
        var e = await Assert.ThrowsAsync<LocalHostException>(() => RunningHost.StartAsync("", [typeof(Read)]));
        Assert.Contains("there is no such setting: set SampleStorage to a connection string", e.Message);
    }

    [Fact]
    public async Task A_wrong_connection_string_is_not_repeated()
    {
        var e = await Assert.ThrowsAsync<LocalHostException>(() => RunningHost.StartAsync("AccountKey=secret", [typeof(Read)]));
        Assert.Equal("The setting SampleStorage is not a connection string of a storage account.", e.Message);
    }

    [Fact]
    public async Task Storage_that_comes_late_is_waited_for()
    {
        int[] ports = [FreePort(20_000), FreePort(24_000), FreePort(28_000)];
        var connection = azurite.ConnectionString
            .Replace($":{azurite.Azurite.BlobPort}/", $":{ports[0]}/").Replace($":{azurite.Azurite.QueuePort}/", $":{ports[1]}/");
        await using var host = await RunningHost.StartAsync(connection, [typeof(Read)]);
        await Task.Delay(300);
        Assert.False(host.Control.WhenQuietAsync(TestContext.Current.CancellationToken).IsCompleted);

        await using var late = await AzuriteProcess.StartAsync(new AzuriteOptions { InMemory = true, BlobPort = ports[0], QueuePort = ports[1], TablePort = ports[2] });
        await host.QuietAsync();
        await host.PutAsync("first", "a");
        await host.QuietAsync();
        Assert.Equal(["a=x"], host.Seen.Words);

        // Below the range from which systems hand out ports, or another test may be given one of them before Azurite takes it.
        static int FreePort(int from)
        {
            while (true)
            {
                var port = from + Random.Shared.Next(4_000);
                using var listener = new TcpListener(IPAddress.Loopback, port);
                try
                {
                    listener.Start();
                    return port;
                }
                catch (SocketException)
                {
                    // Taken: another one.
                }
            }
        }
    }

    [Fact]
    public async Task Requests_of_functions_are_counted_and_the_hosts_own_are_not()
    {
        await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read)]);
        await host.QuietAsync();
        var crash = host.Services.GetRequiredService<CrashPolicy>();
        Assert.Equal(0, crash.Requests);
        await host.PutAsync("first", "a");
        await host.QuietAsync();
        Assert.Equal(1, crash.Requests);
    }
}

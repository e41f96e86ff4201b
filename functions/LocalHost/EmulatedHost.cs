using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monitoring.LocalHost.Functions;
using Monitoring.LocalHost.Http;

namespace Monitoring.LocalHost;

/// <summary>The app's host: checks the functions and the port, serves the routes, and says that it is an emulation.</summary>
internal sealed class EmulatedHost(WebApplication web, bool servesWeb) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => web.Services;

    /// <exception cref="LocalHostException">A function is declared wrongly, a setting is missing, or the port is taken.</exception>
    public async Task StartAsync(CancellationToken cancelled = default)
    {
        var options = Services.GetRequiredService<IOptions<LocalHostOptions>>().Value;
        var functions = Services.GetRequiredService<FunctionSet>();
        if (!servesWeb && functions.All.Any(f => f.Trigger is HttpTrigger))
            throw new LocalHostException("There are HTTP functions: call ConfigureFunctionsWebApplication() on the builder.");

        // Resolving it opens the storage accounts and the journal, so that what is missing is said before anything runs.
        var control = Services.GetRequiredService<LocalHostControl>();
        RefuseTakenPort(options.Port);
        Services.GetRequiredService<FunctionEndpoints>().Map(web, HostJson.Read(options.HostJsonFile).RoutePrefix);
        Services.GetRequiredService<AdminEndpoints>().Map(web);
        try
        {
            await web.StartAsync(cancelled);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw PortTaken(options.Port);
        }

        (options.Announce ?? Console.WriteLine)(
            $"Emulating the Azure Functions host for this one machine, at {control.Address.GetLeftPart(UriPartial.Authority)}");
    }

    public Task StopAsync(CancellationToken cancelled = default) => web.StopAsync(cancelled);

    public void Dispose() => ((IDisposable)web).Dispose();

    public ValueTask DisposeAsync() => web.DisposeAsync();

    // Kestrel would say so too, after an error with its stack in the log.
    private static void RefuseTakenPort(int port)
    {
        if (port == 0)
            return;

        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw PortTaken(port);
        }
        catch (SocketException e)
        {
            throw new LocalHostException($"Port {port} cannot be used: {e.Message}. Choose another with LocalHost__Port.", e);
        }
    }

    private static LocalHostException PortTaken(int port) =>
        new($"Port {port} is already in use: end the program that holds it, or choose another with --port.");
}

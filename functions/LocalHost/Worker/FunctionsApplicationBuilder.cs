using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.LocalHost;
using Monitoring.LocalHost.Blobs;
using Monitoring.LocalHost.Functions;
using Monitoring.LocalHost.Http;
using Monitoring.LocalHost.Timers;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a Functions app that runs on this machine. Emulates the worker's class of the same name.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private bool _built;

    internal FunctionsApplicationBuilder(string[]? args)
    {
        _web = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // The host runs in the folder of the app's files, wherever it was started from.
            ContentRootPath = AppContext.BaseDirectory,
        });

        // Registered first: what the app sets in code stands over the section, and settings over host.json.
        Services.AddOptions<LocalHostOptions>().BindConfiguration(LocalHostOptions.Section);
        Logging.AddConfiguration(HostJson.Read().Logging);
        Logging.AddConfiguration(Configuration.GetSection("Logging"));
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    /// <inheritdoc/>
    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <inheritdoc cref="IHostApplicationBuilder.Configuration"/>
    public ConfigurationManager Configuration => _web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => _web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => _web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _web.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => _web.Services;

    internal bool ServesWeb { get; set; }

    /// <summary>Makes the host. Starting it checks the functions and throws <see cref="LocalHostException"/> for what is wrong.</summary>
    /// <exception cref="InvalidOperationException">It was built already.</exception>
    public IHost Build()
    {
        if (_built)
            throw new InvalidOperationException("The application has already been built.");

        _built = true;
        AddTriggers();
        AddServer();
        return new EmulatedHost(_web.Build(), ServesWeb);
    }

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    private void AddTriggers()
    {
        Services.TryAddSingleton(TimeProvider.System);
        Services.TryAddSingleton(p => new CrashPolicy(p.GetRequiredService<IOptions<LocalHostOptions>>()));
        Services.AddSingleton<FunctionSet>();
        Services.AddSingleton<Activity>();
        Services.AddSingleton<FailureReport>();
        Services.AddSingleton<StorageConnections>();
        Services.AddSingleton<DeliveryTally>();
        Services.AddSingleton(p => new DeliveryJournal(p.GetRequiredService<IOptions<LocalHostOptions>>().Value.JournalFile));
        Services.AddSingleton<BlobDelivery>();
        Services.AddSingleton<BlobWatch>();
        Services.AddSingleton<TimerRuns>();
        Services.AddSingleton<TimerClock>();
        Services.AddSingleton<FunctionEndpoints>();
        Services.AddSingleton<AdminEndpoints>();
        Services.AddSingleton(p => new LocalHostControl(
            p.GetRequiredService<IServer>(),
            p.GetRequiredService<FunctionSet>(),
            p.GetRequiredService<BlobWatch>(),
            p.GetRequiredService<TimerRuns>(),
            p.GetRequiredService<DeliveryTally>(),
            p.GetRequiredService<FailureReport>(),
            p.GetRequiredService<Activity>()));
        Services.AddHostedService<FunctionsLoop>();
    }

    private void AddServer()
    {
        // Executing an IActionResult needs MVC's formatters.
        Services.AddMvcCore();
        Services.AddOptions<KestrelServerOptions>().Configure<IOptions<LocalHostOptions>>((kestrel, options) =>
        {
            kestrel.AddServerHeader = false;

            // The app has limits of its own, per kind of upload.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, options.Value.Port);
        });

        // A page of some other site must not reach this port by a name that it points at 127.0.0.1.
        Services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = ["localhost", "127.0.0.1"]);
    }
}

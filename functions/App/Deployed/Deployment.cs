using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Monitoring.App.Deployed;

/// <summary>What the app has under the real Functions host and nowhere else.</summary>
internal static class Deployment
{
    /// <summary>
    /// How long the functions that are running may go on after the platform has asked the instance to end: they are told, and finish the write they are at. What they leave has its mark, and the sweep takes it up.
    /// </summary>
    private static readonly TimeSpan Finishing = TimeSpan.FromSeconds(60);

    public static FunctionsApplicationBuilder AsDeployed(this FunctionsApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Finishing);
        // The libraries of Azure log the address of every request, and in an address of the inbox stands the sender's own name of a file.
        builder.Logging.AddFilter("Azure", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        return builder.AddTelemetry();
    }

    /// <summary>Sends logs, traces and the tally to Application Insights, by the identity of the app.</summary>
    private static FunctionsApplicationBuilder AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Settings.Telemetry]))
            return builder;
        var identity = builder.Configuration.Account(Settings.Returns).Identity();
        builder.Logging.AddOpenTelemetry(logging => logging.IncludeFormattedMessage = true);
        builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithMetrics(metrics => metrics.AddMeter(Tally.Name))
            .UseAzureMonitorExporter(exporter =>
            {
                exporter.Credential = identity;
                // The exporter would keep five traces a second, and of logs only those of traces that it kept. Alerts look for single lines and runs: none may be missing. A run is one span, so all of them are little.
                exporter.TracesPerSecond = null;
                exporter.EnableTraceBasedLogsSampler = false;
            });
        return builder;
    }
}

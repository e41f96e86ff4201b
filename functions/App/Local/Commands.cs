using System.Globalization;
using Azure.Core.Pipeline;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitoring.App.Doors;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.LocalHost;
using Monitoring.LocalHost.Emulator;
using Monitoring.LocalHost.Functions;
using Monitoring.Storage;
using Spectre.Console;

namespace Monitoring.App.Local;

/// <summary>The app on one machine: starts what it needs, puts the sample through, and serves.</summary>
public static class Commands
{
    private const string InboxAccount = "monitoringinbox";

    /// <summary>Runs a command line. Returns the exit code: 0 when all went well.</summary>
    public static async Task<int> Run(string[] args)
    {
        try
        {
            var arguments = Arguments.Read(args);
            if (arguments.Help)
                return Print(Arguments.Usage);
            if (arguments.Command == "manifest")
                return Print(TriggerManifest.Write(FunctionCatalogue.Discover(typeof(Commands).Assembly)));
            return await Run(arguments);
        }
        catch (LocalHostException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 2;
        }
        catch (Exception failure) when (failure is Azure.RequestFailedException or HttpRequestException or AggregateException)
        {
            await Console.Error.WriteLineAsync($"Storage or the app itself stopped answering: {failure.Message.Split('\n')[0].Trim()}");
            return 1;
        }
    }

    private static async Task<int> Run(Arguments arguments)
    {
        // Without a terminal the width is unknown, and eighty columns would break every table.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 170;
        using var stop = new CancellationTokenSource();
        // Ended by Ctrl-C or by a signal: finish what is running, save, and end in order.
        using var onInterrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGINT, Stop);
        using var onTerminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, Stop);

        var folder = new LocalFolder(arguments.Data);
        if (arguments.Fresh)
            folder.Clear();
        await using var azurite = arguments.Storage is null ? await Start(folder, stop.Token) : null;
        var died = false;
        if (azurite is not null)
            azurite.Died += message =>
            {
                Console.Error.WriteLine(message);
                died = true;
                stop.Cancel();
            };
        var (returns, inbox) = azurite is null ? (arguments.Storage!, arguments.Storage!) : (azurite.ConnectionString, azurite.ConnectionStringFor(InboxAccount));

        using var host = Build(arguments, returns, inbox, azurite is null ? null : folder.Journal);
        if (arguments.Storage != Arguments.StorageOfSettings)
            await host.Services.GetRequiredService<Accounts>().CreateMissing(stop.Token);
        if (arguments.Command == "rebuild")
            return await Rebuild(host.Services, stop.Token);
        await host.StartAsync(stop.Token);
        try
        {
            if (azurite is not null && folder.IsOfAnotherBuild(Hosting.Build.Id))
            {
                AnsiConsole.WriteLine("What is in the data folder is of another build: bringing it up to date.");
                await host.Services.GetRequiredService<Rebuilding>().Rebuild(stop.Token);
            }
            folder.Remember(Hosting.Build.Id);
            var well = await new SampleRun(host.Services, folder).Go(arguments.Sample, stop.Token);
            if (arguments.Once)
                return well ? 0 : 1;
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Serving at {host.Services.GetRequiredService<LocalHostControl>().Address}: open [bold]{host.Services.GetRequiredService<LocalHostControl>().Address}home[/]. Ctrl-C ends it.");
            await Task.Delay(Timeout.Infinite, stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return arguments.Once || died ? 1 : 0;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }

        void Stop(System.Runtime.InteropServices.PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<AzuriteProcess> Start(LocalFolder folder, CancellationToken cancel)
    {
        AnsiConsole.WriteLine("Starting Azurite, the emulator of Azure Storage ...");
        return await AzuriteProcess.StartAsync(new AzuriteOptions
        {
            DataFolder = folder.Azurite,
            Accounts = [InboxAccount],
            Progress = line => AnsiConsole.WriteLine(line),
        }, cancel);
    }

    internal static IHost Build(Arguments arguments, string returns, string inbox, string? journal, Action<FunctionsApplicationBuilder>? with = null, string? cases = null)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        if (returns != Arguments.StorageOfSettings)
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { [Settings.Returns] = returns, [Settings.Cases] = cases ?? returns, [Settings.Inbox] = inbox, [Settings.Links] = "on" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Polling of an emulator would fill the screen; what failed is said by the host.
        builder.Logging.AddFilter("Azure", LogLevel.None).AddFilter("Monitoring", LogLevel.Warning);
        builder.Services.Configure<LocalHostOptions>(options =>
        {
            options.Port = arguments.Port ?? options.Port;
            options.FunctionsAssembly = typeof(Commands).Assembly;
            options.JournalFile = journal;
            options.FaultSeed = arguments.Seed;
            options.CrashAtStorageRequest = arguments.CrashAt;
            options.CrashMoment = arguments.CrashAfter ? CrashMoment.AfterAnswer : CrashMoment.BeforeSending;
            // The sample and the tests run the timers themselves, in a known order.
            options.TimersEnabled = !arguments.Once;
        });
        builder.Services.AddSingleton<HttpPipelinePolicy>(provider => provider.GetRequiredService<CrashPolicy>());
        builder.Services.AddSingleton<ISignIn, DevelopmentSignIn>();
        builder.Services.AddSingleton(provider => BusinessClock.With(provider.GetRequiredService<TimeProvider>(), arguments.Today));
        builder.Services.AddSingleton(new Pace { SweepAfter = TimeSpan.Zero, NationalSettles = TimeSpan.Zero });
        with?.Invoke(builder);
        return builder.AddMonitoring().Build();
    }

    private static async Task<int> Rebuild(IServiceProvider services, CancellationToken cancel)
    {
        var rebuilt = await services.GetRequiredService<Rebuilding>().Rebuild(cancel);
        var tally = services.GetRequiredService<Tally>();
        return Print(string.Create(CultureInfo.InvariantCulture, $"Rebuilt from {rebuilt.Acceptances} acceptances in {rebuilt.Pages} pages: {rebuilt.Removed} rows removed; figures {tally.FiguresWritten.Value} written, {tally.FiguresUnchanged.Value} unchanged; statements {tally.StatementsWritten.Value} written, {tally.StatementsUnchanged.Value} unchanged; funds {tally.FundsWritten.Value} written, {tally.FundsUnchanged.Value} unchanged; summaries {tally.SummariesWritten.Value} written, {tally.SummariesUnchanged.Value} unchanged; workbooks {tally.WorkbooksWritten.Value} written, {tally.WorkbooksUnchanged.Value} unchanged."));
    }

    private static int Print(string text)
    {
        Console.WriteLine(text);
        return 0;
    }
}

using System.Net;
using System.Net.Http.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitoring.App.Doors;
using Monitoring.App.Hosting;
using Monitoring.Core.Kernel;
using Monitoring.LocalHost;
using Monitoring.Storage;
using static System.FormattableString;

namespace Monitoring.Bench.Contenders;

/// <summary>The app and its host, anew on an empty account in every round: through the door, to the receipt, and until nothing is left to publish.</summary>
internal sealed class TheApp(string storage) : IContender
{
    private int _round;

    public async Task<Round> Go()
    {
        var requests = new Requests();
        using var host = Build(StorageAccount.Of(storage, "app", _round++), requests);
        await host.Services.GetRequiredService<Accounts>().CreateMissing(default);
        await host.StartAsync();
        var control = host.Services.GetRequiredService<LocalHostControl>();
        control.Failed += failure => Console.Error.WriteLine(failure);
        using var http = new HttpClient { BaseAddress = control.Address };

        requests.Begin();
        var timed = new Timed();
        await Upload(http);
        var toReceipt = timed.Taken("to the receipt");
        await Finish(host.Services, control);
        var (toPublished, allocated) = (timed.Taken("until published"), timed.AllocatedMb);

        var tally = host.Services.GetRequiredService<Tally>();
        var note = Invariant($"{tally.FiguresWritten.Value} figures documents and {tally.WorkbooksWritten.Value} workbooks written, by {requests.Made:#,##0} requests of storage that sent {requests.Sent / 1e6:0.0} MB; the host's polling comes on top.");
        await host.StopAsync();
        return new Round([toReceipt, toPublished], null, allocated, note);
    }

    private static async Task Upload(HttpClient http)
    {
        using var content = new StreamContent(File.OpenRead(NationalMonth.File));
        using var answer = await http.PutAsync(new Uri($"returns/{NationalMonth.Sender}/{NationalMonth.FileName}", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        var taken = (await answer.Content.ReadFromJsonAsync<UploadTaken>(Json.Options))!;
        while (true)
        {
            using var receipt = await http.GetAsync(new Uri(taken.Receipt, UriKind.Relative));
            if (receipt.StatusCode == HttpStatusCode.OK)
                return;
            await Task.Delay(10);
        }
    }

    /// <summary>Runs the national timer without its wait, as often as there is something left.</summary>
    private static async Task Finish(IServiceProvider services, LocalHostControl control)
    {
        do
        {
            await control.WhenQuietAsync();
            await control.RunTimerAsync("PublishNational");
        }
        while (await services.GetRequiredService<Unfinished>().Publish(default).AnyAsync() || await services.GetRequiredService<Unfinished>().Compute(default).AnyAsync());
    }

    private static IHost Build(string connection, Requests requests)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { [Settings.Returns] = connection, [Settings.Cases] = connection, [Settings.Inbox] = connection });
        builder.Logging.ClearProviders(); // what is printed here is answers
        builder.Services.Configure<LocalHostOptions>(options =>
        {
            options.Port = 0;
            options.FunctionsAssembly = typeof(Composition).Assembly;
            options.TimersEnabled = false;
            options.Announce = _ => { };
        });
        builder.Services.AddSingleton<HttpPipelinePolicy>(requests);
        builder.Services.AddSingleton<ISignIn, Anybody>();
        builder.Services.AddSingleton(BusinessClock.With(TimeProvider.System, new DateOnly(2020, 2, 14)));
        builder.Services.AddSingleton(new Pace { SweepAfter = TimeSpan.Zero, NationalSettles = TimeSpan.Zero });
        return builder.AddMonitoring().Build();
    }

    private sealed class Anybody : ISignIn
    {
        public Caller? CallerOf(HttpRequest request) => new("bench", new HashSet<string> { Roles.Submit, Roles.Read }, new HashSet<string> { "*" });
    }

    /// <summary>Counts the requests of the app's own stores.</summary>
    private sealed class Requests : HttpPipelineSynchronousPolicy
    {
        private long _made;
        private long _sent;

        public long Made => Interlocked.Read(ref _made);

        public long Sent => Interlocked.Read(ref _sent);

        public void Begin() => (_made, _sent) = (0, 0);

        public override void OnSendingRequest(HttpMessage message)
        {
            Interlocked.Increment(ref _made);
            if (message.Request.Content is { } content && content.TryComputeLength(out var length))
                Interlocked.Add(ref _sent, length);
        }
    }
}

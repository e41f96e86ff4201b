using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitoring.LocalHost;

namespace Monitoring.App.Tests.Hosting;

/// <summary>What the sample functions saw, in order.</summary>
public sealed class Seen
{
    public ConcurrentQueue<string> Words { get; } = new();

    /// <summary>Called by functions that a test wants to hold or to break.</summary>
    public Func<string, CancellationToken, Task> OnRun { get; set; } = (_, _) => Task.CompletedTask;

    public Task AddAsync(string words, CancellationToken cancelled)
    {
        Words.Enqueue(words);
        return OnRun(words, cancelled);
    }
}

/// <summary>A local host with some of the sample functions, on a free port and quiet.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningHost(IHost host, string connection, Seen seen)
    {
        _host = host;
        Seen = seen;
        Blobs = new BlobServiceClient(connection);
        Control = host.Services.GetRequiredService<LocalHostControl>();
        Client = new HttpClient { BaseAddress = Control.Address };
    }

    public Seen Seen { get; }

    public BlobServiceClient Blobs { get; }

    public LocalHostControl Control { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<RunningHost> StartAsync(
        string connection, Type[] functions, Action<LocalHostOptions>? options = null, TimeProvider? time = null, Seen? seen = null)
    {
        seen ??= new Seen();
        var host = Build(connection, functions, options, time, seen);
        await host.StartAsync();
        return new RunningHost(host, connection, seen);
    }

    public static IHost Build(
        string? connection, Type[] functions, Action<LocalHostOptions>? options = null, TimeProvider? time = null, Seen? seen = null)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.ConfigureFunctionsWebApplication();
        builder.Configuration["SampleStorage"] = connection;
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(seen ?? new Seen());
        if (time is not null)
            builder.Services.AddSingleton(time);
        builder.Services.Configure<LocalHostOptions>(o =>
        {
            o.Port = 0;
            o.FunctionTypes = functions;
            o.PollInterval = TimeSpan.FromMilliseconds(50);
            o.Announce = _ => { };
            options?.Invoke(o);
        });
        return builder.Build();
    }

    public async Task PutAsync(string container, string name, string text = "x") =>
        await Blobs.GetBlobContainerClient(container).GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true);

    public Task QuietAsync() => Control.WhenQuietAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(120));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Monitoring.App.Tests.Hosting;

public sealed class Read(Seen seen)
{
    [Function("ReadBlob")]
    public async Task RunAsync([BlobTrigger("first/{name}", Connection = "SampleStorage")] BlobClient blob, string name, CancellationToken cancelled)
    {
        var content = await blob.DownloadContentAsync(cancelled);
        await seen.AddAsync($"{name}={content.Value.Content}", cancelled);
    }
}

/// <summary>Writes what starts <see cref="Read"/> again, in a container further on.</summary>
public sealed class Pass(Seen seen)
{
    [Function("PassOn")]
    public async Task RunAsync([BlobTrigger("zeroth/{name}", Connection = "SampleStorage", Source = BlobTriggerSource.EventGrid)] BlobClient blob, CancellationToken cancelled)
    {
        await seen.AddAsync($"passing {blob.Name}", cancelled);
        var next = blob.GetParentBlobContainerClient().GetParentBlobServiceClient().GetBlobContainerClient("first");
        await next.GetBlobClient(blob.Name).UploadAsync(BinaryData.FromString("passed"), overwrite: true, cancelled);
    }
}

public sealed class Chase(Seen seen) : IDisposable
{
    [Function("Chase")]
    public async Task RunAsync([TimerTrigger("0 0 7 * * 1-5")] TimerInfo timer, CancellationToken cancelled) =>
        await seen.AddAsync($"chase, next {timer.ScheduleStatus!.Next:yyyy-MM-dd HH:mm}", cancelled);

    public void Dispose() => seen.Words.Enqueue("disposed");
}

public sealed class AtStart(Seen seen)
{
    [Function("AtStart")]
    public Task RunAsync([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) =>
        seen.AddAsync(timer.ScheduleStatus is null ? "at start, not monitored" : "monitored", default);
}

public sealed class Web(Seen seen)
{
    [Function("Echo")]
    public IResult Echo([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "echo/{word}/{*path}")] HttpRequest request, string word, string? path) =>
        Results.Text($"{word} {path} {request.Query["q"]}");

    [Function("Upload")]
    public async Task<IResult> UploadAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", "put")] HttpRequest request, CancellationToken cancelled)
    {
        using var hash = SHA256.Create();
        var buffer = new byte[8192];
        long length = 0;
        for (int read; (read = await request.Body.ReadAsync(buffer, cancelled)) > 0; length += read)
            hash.TransformBlock(buffer, 0, read, null, 0);
        hash.TransformFinalBlock([], 0, 0);
        return Results.Text($"{length} {Convert.ToHexStringLower(hash.Hash!)}");
    }

    [Function("Classic")]
    public Task<IActionResult> ClassicAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "classic")] HttpRequest request) =>
        Task.FromResult<IActionResult>(new ObjectResult(new { method = request.Method }) { StatusCode = 418 });

    [Function("Break")]
    public async Task BreakAsync([HttpTrigger(AuthorizationLevel.Anonymous, Route = "break")] HttpRequest request)
    {
        await seen.AddAsync(request.Path, default);
        throw new InvalidOperationException("broken on purpose");
    }
}

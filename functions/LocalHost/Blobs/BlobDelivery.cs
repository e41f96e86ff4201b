using System.Reflection;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.LocalHost.Functions;

namespace Monitoring.LocalHost.Blobs;

/// <summary>A blob, at one ETag, on its way to one function.</summary>
internal sealed record Delivery(FunctionDescription Function, BlobTrigger Trigger, StorageConnection Storage, string BlobName, string ETag)
{
    public string Path => $"{Trigger.Container}/{BlobName}";
}

/// <summary>How a delivery ended.</summary>
internal enum DeliveryEnd
{
    /// <summary>Done, or given up with a poison message: it does not come again.</summary>
    Finished,

    /// <summary>The host is stopping, or the poison message could not be left: it must come again.</summary>
    Unfinished,
}

/// <summary>Brings blobs to functions: some at a time, five attempts each, then a poison message.</summary>
internal sealed partial class BlobDelivery(
    IServiceProvider services,
    IOptions<LocalHostOptions> options,
    Activity activity,
    DeliveryTally tally,
    FailureReport failures,
    ILogger<BlobDelivery> log) : IDisposable
{
    // The host's five attempts take about a second all in all.
    private static readonly TimeSpan[] PausesBetweenAttempts =
        [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(500)];

    private readonly SemaphoreSlim _places = new(options.Value.MaxParallel);

    public async Task<DeliveryEnd> DeliverAsync(Delivery delivery)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                if (await AttemptAsync(delivery, attempt))
                    return DeliveryEnd.Finished;
                if (attempt > PausesBetweenAttempts.Length)
                    return await GiveUpAsync(delivery);

                await Task.Delay(PausesBetweenAttempts[attempt - 1], activity.Stopping);
            }
        }
        catch (OperationCanceledException) when (activity.Stopping.IsCancellationRequested)
        {
            return DeliveryEnd.Unfinished;
        }
    }

    public void Dispose() => _places.Dispose();

    /// <returns>Whether the delivery needs no further attempt.</returns>
    private async Task<bool> AttemptAsync(Delivery delivery, int attempt)
    {
        await _places.WaitAsync(activity.Stopping);
        try
        {
            if (!await StillExistsAsync(delivery))
            {
                tally.Vanished();
                return true;
            }

            await RunAsync(delivery);
            tally.Delivered();
            return true;
        }
        catch (OperationCanceledException) when (activity.Abandoning.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            // Whatever a function throws is a failed attempt, as it is for the host.
            var givenUp = attempt > PausesBetweenAttempts.Length;
            tally.FailedAttempt();
            AttemptFailed(log, givenUp ? LogLevel.Error : LogLevel.Warning, delivery.Function.Name, delivery.Path, attempt, e);
            failures.Tell(new FunctionFailure(delivery.Function.Name, delivery.Path, attempt, givenUp, e));
            return false;
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task RunAsync(Delivery delivery)
    {
        await using var scope = services.CreateAsyncScope();
        await FunctionRun.InvokeAsync(delivery.Function, scope.ServiceProvider, Value, activity.Abandoning);

        object? Value(ParameterInfo parameter) => parameter.ParameterType == typeof(BlobClient)
            ? delivery.Storage.Functions.GetBlobContainerClient(delivery.Trigger.Container).GetBlobClient(delivery.BlobName)
            : delivery.BlobName;
    }

    // The host ends a delivery quietly whose blob was deleted in the meantime.
    private async Task<bool> StillExistsAsync(Delivery delivery) =>
        await delivery.Storage.Watch.GetBlobContainerClient(delivery.Trigger.Container).GetBlobClient(delivery.BlobName).ExistsAsync(activity.Abandoning);

    private async Task<DeliveryEnd> GiveUpAsync(Delivery delivery)
    {
        try
        {
            await PoisonMessage.For(delivery.Function.Name, delivery.Trigger.Container, delivery.BlobName, delivery.ETag)
                .SendAsync(delivery.Storage.Queues, activity.Abandoning);
            tally.Poisoned();
            return DeliveryEnd.Finished;
        }
        catch (Exception e) when (!activity.Abandoning.IsCancellationRequested)
        {
            PoisonFailed(log, delivery.Path, e);
            return DeliveryEnd.Unfinished;
        }
    }

    [LoggerMessage(Message = "{Function} failed on {Blob}, attempt {Attempt} of 5.")]
    private static partial void AttemptFailed(ILogger log, LogLevel level, string function, string blob, int attempt, Exception cause);

    [LoggerMessage(LogLevel.Error, "No poison message could be left for {Blob}; it will be delivered again.")]
    private static partial void PoisonFailed(ILogger log, string blob, Exception cause);
}

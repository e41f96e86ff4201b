using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using static System.FormattableString;

namespace Monitoring.Bench.Contenders;

/// <summary>What the app does between reading and publishing, one after the other and with nothing between.</summary>
internal sealed class StepsWithoutStorage : IContender
{
    public Task<Round> Go()
    {
        var timed = new Timed();
        var (version, ledgerText) = NationalMonth.Accept(NationalMonth.Check());
        var toReceipt = timed.Taken("to the receipt");
        var stored = NationalMonth.Figures(version, NationalMonth.LinesOf(ledgerText)).Select(Json.Bytes).ToList();
        var bytes = 0L;
        foreach (var figures in stored.Select(document => Json.Read<DelayFigures>(document)))
            bytes += NationalMonth.Workbook(figures).Length + Encoding.UTF8.GetByteCount(TidyData.Csv(figures));
        var (toPublished, allocated) = (timed.Taken("until published"), timed.AllocatedMb);
        return Task.FromResult(new Round([toReceipt, toPublished], null, allocated, Invariant($"{stored.Count} figures documents, {stored.Sum(document => document.Length) / 1e6:0.0} MB; workbooks and their data, {bytes / 1e6:0.0} MB.")));
    }
}

/// <summary>Only the writing of what the app leaves: figures, workbooks, their data and a small pointer for each, create-only, eight at once.</summary>
internal sealed class BareWrites : IContender
{
    private readonly string _storage;
    private readonly List<(string Name, byte[] Content)> _documents = [];
    private int _round;

    public BareWrites(string storage)
    {
        _storage = storage;
        foreach (var figures in NationalMonth.Figures())
        {
            var name = $"{figures.Body.Code}/{figures.Month}";
            _documents.AddRange(
            [
                ($"{name}.json", Json.Bytes(figures)),
                ($"{name}.xlsx", NationalMonth.Workbook(figures)),
                ($"{name}.csv", Encoding.UTF8.GetBytes(TidyData.Csv(figures))),
                ($"{name}/latest.json", Json.Bytes(figures.Body)),
            ]);
        }
    }

    public async Task<Round> Go()
    {
        var container = new BlobContainerClient(StorageAccount.Of(_storage, "bare", _round++), "bare");
        await container.CreateAsync();
        var timed = new Timed();
        await Parallel.ForEachAsync(_documents, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (document, cancel) =>
            await container.GetBlobClient(document.Name).UploadAsync(new BinaryData(document.Content), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancel));
        var (time, allocated) = (timed.Taken("until published"), timed.AllocatedMb);
        return new Round([time], null, allocated, Invariant($"{_documents.Count} writes, {_documents.Sum(document => document.Content.Length) / 1e6:0.0} MB."));
    }
}

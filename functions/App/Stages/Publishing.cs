using System.Text;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Data;
using Monitoring.Files.Funds;
using Monitoring.Files.Summaries;
using Monitoring.Files.Workbooks;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>
/// From the figures of a fund for a year to the workbook that people download, and its data. A version is named by what went into it; the pointer moves only from what was read. What is written of a month is published as a
/// summary.
/// </summary>
public sealed partial class Publishing(Books books, FigureStore figures, PublishedStore published, Summarising summarising, Unfinished unfinished, Tally tally, ILogger<Publishing> log)
{
    /// <summary>Publishes what one blob of figures is the source of. Figures that compare or gather bodies wait for the national job.</summary>
    public Task PublishOne(string figuresBlob, CancellationToken cancel) =>
        Dependencies.IsNational(figuresBlob) ? Task.CompletedTask
        : Dependencies.HasWorkbook(figuresBlob) ? Publish(figuresBlob, cancel)
        : FigureKey.Parse(figuresBlob) is { } month ? summarising.PublishMonth(month, cancel) : Task.CompletedTask;

    /// <summary>Publishes what gathers boards: it was made of what had settled.</summary>
    public async Task PublishNational(CancellationToken cancel)
    {
        await foreach (var (figuresBlob, _) in unfinished.Publish(cancel))
        {
            if (Dependencies.IsNational(figuresBlob))
                await Publish(figuresBlob, cancel);
        }
    }

    /// <summary>Publishes what the figures say now, whichever delivery asked.</summary>
    /// <param name="clearAny">Also remove a mark that expects other figures: only for work so old that nobody is still writing.</param>
    public async Task Publish(string figuresBlob, CancellationToken cancel, bool clearAny = false)
    {
        while (true)
        {
            var mark = await unfinished.FindPublish(figuresBlob, cancel);
            var pointer = await published.FindLatest(PublishedStore.FolderOf(figuresBlob), cancel);
            // Only after the pointer: whoever moves it last has then read at least the figures that every mover before had read.
            if (await figures.Find(figuresBlob, cancel) is not { } stored)
            {
                // Marked and never written: whoever writes it after all marks it again first.
                if (clearAny && mark is not null)
                    await unfinished.ClearPublish(figuresBlob, mark, cancel);
                return;
            }
            var digest = Digest.Of(stored.Content);
            if (pointer?.Latest is { } latest && latest.Figures == digest && latest.Build == Build.Id)
                tally.WorkbooksUnchanged.Add();
            else if (!await Write(figuresBlob, Printed(figuresBlob, stored.Content), digest, pointer?.ETag, cancel))
                continue;
            if (mark is not null && (mark.Expects == digest || clearAny))
                await unfinished.ClearPublish(figuresBlob, mark, cancel);
            return;
        }
    }

    private async Task<bool> Write(string figuresBlob, Print print, string digest, Azure.ETag? pointer, CancellationToken cancel)
    {
        var fingerprint = Digest.Of($"{digest}\n{Build.Id}");
        var (version, folder) = (Digest.Short(fingerprint), PublishedStore.FolderOf(figuresBlob));
        var (workbook, data) = (PublishedStore.WorkbookOf(folder, version), PublishedStore.DataOf(folder, version));
        if (!await published.Has(workbook, cancel))
            await published.Create(workbook, print.Workbook(new Publication(fingerprint, Build.Id, print.AsAt, version) { Reference = (await books.Now(cancel)).Reference }), ContentTypes.Workbook, cancel);
        await Create(data, print.Data, print.Title, cancel);
        if (print.Journal is { } journal)
            await Create(PublishedStore.JournalOf(data), journal, print.Title, cancel);
        if (!await published.MoveLatest(folder, new Latest(version, fingerprint, digest, workbook, data, print.AsAt, print.Status, print.Policy, print.Reference, Build.Id), pointer, cancel))
            return false;
        tally.WorkbooksWritten.Add();
        LogPublished(log, folder, version);
        return true;
    }

    private static Print Printed(string figuresBlob, byte[] content)
    {
        if (Dependencies.IsNational(figuresBlob))
        {
            var england = Json.Read<EnglandFund>(content);
            return new Print(england.AsAt, england.Status, england.Policy, england.Reference, publication => EnglandFundWorkbook.Write(england, publication), new(FundData.Description, () => FundData.Csv(england)), null, $"Better Care Fund of England, {england.Key.Year}");
        }
        var year = Json.Read<FundYear>(content);
        return new Print(year.AsAt, year.Status, year.Policy, year.Reference, publication => FundWorkbook.Write(year, publication), new(FundData.Description, () => FundData.Csv(year)), new(FundJournal.Description, () => FundJournal.Csv(year)), $"Better Care Fund of {year.Name}, {year.Key.Year}");
    }

    /// <summary>Data, and beside them what their columns are.</summary>
    private async Task Create(string name, PrintedData data, string title, CancellationToken cancel)
    {
        await published.Create(name, Encoding.UTF8.GetBytes(data.Csv()), ContentTypes.Csv, cancel);
        await published.Create(PublishedStore.DescriptionOf(name), Encoding.UTF8.GetBytes(data.Description.Metadata(name.Split('/')[^1], title)), ContentTypes.Json, cancel);
    }

    /// <summary>How figures are printed, and what the pointer says of them.</summary>
    private sealed record Print(DateTimeOffset AsAt, FigureStatus Status, string Policy, string Reference, Func<Publication, byte[]> Workbook, PrintedData Data, PrintedData? Journal, string Title);

    private sealed record PrintedData(CsvDescription Description, Func<string> Csv);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Published {Folder} as version {Version}")]
    private static partial void LogPublished(ILogger log, string folder, string version);
}

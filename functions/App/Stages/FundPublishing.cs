using System.Text;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds;
using Monitoring.Files.Workbooks;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>From the figures of a fund to the workbook that people download, and its data. A version is named by what went into it; the pointer moves only from what was read.</summary>
public sealed partial class FundPublishing(Books books, FundStore funds, PublishedStore published, Unfinished unfinished, Tally tally, ILogger<FundPublishing> log)
{
    /// <summary>Publishes the workbook of one board. That of England waits for the national job.</summary>
    public Task PublishBoard(FundKey fund, CancellationToken cancel) => Dependencies.IsNational(fund) ? Task.CompletedTask : Publish(fund, cancel);

    /// <summary>Publishes what gathers boards: it was made of what had settled.</summary>
    public async Task PublishNational(CancellationToken cancel)
    {
        await foreach (var (fund, _) in unfinished.PublishFunds(cancel))
        {
            if (Dependencies.IsNational(fund))
                await Publish(fund, cancel);
        }
    }

    /// <summary>Publishes what the figures say now, whichever delivery asked.</summary>
    /// <param name="clearAny">Also remove a mark that expects other figures: only for work so old that nobody is still writing.</param>
    public async Task Publish(FundKey fund, CancellationToken cancel, bool clearAny = false)
    {
        while (true)
        {
            var mark = await unfinished.FindPublish(fund, cancel);
            var pointer = await published.FindLatest(PublishedStore.FolderOf(fund), cancel);
            // Only after the pointer: whoever moves it last has then read at least the figures that every mover before had read.
            if (await funds.Find(fund, cancel) is not { } stored)
            {
                // Marked and never written: whoever writes it after all marks it again first.
                if (clearAny && mark is not null)
                    await unfinished.ClearPublish(fund, mark, cancel);
                return;
            }
            var digest = Digest.Of(stored.Content);
            if (pointer?.Latest is { } latest && latest.Figures == digest && latest.Build == Build.Id)
                tally.WorkbooksUnchanged.Add();
            else if (!await Write(fund, stored, digest, pointer?.ETag, cancel))
                continue;
            if (mark is not null && (mark.Expects == digest || clearAny))
                await unfinished.ClearPublish(fund, mark, cancel);
            return;
        }
    }

    private async Task<bool> Write(FundKey fund, Stored stored, string digest, Azure.ETag? pointer, CancellationToken cancel)
    {
        var fingerprint = Digest.Of($"{digest}\n{Build.Id}");
        var (version, folder) = (Digest.Short(fingerprint), PublishedStore.FolderOf(fund));
        var reference = (await books.Now(cancel)).Reference;
        var latest = Dependencies.IsNational(fund)
            ? await Files(Json.Read<EnglandFund>(stored.Content), england => (england.AsAt, england.Status, england.Policy, england.Reference), EnglandFundWorkbook.Write, FundData.Csv)
            : await Files(Json.Read<FundYear>(stored.Content), year => (year.AsAt, year.Status, year.Policy, year.Reference), FundWorkbook.Write, FundData.Csv);
        if (!await published.MoveLatest(folder, latest, pointer, cancel))
            return false;
        tally.WorkbooksWritten.Add();
        LogPublished(log, fund.Hwb, fund.Year, version);
        return true;

        async Task<Latest> Files<TFigures>(TFigures figures, Func<TFigures, (DateTimeOffset AsAt, FigureStatus Status, string Policy, string Reference)> of, Func<TFigures, Publication, byte[]> workbook, Func<TFigures, string> csv)
        {
            var (book, data) = (PublishedStore.WorkbookOf(folder, version), PublishedStore.DataOf(folder, version));
            var (asAt, status, policy, referenceVersion) = of(figures);
            if (!await published.Has(book, cancel))
                await published.Create(book, workbook(figures, new Publication(fingerprint, Build.Id, asAt, version) { Reference = reference }), ContentTypes.Workbook, cancel);
            await published.Create(data, Encoding.UTF8.GetBytes(csv(figures)), ContentTypes.Csv, cancel);
            return new Latest(version, fingerprint, digest, book, data, asAt, status, policy, referenceVersion, Build.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Published the fund of {Hwb} for {Year} as version {Version}")]
    private static partial void LogPublished(ILogger log, string hwb, FinancialYear year, string version);
}

using System.Text;
using Microsoft.Extensions.Logging;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>From figures to the workbook that people download. A version is named by what went into it; the pointer moves only from what was read.</summary>
public sealed partial class Publishing(Books books, FigureStore figures, PublishedStore published, Unfinished unfinished, Pace pace, TimeProvider clock, Tally tally, ILogger<Publishing> log)
{
    /// <summary>Publishes the workbook of one authority. National figures wait for the national job.</summary>
    public Task PublishAuthority(string figuresBlob, CancellationToken cancel) =>
        FigureKey.Parse(figuresBlob) is { } figure && !Dependencies.IsNational(figure) ? Publish(figure, cancel) : Task.CompletedTask;

    /// <summary>Publishes what compares or gathers authorities, where changes have settled.</summary>
    public async Task PublishNational(CancellationToken cancel)
    {
        await foreach (var (figure, mark) in unfinished.Publish(cancel))
        {
            if (Dependencies.IsNational(figure) && clock.GetUtcNow() - mark.Since >= pace.NationalSettles)
                await Publish(figure, cancel);
        }
    }

    /// <summary>Publishes what the figures say now, whichever delivery asked.</summary>
    /// <param name="clearAny">Also remove a mark that expects other figures: only for work so old that nobody is still writing.</param>
    public async Task Publish(FigureKey figure, CancellationToken cancel, bool clearAny = false)
    {
        while (true)
        {
            var mark = await unfinished.FindPublish(figure, cancel);
            var pointer = await published.FindLatest(figure, cancel);
            // Only after the pointer: whoever moves it last has then read at least the figures that every mover before had read.
            if (await figures.Find(figure, cancel) is not { } stored)
                return;
            var digest = Digest.Of(stored.Content);
            if (pointer?.Latest is { } latest && latest.Figures == digest && latest.Build == Build.Id)
                tally.WorkbooksUnchanged.Add();
            else if (!await Write(figure, stored, digest, pointer?.ETag, cancel))
                continue;
            if (mark is not null && (mark.Expects == digest || clearAny))
                await unfinished.ClearPublish(figure, mark, cancel);
            return;
        }
    }

    private async Task<bool> Write(FigureKey figure, Stored stored, string digest, Azure.ETag? pointer, CancellationToken cancel)
    {
        var shown = Json.Read<DelayFigures>(stored.Content);
        var fingerprint = Digest.Of($"{digest}\n{Build.Id}");
        var version = Digest.Short(fingerprint);
        var folder = PublishedStore.FolderOf(figure);
        var (workbook, data) = (PublishedStore.WorkbookOf(folder, version), PublishedStore.DataOf(folder, version));
        if (!await published.Has(workbook, cancel))
        {
            var publication = new Publication(fingerprint, Build.Id, shown.AsAt, version) { Reference = (await books.Now(cancel)).Reference };
            var content = Dependencies.IsNational(figure) ? EnglandWorkbook.Write(shown, publication) : AuthorityWorkbook.Write(shown, publication);
            await published.Create(workbook, content, ContentTypes.Workbook, cancel);
        }
        await published.Create(data, Encoding.UTF8.GetBytes(TidyData.Csv(shown)), ContentTypes.Csv, cancel);
        if (!await published.MoveLatest(folder, new Latest(version, fingerprint, digest, workbook, data, shown.AsAt, shown.Status, shown.Policy, shown.Reference, Build.Id), pointer, cancel))
            return false;
        tally.WorkbooksWritten.Add();
        LogPublished(log, figure.Body, figure.Month, version);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Published {Body} {Month} as version {Version}")]
    private static partial void LogPublished(ILogger log, string body, ReportingMonth month, string version);
}

using System.Collections.Immutable;
using Monitoring.Core;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Summaries;
using Monitoring.Files.Workbooks;

namespace Monitoring.Bench;

/// <summary>November 2019, the month of every section, and the steps that lead from it to what is published.</summary>
internal static class NationalMonth
{
    public const string Sender = "X24";
    public const string FileName = "MSitDT-2019-11.csv";

    private static readonly ReportingMonth Month = new(2019, 11);

    private const long MaxBytes = 50_000_000;

    private static readonly DateTimeOffset Arrived = new(2020, 1, 9, 9, 30, 0, TimeSpan.Zero);

    public static string File { get; } = Path.Combine(Repository(), "sample-data", "returns", Sender, FileName);

    /// <summary>The code by which we know an authority: the extract gives four their codes of old.</summary>
    public static string CodeOf(string authority) => ReferenceBook.Current.AuthorityOn(Month.FirstDay, authority)?.Code ?? authority;

    /// <summary>The codes of the file that <see cref="CodeOf"/> replaces, for peers that cannot ask it.</summary>
    public static Dictionary<string, string> ReplacedCodes()
    {
        var rows = CsvText.Read(System.IO.File.ReadAllText(File)).ToList();
        var column = rows[0].ToList().IndexOf("Local Authority Code");
        return rows.Skip(1).Select(row => row[column]).Distinct().Where(code => CodeOf(code) != code).Order(StringComparer.Ordinal).ToDictionary(code => code, CodeOf);
    }

    /// <summary>From the file to checked slices.</summary>
    public static CheckedReturn Check()
    {
        var context = new CheckContext(Sender, London.DateOf(Arrived), PolicyBook.Current, ReferenceBook.Current, Mandates.Current);
        using var content = System.IO.File.OpenRead(File);
        return Pipeline.Check(ReturnFile.Read(content, FileName, MaxBytes), context);
    }

    /// <summary>What the commit holds, with the text of its ledger.</summary>
    public static (PageVersion Version, string LedgerText) Accept(CheckedReturn read)
    {
        var (page, text) = Acceptance.PagesOf(read, PolicyBook.Current, (page, _) => $"{page}.csv").Single();
        return (new PageVersion(ArrivalOrder.Of(Arrived, "bench"), "bench", Sender, View.NhsEngland, Arrived, page), text);
    }

    /// <summary>Every figures document that the acceptance touches.</summary>
    public static List<DelayFigures> Figures(PageVersion version, Func<Place, ImmutableArray<DelayedTransfersLine>> lines)
    {
        var standing = StandingPage.After(version.Content.Page, [version]);
        return [.. Pipeline.Touched(DelayedTransfers.CollectionKey, version, [version])
            .Select(key => Pipeline.Figures(key, standing, slice => lines(slice.Place), _ => [], PolicyBook.Current, ReferenceBook.Current))
            .OfType<DelayFigures>()];
    }

    public static Func<Place, ImmutableArray<DelayedTransfersLine>> LinesOf(CheckedReturn read)
    {
        var slices = read.Accepted.ToDictionary(slice => slice.Key.Place, slice => slice.Rows.Select(DelayedTransfersLine.Of).ToImmutableArray());
        return place => slices[place];
    }

    public static Func<Place, ImmutableArray<DelayedTransfersLine>> LinesOf(string ledgerText)
    {
        var slices = LedgerText.Read(DelayedTransfers.Collection, ledgerText).Select(DelayedTransfersLine.Of).ToLookup(line => line.Slice.Place);
        return place => [.. slices[place]];
    }

    /// <summary>The documents in one go.</summary>
    public static List<DelayFigures> Figures()
    {
        var read = Check();
        return Figures(Accept(read).Version, LinesOf(read));
    }

    public static bool IsEngland(DelayFigures figures) => figures.Body.Code == Body.EnglandCode;

    public static byte[] Workbook(DelayFigures figures)
    {
        var fingerprint = Digest.Of(figures.Body.Code);
        var publication = new Publication(fingerprint, "bench", figures.AsAt, Digest.Short(fingerprint));
        var key = new SummaryKey(IsEngland(figures) ? SummaryKind.England : SummaryKind.Authority, figures.Body.Code, SummaryPeriod.Of(figures.Month));
        var summary = Summaries.Of(key, new SummaryFacts(figures.Body.Code, figures.Body.Name, [figures], null, [], [], []), PolicyBook.Current, publication.Reference)!;
        var first = new SummaryChanges(null, null, [], []);
        return IsEngland(figures) ? EnglandWorkbook.Write(summary, first, publication) : AuthorityWorkbook.Write(summary, first, publication);
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Monitoring.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"There is no repository above {AppContext.BaseDirectory}: its sample data are what is measured.");
    }
}

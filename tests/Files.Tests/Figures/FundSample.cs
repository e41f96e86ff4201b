using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Figures.Funds;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Figures;

/// <summary>sample-data/fund received file by file as its senders sent it, and all that is then known of a board.</summary>
internal sealed class FundSample
{
    private const string Folder = FundFilesTests.Folder;

    private static readonly Lazy<FundSample> Received = new(() => new FundSample());

    private readonly MemoryLedger _ledger;

    private FundSample()
    {
        // The sets of reference data first: the ledger of a test has one book throughout.
        var sets = Table("sent.csv").Where(line => line["sender"] == "KEEPER").Select(line => Pipeline(line, ReferenceBook.Current)).Where(found => found.Collection!.IsReference && found.Collection != Allocations.Collection).ToList();
        (Reference, _) = ReferenceSets.From(key => sets.Where(found => found.Collection!.Key == key).SelectMany(found => found.Accepted).Select(slice => (slice.Key.Page, slice.Rows)));
        _ledger = new MemoryLedger(Reference);
        Files =
        [
            .. from line in Table("sent.csv").OrderBy(line => line["arrived on"], StringComparer.Ordinal)
               let received = _ledger.Receive(TestFiles.ReadPath($"{Folder}/{line["file"]}"), line["sender"], line["arrived on"], Path.GetFileName(line["file"]))
               select (line["file"], received.Found, received.Found.Findings.Concat(received.Effects.SelectMany(effect => effect.Findings)).ToImmutableArray()),
        ];
    }

    internal static FundSample All => Received.Value;

    /// <summary>What this build came with, and the sets of the sample on top.</summary>
    internal ReferenceBook Reference { get; }

    /// <summary>Each file with what its sender is told.</summary>
    internal ImmutableArray<(string Path, CheckedReturn Found, ImmutableArray<Finding> Told)> Files { get; }

    /// <summary>The rows of a table by their headings.</summary>
    internal static List<Dictionary<string, string>> Table(string path)
    {
        var lines = CsvText.Read(File.ReadAllText(TestFiles.PathOf($"{Folder}/{path}"))).ToList();
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells, (heading, cell) => (heading, cell)).ToDictionary(pair => pair.heading, pair => pair.cell))];
    }

    /// <summary>All that is known of a board, by the book that the app makes too; of an earlier day what had arrived by then.</summary>
    internal FundFacts Facts(string hwb, string? by = null)
    {
        DateTimeOffset? until = by is null ? null : new DateTimeOffset(DateOnly.ParseExact(by, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return _ledger.Facts(hwb, DelaysOf(hwb), until);
    }

    /// <summary>
    /// Published days of the authority, every month of them: the files bring four of these months. Rates and ranks are over the councils of England, without residents of elsewhere.
    /// </summary>
    private IEnumerable<FundDelays> DelaysOf(string authority) =>
        from row in CouncilMonths.Of(authority)
        where row.Month.FirstDay >= new DateOnly(2015, 4, 1)
        let ranked = CouncilMonths.On(row.Month).Select(other => (other.Authority, Rate: RateOf(other))).Where(other => other.Rate is not null).OrderBy(other => other.Rate).ToList()
        let rate = RateOf(row)
        select new FundDelays(row.Month, row.Nhs, row.SocialCare, row.Both, row.Total, rate, rate is null ? null : 1 + ranked.Count(other => other.Rate < rate), rate is null ? null : ranked.Count, FigureStatus.Final);

    private decimal? RateOf(CouncilMonth row) =>
        PolicyBook.Current.On(row.Month.LastDay, "population-estimate").Value is { } estimate and not "none" && Reference.AuthorityOn(row.Month.FirstDay, row.Authority) is { OutsideEngland: false } authority
            && Reference.AdultsOf(authority, estimate) is { } adults
            ? (decimal)row.Total / row.Month.Days / adults.Number * 100_000 : null;

    private static CheckedReturn Pipeline(Dictionary<string, string> line, ReferenceBook reference) => Core.Pipeline.Check(
        TestFiles.ReadPath($"{Folder}/{line["file"]}"),
        new CheckContext(line["sender"], DateOnly.ParseExact(line["arrived on"], "yyyy-MM-dd", CultureInfo.InvariantCulture), PolicyBook.Current, reference, Mandates.Current) { FileName = Path.GetFileName(line["file"]) });
}

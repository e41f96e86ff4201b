using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Data;
using Monitoring.Files.Statements;

namespace Monitoring.Files.Funds;

/// <summary>
/// The money of a board's fund as lines that a ledger can load: what each partner paid in and spent in each quarter, what performance released, and, once the year has an outturn, each partner's share of the variance. The host has
/// the other side of every partner's entry; debits are credits in each body's books. Codes are mapped by <c>ledger-codes.csv</c>, by the same rules as those of statements.
/// </summary>
/// <remarks>How a partner accounts for a pool follows from who controls what (IFRS 10 to 12). The entries suppose the plainest case, in which a partner pays the host and is paid by it (our rule).</remarks>
public static class FundJournal
{
    private const string NotKnown = "amount not known";

    /// <summary>What each column is.</summary>
    public static CsvDescription Description => JournalLines.Table;

    /// <summary>With headings; lines end in a line feed. An entry whose amount is not known has neither debit nor credit, and says so.</summary>
    public static string Csv(FundYear year) => Csv(year, LedgerCodes.Current);

    internal static string Csv(FundYear year, LedgerCodes codes) => JournalLines.Table.Csv(Entries(new FundRows(year)).Where(entry => entry.Amount != default(Pence)).SelectMany(entry => Lines(entry, codes)));

    /// <param name="Partner">Who pays in, spends, or bears a share.</param>
    /// <param name="Amount">Null where it is not known.</param>
    private sealed record Entry(string About, string Partner, string Host, DateOnly Date, Pence? Amount, string Reference, string Says);

    /// <summary>Two lines in the books of the partner and two in those of the host; where they are one body, two.</summary>
    private static IEnumerable<JournalLine> Lines(Entry entry, LedgerCodes codes)
    {
        var own = entry.Partner == entry.Host;
        return own ? Pair(entry.Host, "host", $"own-{entry.About}") : Pair(entry.Partner, "partner", entry.About).Concat(Pair(entry.Host, "host", entry.About));

        IEnumerable<JournalLine> Pair(string books, string role, string about) =>
            JournalLines.Pair(codes, books, role, about, entry.Date, ReportingMonth.Of(entry.Date), entry.Amount, entry.Reference, entry.Amount is null ? $"{entry.Says}: {NotKnown}" : entry.Says);
    }

    private static IEnumerable<Entry> Entries(FundRows rows) =>
        [.. rows.Quarters.SelectMany(quarter => Quarter(rows, quarter, PoolSide.Income).Concat(Quarter(rows, quarter, PoolSide.Expenditure))), .. Performance(rows), .. Sharing(rows)];

    /// <summary>A line that the return of the quarter does not have is no entry of it: what it has to date came with an earlier one.</summary>
    private static IEnumerable<Entry> Quarter(FundRows rows, PoolQuarter quarter, PoolSide side)
    {
        var (about, verb) = side == PoolSide.Income ? ("contribution", "paid in by") : ("expenditure", "spent by");
        var period = quarter.Covers == PoolPeriod.Year ? quarter.Quarter.Year.ToString() : quarter.Quarter.Name;
        return from line in quarter.Lines
               where line.Side == side && line.LastReported is null
               group line by line.Partner into lines
               select new Entry(
                   about, lines.Key, quarter.Host, quarter.Quarter.LastDay, FundRows.Sum(lines.Select(line => line.Quarter.Actual)), $"{rows.Year.Key.Hwb}-{quarter.Quarter}-{about}-{lines.Key}",
                   $"Better Care Fund of {rows.Year.Name}, {period}: {verb} {rows.NameOf(lines.Key)}");
    }

    /// <summary>
    /// The payment goes into the pool each time its value is known (domain note 5, M3). It comes from the partner of the NHS that pays the minimum in; where several do, the documents do not say who pays how much.
    /// </summary>
    private static IEnumerable<Entry> Performance(FundRows rows)
    {
        var payers = rows.Lines(PoolSide.Income).Where(row => row.Line.Source == FundingSource.NhsMinimum).Select(row => row.Line.Partner)
            .Concat((rows.Year.Plan?.Contributions ?? []).Where(one => one.Source == FundingSource.NhsMinimum).Select(one => one.Partner)).Distinct().ToList();
        return from quarter in rows.Year.Performance?.Quarters ?? []
               where quarter.Paid is not null
               select new Entry(
                   "performance", payers is [var one] ? one : FundWords.NotKnown, rows.Latest?.Host ?? FundWords.NotKnown, (quarter.PaymentMonth ?? ReportingMonth.Of(quarter.Quarter.LastDay)).LastDay, payers.Count == 1 ? quarter.Paid : null,
                   $"{rows.Year.Key.Hwb}-{quarter.Quarter}-performance",
                   $"Better Care Fund of {rows.Year.Name}, {quarter.Quarter.Name}: performance payment into the pool{(payers.Count == 1 ? $" by {rows.NameOf(payers[0])}. Where the return has it among what was paid in, load one of the two" : $" of {quarter.Paid}: {(payers.Count == 0 ? "no partner is known that pays the NHS minimum in" : $"{Words.Number(payers.Count)} partners pay the NHS minimum in, and their parts are not stated")}")}");
    }

    /// <summary>A forecast is not posted: shares are journal lines once the year has an outturn.</summary>
    private static IEnumerable<Entry> Sharing(FundRows rows) =>
        rows.Year is not { RiskSharing: { } sharing, Pool: { IsOutturn: true } pool } ? [] :
        from share in sharing.Partners
        select new Entry(
            "risk-share", share.Partner, rows.Latest!.Host, pool.To.LastDay, share.Share, $"{rows.Year.Key.Hwb}-{rows.Year.Key.Year}-risk-share-{share.Partner}",
            $"Better Care Fund of {rows.Year.Name}, {rows.Year.Key.Year}: share of {rows.NameOf(share.Partner)} in the variance of {FundWords.Money(sharing.Variance)}{(share.Share is null ? $". {sharing.Needs ?? "It is not shared yet"}" : "")}");
}

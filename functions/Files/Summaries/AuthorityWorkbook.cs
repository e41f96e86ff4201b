using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Policy;
using Monitoring.Files.Funds;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Summaries.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries;

/// <summary>The summary of an authority and its health and wellbeing board, for a month or a quarter, as a workbook: what it comes to, delays, reimbursement in totals, the fund of the year, and the workings. No case is in it.</summary>
public static class AuthorityWorkbook
{
    /// <summary>The same summary, changes and publication always give the same content. The bytes differ: the parts of a workbook have random names.</summary>
    public static byte[] Write(Summary summary, SummaryChanges changes, Publication publication)
    {
        var rows = new SummaryRows(summary, changes, publication);
        return SummaryBook.Write(rows, "Summary for finance and the board", $"Delays, reimbursement and the Better Care Fund of {summary.Name} in one place, with the working of every figure. No case is named.", Sheets(rows));
    }

    private static IEnumerable<PlannedSheet> Sheets(SummaryRows rows)
    {
        var planned = Planned(rows).ToList();
        // The summary leads to the sheets that there are.
        return planned.Prepend(SummaryBook.Lines(rows, planned));
    }

    private static IEnumerable<PlannedSheet> Planned(SummaryRows rows) =>
    [
        .. SummaryBook.Head(rows), .. SummaryBook.OverTime(rows),
        new PlannedSheet(SummaryBook.Delays, ComparisonsSheet.Name, rows.Summary.Delays is { Comparisons.IsEmpty: false } ? () => ComparisonsSheet.Of(rows) : null, $"rank and quartile stand on {MonthsSheet.Name}; regions and neighbours are compared on its page of delays over time").Saying(rows.Subject),
        .. SummaryBook.OfPeriod(rows), .. SummaryBook.AfterDelays(rows),
        new PlannedSheet(SummaryBook.Reimbursement, ReimbursementSheet.Name, rows.Summary.Reimbursement.IsEmpty ? null : () => ReimbursementSheet.Of(rows), "no NHS body required anything").Saying(rows.Subject),
        new PlannedSheet(SummaryBook.Reimbursement, ReimbursementSheet.ToDateName, rows.Summary.Reimbursement.IsEmpty ? null : () => ReimbursementSheet.ToDate(rows), "no NHS body required anything").Saying(rows.Subject),
        .. Fund(rows),
        new PlannedSheet(SummaryBook.Evidence, EvidenceSheet.Name, rows.Summary.Evidence.IsEmpty ? null : () => EvidenceSheet.Of(rows), NoEvidence(rows)).Saying(rows.Subject),
        new PlannedSheet(SummaryBook.Evidence, EvidenceSheet.ChartName, EvidenceSheet.Charted(rows) is null ? null : () => EvidenceSheet.Chart(rows), "no scheme has figures before and after it began").Saying(rows.Subject),
        .. SummaryBook.Workings(rows), .. FundWorkings(rows), .. SummaryBook.Last(rows),
    ];

    private static string NoEvidence(SummaryRows rows) => rows.Period.Quarter is null ? "summaries of quarters have it" : $"no scheme of a plan of {rows.Period.Year} says that it began while delayed transfers were collected, or nobody knows those delays";

    /// <summary>The sheets of the fund, with the two charts among them.</summary>
    private static IEnumerable<PlannedSheet> Fund(SummaryRows rows)
    {
        if (rows.Fund is not { } fund)
        {
            yield return new(SummaryBook.Fund, "Better Care Fund", null, $"neither plan nor return of {rows.Period.Year} has arrived");
            yield break;
        }
        foreach (var one in FundWorkbook.Sheets(fund).Where(one => FundNames.GetValueOrDefault(one.Name) is null && one.Name != RulesSheet.Name))
        {
            var part = one.Part.Name == SummaryBook.Answers.Name ? one with { Part = SummaryBook.Fund } : one;
            if (one is { Name: FundSummarySheet.Name, Sheet: { } summary })
                yield return part with { Name = FundSummary, Sheet = () => summary() with { Heading = "The fund of the year" } };
            else
                yield return part;
            if (one.Name == PaymentSheet.Name && one.Sheet is not null)
                yield return new PlannedSheet(one.Part, PaymentChartSheet.Name, () => PaymentChartSheet.Of(fund), "").Saying(fund.Year.Subject());
            if (one.Name == PoolSheet.Name && one.Sheet is not null && fund.Last is { Lines.IsEmpty: false })
                yield return new PlannedSheet(one.Part, PooledFundSheet.Name, () => PooledFundSheet.Of(fund), "").Saying(fund.Year.Subject());
        }
    }

    /// <summary>What the summary of the fund is called here, where there is another one.</summary>
    private const string FundSummary = "Fund";

    private static IEnumerable<PlannedSheet> FundWorkings(SummaryRows rows) => rows.Fund is not { } fund ? [] :
        FundWorkbook.Sheets(fund).Where(one => FundNames.ContainsKey(one.Name)).Select(one => one with { Part = SummaryBook.Working, Name = FundNames[one.Name] });

    /// <summary>Sheets of the fund that stand among the workings, and what they are called here: delays have some of the same name.</summary>
    private static readonly Dictionary<string, string> FundNames = new() { [FundReconciliationSheet.Name] = FundReconciliationSheet.Name, ["Working"] = "Fund working", ["Inputs"] = "Fund inputs" };
}

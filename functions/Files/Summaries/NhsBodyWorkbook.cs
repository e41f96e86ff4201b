using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Statements;
using Monitoring.Files.Statements.Sheets;
using Monitoring.Files.Summaries.Sheets;
using Monitoring.Files.Workbooks;
using OfStatements = Monitoring.Files.Statements.Sheets;

namespace Monitoring.Files.Summaries;

/// <summary>
/// The statement of an NHS body for a month as a workbook: every authority that it may charge, with cases, days and workings in one sheet each; and its delays over time with what authorities agreed to, which is all there is of months
/// without a scheme. It shows cases and is for that body alone.
/// </summary>
public static class NhsBodyWorkbook
{
    private const string Sensitive = "OFFICIAL-SENSITIVE";

    /// <summary>The same summary, changes and publication always give the same content. The bytes differ: the parts of a workbook have random names.</summary>
    public static byte[] Write(Summary summary, SummaryChanges changes, Publication publication)
    {
        var rows = new SummaryRows(summary, changes, publication);
        return SummaryBook.Write(rows, "Statement of an NHS body", About(rows), Sheets(rows), Sensitive);
    }

    private static string About(SummaryRows rows) => NoScheme(rows.Period) is { } none
        ? $"{none} What follows are the delays of {rows.Summary.Name} and what authorities agreed to."
        : Statements(rows) is null ? $"No case was reported for {rows.Period.Name}, so nothing can be required for it. What follows are the delays of {rows.Summary.Name} and what authorities agreed to."
        : $"Every authority that {rows.Summary.Name} may charge for {rows.Period.Name}, day by day, with the notice, the fact and the provision behind each. It shows cases: for {rows.Summary.Name} alone. Case references must not be copied into other systems.";

    /// <summary>By which law no payment can be required for the days of a period; null where one can.</summary>
    public static string? NoScheme(SummaryPeriod period)
    {
        var rule = PolicyBook.Current.On(period.LastDay, "reimbursement.payment");
        return rule.Value == "none" ? $"No payment can be required for delays in {period.Name}: there {(rule.To is { } to ? $"was no scheme until {Words.Date(to)}" : $"is no scheme from {Words.Date(rule.From)}")} ({rule.Source})." : null;
    }

    private static IEnumerable<PlannedSheet> Sheets(SummaryRows rows)
    {
        var planned = Planned(rows).ToList();
        // The summary leads to the sheets that there are.
        return planned.Prepend(SummaryBook.Lines(rows, planned));
    }

    private static IEnumerable<PlannedSheet> Planned(SummaryRows rows) =>
    [
        .. SummaryBook.Head(rows), .. Reimbursement(rows).Select(sheet => sheet.Saying(rows.Subject)),
        .. SummaryBook.OverTime(rows),
        new PlannedSheet(SummaryBook.Delays, MonthsSheet.Name, rows.History.Count == 0 ? null : () => MonthsSheet.Of(rows), SummaryBook.NoHistory).Saying(rows.Subject),
        new PlannedSheet(SummaryBook.Delays, AnswersSheet.Name, rows.Summary.Delays is { Answers.IsEmpty: false } ? () => AnswersSheet.Of(rows) : null, "no authority answered").Saying(rows.Subject),
        .. Workings(rows).Select(sheet => sheet.Saying(rows.Subject)), .. SummaryBook.Last(rows),
    ];

    /// <summary>What was reported of the month; null where nothing was. What one authority recovers from another is between those two, and has statements of its own.</summary>
    private static StatementRows? Statements(SummaryRows rows)
    {
        var all = rows.Summary.Members.Where(member => member.Statement is { Key.IsRecovery: false }).Select(member => (member.Statement!, member.Account ?? Account.Empty(member.Statement!.Key.Payee, member.Statement.Key.Payer))).ToList();
        return all.Count == 0 ? null : StatementRows.ByAuthority(all, rows.Summary.Members.Where(member => member.Earlier is not null).Select(member => (member.Code, member.Name, member.Earlier!.Value)));
    }

    private static string Without(SummaryRows rows) => NoScheme(rows.Period) is null ? $"no case was reported for {rows.Period.Name}" : $"no payment can be required for {rows.Period.Name}";

    private static IEnumerable<PlannedSheet> Reimbursement(SummaryRows rows)
    {
        if (Statements(rows) is not { } statements)
        {
            yield return new(SummaryBook.Reimbursement, PayersSheet.Name, null, Without(rows));
            yield return new(SummaryBook.Reimbursement, CasesSheet.Name, null, Without(rows));
            yield break;
        }
        yield return Of(PayersSheet.Name, true, "", () => PayersSheet.Of(statements));
        yield return Of(CasesSheet.Name, !statements.Cases.IsEmpty, "no case is left with its rows", () => CasesSheet.Of(statements));
        yield return Of(DaysSheet.Name, !statements.Days.IsEmpty, "no case has a day in the month", () => DaysSheet.Of(statements));
        yield return Of(NoticesSheet.Name, !statements.Notices.IsEmpty, "no notice was reported", () => NoticesSheet.Of(statements));
        yield return Of(PeriodsSheet.Name, !statements.Periods.IsEmpty, "no period of delayed discharge arose", () => PeriodsSheet.Of(statements));
        yield return Of("Disputes", !statements.Disputed.IsEmpty, "no fact is in dispute", () => DisputesSheet.Facts(statements));
        yield return Of("Disputed days", !statements.Differing.IsEmpty, "no day is in dispute", () => DisputesSheet.DifferingDays(statements));
        yield return Of(DecisionsSheet.Name, !statements.Decisions.IsEmpty, "no decision was reported", () => DecisionsSheet.Of(statements));
        yield return Of(RecoveriesSheet.Name, statements.All.Any(one => !one.Statement.Recoveries.IsEmpty), "nothing is recovered", () => RecoveriesSheet.Of(statements));
        yield return Of(DeletedSheet.Name, statements.All.Any(one => !one.Statement.Deleted.IsEmpty), "no case was deleted", () => DeletedSheet.Of(statements));
        yield return Of("Postings", !statements.About.IsEmpty, "nothing was posted about the month", () => PostingsSheet.AboutThis(statements));
        yield return Of("Corrections", !statements.Elsewhere.IsEmpty, "nothing about another month was posted to it", () => PostingsSheet.Elsewhere(statements));
        yield return Of("Year to date", statements.Years.Any(one => !one.Year.IsEmpty), "no month of the year is known", () => YearSheet.Of(statements));
        yield return Of(PayerBalancesSheet.Name, true, "", () => PayerBalancesSheet.Of(statements));
        yield return Of("Differences", statements.All.Any(one => !one.Statement.Balances.Differences.IsEmpty), "the accounts do not differ", () => BalancesSheet.ByName(statements));

        static PlannedSheet Of(string name, bool isThere, string without, Func<SheetPlan> sheet) => new(SummaryBook.Reimbursement, name, isThere ? sheet : null, without);
    }

    private static IEnumerable<PlannedSheet> Workings(SummaryRows rows)
    {
        if (Statements(rows) is not { } statements)
            yield break;
        yield return new(SummaryBook.Working, PayerChecksSheet.Name, () => PayerChecksSheet.Of(statements), "");
        yield return new(SummaryBook.Working, "Working", statements.All.All(one => one.Statement.Working.IsEmpty) ? null : () => OfStatements.WorkingSheet.Of(statements), "no amount was worked out");
        yield return new(SummaryBook.Working, "Definitions", () => OfStatements.DefinitionsSheet.Of(statements), "");
        yield return new(SummaryBook.Working, "Inputs", statements.All.All(one => one.Statement.Inputs.IsEmpty) ? null : () => OfStatements.InputsSheet.Of(statements), "no submission is named");
    }
}

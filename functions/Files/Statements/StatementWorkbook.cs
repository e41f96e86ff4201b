using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Files.Statements.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements;

/// <summary>What one body may require of another for a month as a workbook, with every day and every working. It shows cases and is for the two parties alone.</summary>
public static class StatementWorkbook
{
    /// <summary>The same statement, account, issue and publication always give the same content. The bytes differ: the parts of a workbook have random names.</summary>
    /// <param name="issued">Null for a draft.</param>
    public static byte[] Write(Statement statement, Account account, IssuedStatement? issued, Publication publication)
    {
        var rows = new StatementRows(statement, account, issued);
        ImmutableArray<SheetPlan> sheets = [.. Sheets(rows).Select(sheet => sheet with { Sentences = [Entry.Of(statement.Subject(), Look.Strong), .. sheet.Sentences] })];
        ImmutableArray<SheetPlan> all = [CoverSheet.Of(rows, publication, sheets), .. sheets];
        if (StatementSentences.Stamp(statement) is { } stamp)
            all = [.. all.Select(sheet => sheet with { Sentences = [Entry.Of(stamp, Look.Stamp), .. sheet.Sentences] })];
        var marking = statement.Hypothetical is null
            ? new Marking("OFFICIAL-SENSITIVE", StatementWords.StatusLine(issued))
            : new Marking("OFFICIAL-SENSITIVE - HYPOTHETICAL", "Hypothetical - nothing is due by this");
        return Book.Write(statement.Title(), statement.ShortSubject(), publication, all, marking);
    }

    /// <summary>A sheet that would have no row is left out: the summary says what there is none of.</summary>
    private static IEnumerable<SheetPlan> Sheets(StatementRows rows)
    {
        var statement = rows.Statement;
        yield return SummarySheet.Of(rows);
        if (!rows.Cases.IsEmpty)
            yield return CasesSheet.Of(rows);
        if (!rows.Days.IsEmpty)
            yield return DaysSheet.Of(rows);
        if (!rows.Notices.IsEmpty)
            yield return NoticesSheet.Of(rows);
        if (!rows.Periods.IsEmpty)
            yield return PeriodsSheet.Of(rows);
        if (!rows.Disputed.IsEmpty)
            yield return DisputesSheet.Facts(rows);
        if (!rows.Differing.IsEmpty)
            yield return DisputesSheet.DifferingDays(rows);
        if (!rows.Decisions.IsEmpty)
            yield return DecisionsSheet.Of(rows);
        if (!statement.Recoveries.IsEmpty)
            yield return RecoveriesSheet.Of(rows);
        if (!statement.Deleted.IsEmpty)
            yield return DeletedSheet.Of(rows);
        yield return PostingsSheet.AboutThis(rows);
        if (!rows.Elsewhere.IsEmpty)
            yield return PostingsSheet.Elsewhere(rows);
        if (!statement.Year.IsEmpty)
            yield return YearSheet.Of(rows);
        yield return BalancesSheet.Of(rows);
        if (!statement.Balances.Differences.IsEmpty)
            yield return BalancesSheet.ByName(rows);
        if (ChecksSheet.Of(rows) is { Table.Rows.IsEmpty: false } checks)
            yield return checks;
        if (!statement.Working.IsEmpty)
            yield return WorkingSheet.Of(rows);
        if (!statement.Switches.IsEmpty)
            yield return SwitchesSheet.Of(rows);
        yield return DefinitionsSheet.Of(rows);
        if (!statement.Inputs.IsEmpty)
            yield return InputsSheet.Of(rows);
    }
}

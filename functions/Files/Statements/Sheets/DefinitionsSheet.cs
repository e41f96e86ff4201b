using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Policy;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>What the words of the statement mean.</summary>
internal static class DefinitionsSheet
{
    public static SheetPlan Of(StatementRows rows) => new("Definitions", "What the words mean: amounts, grounds, who counts a day, flags", rows.Heading("definitions"))
    {
        Sentences = SheetPlan.Say("Grounds are those by which days of this month were decided."),
        Table = new TablePlan("tblDefinitions", [new("Kind", Widest: 16), new("Term", Widest: 34), new("Meaning", Widest: 84), new("Where it stands", Widest: 40)],
            [.. Terms(rows).Select(term => new[] { Entry.Of(term.Kind), Entry.Of(term.Term), Entry.Of(term.Meaning), Entry.Of(term.Where) })]),
    };

    private static IEnumerable<(string Kind, string Term, string Meaning, string Where)> Terms(StatementRows rows)
    {
        var (recovery, laws) = (rows.IsRecovery, rows.Cases.Select(numbered => numbered.Stated.Regime).ToList());
        if (!recovery)
            yield return ("Amount", AmountWords.Ceiling, AmountWords.CeilingMeans, "Delayed transfers of care; the daily rate");
        yield return ("Amount", AmountWords.Computable, AmountWords.ComputableMeans(recovery), "Sheet Days");
        yield return ("Amount", AmountWords.Required, AmountWords.RequiredMeans(recovery, laws), "Sheet Decisions");
        yield return ("Amount", AmountWords.Due, AmountWords.DueMeans(recovery), "Sheet Cases");
        yield return ("Amount", AmountWords.InDispute, AmountWords.InDisputeMeans, "Sheet Cases");
        yield return ("Amount", AmountWords.Paid, AmountWords.PaidMeans, "Sheet Decisions");
        foreach (var standing in Enum.GetValues<DayStanding>())
            yield return ("Counted by", StatementWords.Of(standing), StatementWords.MeaningOf(standing), "Both parties' returns");
        foreach (var (ground, regime, counts) in rows.Days.SelectMany(row => new[] { (row.Day.NhsBody, row.Case.Stated.NhsBodyView), (row.Day.Authority, row.Case.Stated.AuthorityView) })
            .Where(pair => pair is { Item1: not null, Item2: not null }).Select(pair => (pair.Item1!.Ground, pair.Item2!.Regime, pair.Item1.Counts)).Distinct().Order())
        {
            var words = DayGrounds.Of(ground, regime);
            yield return (counts ? "Day that counts" : "Day that does not count", StatementWords.Of(ground), words.Words, words.Provision);
        }
        foreach (var flag in rows.Days.SelectMany(row => row.Decided.Flags).Concat(rows.Notices.SelectMany(row => row.Notice.Flags)).Distinct().Order())
            yield return ("Flag", StatementWords.Of(flag), $"{DayFlags.Of(flag).Words} {DayFlags.Of(flag).WhatToDo}", "Sheets Days and Notices");
        yield return ("Term", "Relevant day", "The later of the proposed date of discharge and the end of the minimum interval after the assessment notice. Days count only after it.", "Act of 2003 s. 5; Care Act 2014 Sch. 3 para 2");
        yield return ("Term", "Provisional, incomplete, final", "Provisional: complete as far as is known, and may be corrected. Incomplete: something is known to be missing. Final: the month is closed.", "Our rule");
    }
}

using Monitoring.Core.Policy;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What the words mean.</summary>
internal static class FundDefinitionsSheet
{
    public static SheetPlan Of() => new("Definitions", "What the words mean", "Definitions")
    {
        Sentences = SheetPlan.Say("As the words are used on every sheet."),
        Table = new TablePlan("tblDefinitions", [new("Term", Widest: 24), new("Meaning", Widest: 66), new("How sure", Widest: 24), new("Source", Widest: 32)],
            [.. Terms.Select(one => new[] { Entry.Of(one.Term), Entry.Of(one.Meaning), Entry.Of(Phrases.Of(one.Mark)), Entry.Of(one.Source) })]),
    };

    public static readonly (string Term, string Meaning, Mark Mark, string Source)[] Terms =
    [
        ("Better Care Fund", "Money of the NHS and of councils that they pool for joint health and social care, board by board, since 1 April 2015.", Mark.Verified, "Public Accounts Committee, HC 807 (2014-15)"),
        ("Pool", "The fund into which the partners pay and from which services are bought. One partner is the host, and answers for its accounts and audit.", Mark.Verified, "NHS Act 2006 s75; SI 2000/617 reg 7"),
        ("Memorandum account", "An account of the pool that each partner discloses in a note: what came in by partner, what was spent, what is left and whose it is.", Mark.Recalled, "Practice of pooled budgets"),
        ("Variance", "Actual less planned; of the pool as a whole, what was spent less what was paid in. Above zero is an overspend.", Mark.Assumed, "Our rule"),
        ("Performance fund", "The part of the NHS's money that was paid out only as non-elective admissions fell, in 2015-16. It ended with 2016-17.", Mark.Verified, "NHS England, operationalisation guidance of March 2015; National Health Executive"),
        ("Unreleased", "What performance could have released and did not. It goes to services that the NHS commissions, as the board agrees.", Mark.Verified, "Parliamentary question HL838"),
        ("Headroom", "What the plan has less what a check needs: above zero to spare, below zero short.", Mark.Assumed, "Our rule"),
        ("On track", "What was reached is as good as the goal or better. Which way is better is part of each metric.", Mark.Assumed, "Our rule"),
        ("Unit cost", "Spend divided by outputs of the same scheme and time.", Mark.Derived, "Planning templates from 2023-24"),
        ("Not known", "Nobody reported it, or a part that is needed is missing. It is never counted as zero, and no total includes it.", Mark.Assumed, "Our rule"),
        ("Provisional, incomplete, final", "Provisional: complete as far as is known, and may be corrected. Incomplete: something is known to be missing. Final: the period is closed.", Mark.Assumed, "Our rule"),
    ];
}

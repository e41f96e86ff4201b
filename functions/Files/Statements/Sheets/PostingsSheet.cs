using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>The account between the two parties, as far as it concerns the month.</summary>
internal static class PostingsSheet
{
    private const string Amount = "Amount";

    public static SheetPlan AboutThis(StatementRows rows) => new("Postings", "What was posted to the account about this month, and to which month", rows.Heading("postings about this month"))
    {
        Sentences = SheetPlan.Say(Sentences(rows)),
        Table = TableOf(rows, "tblPostings", rows.About),
    };

    public static SheetPlan Elsewhere(StatementRows rows) => new("Corrections", "What was posted to this month about other months", rows.Heading("corrections of other months"))
    {
        Sentences = SheetPlan.Say($"In the books of {rows.Month.Name}, and about other statements between the two parties, mostly of months that were closed already. They are no part of the amounts of {(rows.All.Length == 1 ? "this statement" : "these statements")}."),
        Table = TableOf(rows, "tblCorrections", rows.Elsewhere),
    };

    private static IEnumerable<string> Sentences(StatementRows rows)
    {
        yield return "Lines are added to the account and never changed. Each posting is the amount due less what was posted before.";
        foreach (var one in rows.All)
            yield return $"{(rows.All.Length == 1 ? "" : $"{one.Statement.Payer.Name}: ")}{Standing(one)}";
        if (rows.Elsewhere.IsEmpty)
            yield return $"Nothing about another month was posted to {rows.Month.Name}.";
    }

    private static string Standing(StatementOfRows one)
    {
        var posted = one.Account.Posted(one.Statement.Key);
        return one.Statement.Amounts.Due switch
        {
            null => "Nothing can be posted while it is not decided whether payment is required.",
            { } due when due == posted => $"The account shows what is due: {due}.",
            { } due => $"Due is {due} and posted is {posted}: the next issue posts {due - posted}.",
        };
    }

    private static TablePlan TableOf(StatementRows rows, string table, IReadOnlyList<Posting> postings) => postings.Count == 0 ? new(table, [new("Posting")], [[Entry.Of("Nothing was posted about this month yet.")]]) : rows.Table(new(table,
        [
            new("Posting", Number: true), new("About", Widest: 16), new("Cases of"), new("Posted to", Widest: 16), new("Kind", Widest: 26), new(Amount, Number: true), new("Due after it", Number: true),
            new("Corrects", Widest: 22), new("By", Widest: 22), new("When", Widest: 18), new("Key", Widest: 22),
        ],
        [.. postings.Select(Row)],
        [Entry.Of("Total"), .. StatementSheet.Blank(4), TablePlan.Total(table, Amount, StatementSheet.Sum(postings.Select(posting => posting.Amount)).Pounds, Look.Money), .. StatementSheet.Blank(5)]),
        postings.Select(posting => rows.All.Single(one => one.Account.Postings.Contains(posting)).Statement));

    private static Entry[] Row(Posting posting) =>
    [
        Entry.Of(posting.Number), Entry.Of(posting.About.Month.Name), Entry.Of(posting.About.NhsBody), Entry.Of(posting.PostedTo.Name), Entry.Of(StatementWords.Of(posting.Kind)), Entry.Money(posting.Amount), Entry.Money(posting.Due),
        Entry.Of(posting.RefersTo), Entry.Of(posting.By), Entry.Of(Phrases.LondonTime(posting.At)), Entry.Of(posting.Key),
    ];
}

using System.Globalization;
using System.Text;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Statements;

/// <summary>A statement as a page: complete in itself, without scripts, and loading nothing from anywhere. It shows cases and is for the two parties alone.</summary>
public static class StatementPage
{
    /// <param name="issued">The last issue of it; null for a draft.</param>
    /// <param name="mayIssue">Whoever looks may issue it: a form is shown, which posts to <c>/statements/{nhsBody}/{payee}/{payer}/{month}/issue</c>.</param>
    /// <param name="downloads">Files that go with it: what to call each, and where it is.</param>
    /// <param name="seen">Digest of the document that is shown: what is issued is what was looked at, and nothing that came meanwhile.</param>
    public static string Html(Statement statement, Account account, IssuedStatement? issued, bool mayIssue = false, IReadOnlyList<(string Text, string Href)>? downloads = null, string? seen = null)
    {
        var rows = new StatementRows(statement, account, issued);
        var main = string.Concat(
            Head(statement, issued), Files(downloads ?? []), Amounts(statement), Cases(rows), Days(rows), Disputes(rows), Decisions(rows), Recoveries(statement), Deleted(statement), Postings(rows),
            mayIssue && statement.Hypothetical is null ? Issue(rows, seen) : "", About(statement));
        return Page.Of(statement.Title(), "Statement - OFFICIAL-SENSITIVE", main, "OFFICIAL-SENSITIVE: it shows cases and is for the two parties alone. If you contest a day, name the case, the day and the fact.");
    }

    private static string T(string? text) => Receipts.Html.Text(text);

    private static string Head(Statement statement, IssuedStatement? issued)
    {
        var html = new StringBuilder($"<h1>{T(statement.Title())}</h1>\n");
        if (StatementSentences.Stamp(statement) is { } stamp)
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"panel bad\"><p class=\"sentence\"><strong>{T(stamp)}</strong></p></div>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p><strong>{T(issued is null ? "Draft - not issued." : $"Issued by {issued.By} on {Phrases.LondonTime(issued.At)}, number {Words.Number(issued.Number)}{(issued.Status == FigureStatus.FinalLate ? ", after the month was closed" : "")}.")}</strong></p>\n");
        foreach (var sentence in StatementSentences.Of(statement))
            html.Append(CultureInfo.InvariantCulture, $"<p>{T(sentence)}</p>\n");
        return html.ToString();
    }

    private static string Files(IReadOnlyList<(string Text, string Href)> downloads) => downloads.Count == 0 ? "" :
        $"<section aria-labelledby=\"files\">\n<h2 id=\"files\">Files</h2>\n<ul class=\"downloads\">\n{string.Concat(downloads.Select(file => $"<li><a href=\"{T(file.Href)}\">{T(file.Text)}</a></li>\n"))}</ul>\n</section>\n";

    private static string Amounts(Statement statement)
    {
        var amounts = statement.Amounts;
        return Section("amounts", "Amounts", PageTable.Of("Different things: never added to one another", [new("Amount"), new("Pounds", Number: true), new("What it is")],
        [
            .. statement.Key.IsRecovery ? [] : (IReadOnlyList<string>[])[[T(AmountWords.Ceiling), Money(amounts.NotionalCeiling, "not given"), T(AmountWords.CeilingMeans)]],
            [T(AmountWords.Computable), Money(amounts.Computable, "none"), T(AmountWords.ComputableMeans(statement))],
            [T(AmountWords.Required), Money(amounts.Required, StatementWords.NotDecided), T(AmountWords.RequiredMeans(statement))],
            [T(AmountWords.Due), Money(amounts.Due, StatementWords.NotDecided), T(AmountWords.DueMeans(statement))],
            [T(AmountWords.InDispute), Money(amounts.InDispute, StatementWords.NotDecided), T(AmountWords.InDisputeMeans)],
            [T(AmountWords.Paid), Money(amounts.Paid, StatementWords.NotKnown), T(AmountWords.PaidMeans)],
        ]));
    }

    private static string Cases(StatementRows rows) => rows.Cases.IsEmpty ? "" : Section("cases", "Cases", PageTable.Of(
        $"{Words.Of(rows.Cases.Length, "case")}: days of {rows.Statement.Key.Month.Name} and amounts in pounds",
        [new("Case"), new("Days", Number: true), new("Both count", Number: true), new("Computable", Number: true), new("Required", Number: true), new("Due", Number: true), new("In dispute", Number: true), new("Paid", Number: true)],
        rows.Cases.Select(numbered => (IReadOnlyList<string>)
        [
            $"<a href=\"#case-{Number(numbered.Number)}\"><bdi>{T(numbered.Stated.Case)}</bdi></a>",
            Number(numbered.Count(day => day.NhsBody is { Counts: true })), Number(numbered.Count(day => day.Standing == DayStanding.Agreed)),
            Money(numbered.Stated.Amounts.Computable, "none"), Money(numbered.Stated.Amounts.Required, StatementWords.NotDecided), Money(numbered.Stated.Amounts.Due, StatementWords.NotDecided),
            Money(numbered.Stated.Amounts.InDispute, StatementWords.NotDecided), Money(numbered.Stated.Amounts.Paid, StatementWords.NotKnown),
        ])));

    private static string Days(StatementRows rows) => rows.Cases.IsEmpty ? "" : Section("days", "Case by case", string.Concat(rows.Cases.Select(numbered => Case(rows, numbered))));

    private static string Case(StatementRows rows, NumberedCase numbered)
    {
        var stated = numbered.Stated;
        var html = new StringBuilder($"<section class=\"rule case\" id=\"case-{Number(numbered.Number)}\">\n<h3>Case <bdi>{T(stated.Case)}</bdi></h3>\n<p>{T(StatementWords.LawOf(stated.Regime))}.</p>\n");
        foreach (var note in stated.Notes)
            html.Append(CultureInfo.InvariantCulture, $"<p>{T(note)}</p>\n");
        var days = rows.Days.Where(row => row.Case == numbered).ToList();
        if (days.Count == 0)
            return html.Append(CultureInfo.InvariantCulture, $"<p>No day of the case lies in {T(rows.Statement.Key.Month.Name)}.</p>\n</section>\n").ToString();
        html.Append(CultureInfo.InvariantCulture, $"<details>\n<summary>Day by day: {T(Words.Days(days.Count))}</summary>\n");
        foreach (var period in rows.Periods.Where(row => row.Case == numbered).Select(row => row))
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>Period {Number(period.Period.Number)} as the {T(StatementWords.Of(period.View.View))} reports it, from notices {Number(period.Period.Assessment)} and {Number(period.Period.Discharge)}: relevant day {T(Words.Date(period.Period.RelevantDay))}, "
                + $"{T(Extent(period.Period))}.</p>\n");
        }
        html.Append(PageTable.Of($"Days of case {stated.Case} in {rows.Statement.Key.Month.Name}", [new("Day"), new("Counted by"), new("Fact and provision"), new("Amount", Number: true)],
            days.Select(row => (IReadOnlyList<string>)[T(Day(row.Day.Date)), T(StatementWords.Of(row.Day.Standing)), Fact(row), Money(row.Day.NhsBody?.Amount ?? default, "none")])));
        return html.Append("</details>\n</section>\n").ToString();
    }

    private static string Extent(DelayPeriod period) =>
        !period.HasDays ? $"no day of it can count{(period.EndedBy is { } ended ? $". {ended.TrimEnd('.')}" : "")}"
        : $"first day {Words.Date(period.FirstDay)}, {(period.LastDay is { } last ? $"last day {Words.Date(last)}" : "not ended")}";

    private static string Fact(DayRow row)
    {
        var (ours, theirs) = (row.Day.NhsBody, row.Day.Authority);
        return row.Day.Standing is DayStanding.OnlyNhsBody or DayStanding.OnlyAuthority
            ? $"NHS body: {Say(ours)}<br>Authority: {Say(theirs)}"
            : Say(row.Decided);

        static string Say(DecidedDay? day) => day is null ? StatementWords.NotReported :
            $"{T(day.Fact)} <span class=\"quiet\">{T(day.Provision)}</span>{string.Concat(day.Flags.Select(flag => $"<br><strong>Note:</strong> {T(DayFlags.Of(flag).Words)}"))}";
    }

    private static string Disputes(StatementRows rows) => rows.Disputed.IsEmpty ? "" : Section("disputes", "Facts in dispute", PageTable.Of("What hangs on each fact alone, in the whole case; facts can overlap, so do not add them up",
        [new("Case"), new("Fact"), new("NHS body says"), new("Authority says"), new("Days", Number: true), new("Amount", Number: true)],
        rows.Disputed.Select(row => (IReadOnlyList<string>)
        [
            $"<bdi>{T(row.Case.Stated.Case)}</bdi>", T(row.Fact.Fact), T(row.Fact.NhsBodySays), T(row.Fact.AuthoritySays), Number(row.Fact.Days), Money(row.Fact.Amount, "none"),
        ])));

    private static string Decisions(StatementRows rows) => rows.Decisions.IsEmpty ? "" : Section("decisions", "Decisions, invoices and payments", PageTable.Of("As each party reports them",
        [new("Case"), new("Reported by"), new("Sought", Number: true), new("Waived", Number: true), new("Paid", Number: true), new("Decided by"), new("Invoice")],
        rows.Decisions.Select(row => (IReadOnlyList<string>)
        [
            $"<bdi>{T(row.Case.Stated.Case)}</bdi>", T(StatementWords.Of(row.Stated.View)), Money(row.Stated.Decision.Sought, "none"), Money(row.Stated.Decision.Waived, StatementWords.NotDecided),
            Money(row.Stated.Decision.Paid, StatementWords.NotKnown),
            $"{T(row.Stated.Decision.By)}, {T(Words.Date(row.Stated.Decision.On))}{(row.Stated.Decision.WhyWaived is { } why ? $". Waived: {T(why)}" : "")}",
            row.Stated.Decision.Invoice is { } invoice ? $"<bdi>{T(invoice)}</bdi>{(row.Stated.Decision.InvoicedOn is { } on ? $", {T(Words.Date(on))}" : "")}{(row.Stated.AgeInDays is { } age ? $", {T(Words.Days(age))} old and not fully paid" : "")}" : "none",
        ])));

    private static string Recoveries(Statement statement) => statement.Recoveries.IsEmpty ? "" : Section("recoveries", "Recoveries", PageTable.Of(
        statement.Key.IsRecovery ? "What the payee paid and recovers" : "For information: these sums have a statement of their own",
        [new("Case"), new("Decided on"), new("Days", Number: true), new("Paid to the NHS body", Number: true), new("Provision")],
        statement.Recoveries.Select(one => (IReadOnlyList<string>)[$"<bdi>{T(one.Case)}</bdi>", T(Words.Date(one.DecidedOn)), Number(one.Days), Money(one.Paid, StatementWords.NotKnown), T(one.Provision)])));

    private static string Deleted(Statement statement) => statement.Deleted.IsEmpty ? "" : Section("deleted", "Deleted cases", PageTable.Of("Only their totals are left; they are part of the amounts",
        [new("Deleted on"), new("Cases", Number: true), new("Days", Number: true), new("Computable", Number: true), new("Required", Number: true)],
        statement.Deleted.Select(one => (IReadOnlyList<string>)[T(Words.Date(one.DeletedOn)), Number(one.Cases), Number(one.Days), Money(one.Amounts.Computable, "none"), Money(one.Amounts.Required, StatementWords.NotDecided)])));

    private static string Postings(StatementRows rows)
    {
        var posted = rows.Account.Posted(rows.Statement.Key);
        var text = rows.About.IsEmpty ? "<p>Nothing was posted about this statement yet.</p>\n" : PageTable.Of($"Posted about this statement: {posted} altogether",
            [new("Posting"), new("Posted to"), new("What"), new("Amount", Number: true), new("By")],
            rows.About.Select(posting => (IReadOnlyList<string>)[Number(posting.Number), T(posting.PostedTo.Name), T(StatementWords.Of(posting.Kind)), Money(posting.Amount, "none"), $"{T(posting.By)}, {T(Phrases.LondonTime(posting.At))}"]));
        var elsewhere = rows.Elsewhere.IsEmpty ? "" : PageTable.Of($"In the books of {rows.Statement.Key.Month.Name} about other statements: no part of the amounts above",
            [new("Posting"), new("About"), new("What"), new("Amount", Number: true), new("By")],
            rows.Elsewhere.Select(posting => (IReadOnlyList<string>)[Number(posting.Number), T(posting.About.Month.Name), T(StatementWords.Of(posting.Kind)), Money(posting.Amount, "none"), $"{T(posting.By)}, {T(Phrases.LondonTime(posting.At))}"]));
        return Section("postings", "Account", text + elsewhere);
    }

    private static string Issue(StatementRows rows, string? seen)
    {
        var (key, due) = (rows.Statement.Key, rows.Statement.Amounts.Due);
        var what = due is { } known
            ? $"Due is {known} and {rows.Account.Posted(key)} is posted: issuing posts {known - rows.Account.Posted(key)}. What is in dispute stays open and does not hold it up."
            : "It is not decided whether payment is required: the statement can be issued when somebody has decided.";
        var form = due is null ? "" : $"""
            <form method="post" action="/statements/{T(Uri.EscapeDataString(key.NhsBody))}/{T(Uri.EscapeDataString(key.Payee))}/{T(Uri.EscapeDataString(key.Payer))}/{key.Month}/issue">
            {(seen is null ? "" : $"<input type=\"hidden\" name=\"figures\" value=\"{T(seen)}\"/>")}<button type="submit">Issue this statement</button>
            </form>

            """;
        return Section("issue", rows.Issued is null ? "Issue" : "Issue again", $"<p>{T(what)} An issued statement is never changed; a later one has the next number. Its amounts are kept for ever, its workbook until the rows of a case in it are deleted.</p>\n{form}");
    }

    private static string About(Statement statement)
    {
        var html = new StringBuilder();
        Say("Payee", $"{statement.Payee.Name} ({statement.Payee.Code})");
        Say("Payer", $"{statement.Payer.Name} ({statement.Payer.Code})");
        Say("Month", statement.Key.Month.Name);
        Say("As at", $"{Phrases.LondonTime(statement.AsAt)}: arrival of the last return that counts here");
        Say("Worked out with", $"policy {statement.Policy}, reference lists {statement.Reference}");
        foreach (var one in statement.Switches.Where(one => one.Mark == Core.Policy.Mark.Assumed))
            Say("Assumed", $"{one.Policy} = {one.Value}. {one.Meaning}");
        return Section("about", "About this statement", $"<dl>\n{html}</dl>\n");

        void Say(string term, string text) => html.Append(CultureInfo.InvariantCulture, $"<div><dt>{T(term)}</dt><dd><bdi>{T(text)}</bdi></dd></div>\n");
    }

    private static string Section(string id, string heading, string content) => $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{T(heading)}</h2>\n{content}</section>\n";

    private static string Money(Pence? amount, string words) => amount is { } known ? T(known.ToString()) : $"<span class=\"quiet\">{T(words)}</span>";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly date) => date.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);
}

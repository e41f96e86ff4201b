using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>Between whom the statement is, how far it can be relied on, where it comes from, and what is in it.</summary>
internal static class CoverSheet
{
    public static SheetPlan Of(StatementRows rows, Publication publication, IEnumerable<SheetPlan> others)
    {
        var statement = rows.Statement;
        return new("Cover", "", statement.Name())
        {
            Sentences =
            [
                Entry.Of(statement.Subject(), Look.Strong),
                Entry.Of($"Status: {Status(rows.Issued)}", Look.Strong),
                .. SheetPlan.Say("What one body may require of another for days of delayed discharge in one month, day by day, with the notice, the fact and the provision behind each."),
            ],
            Pairs =
            [
                Pair("Payee", $"{Named(statement.Payee)}{(statement.Key.IsRecovery ? $": an authority that paid {statement.Key.NhsBody} and recovers it" : ": the NHS body whose patients were delayed")}"),
                Pair("Payer", $"{Named(statement.Payer)}: the authority {(statement.Key.IsRecovery ? "that turned out to be responsible" : "that was notified")}"),
                Pair("Month", $"{statement.Key.Month.Name}, {statement.Key.Month.Days} calendar days, financial year {statement.Key.Month.FinancialYear}"),
                Pair("Law", Laws(statement)),
                Pair("Figures", $"{Phrases.Capital(Phrases.Of(statement.Status))}. {string.Join(" ", statement.StatusReasons)}".TrimEnd()),
                Pair("Not an invoice", "An invoice can be sent for what is due. The notional ceiling is no invoice: nobody owes it, and it is part of no other amount."),
                Pair("Marking", "OFFICIAL-SENSITIVE: it shows cases. For the two parties alone; it must not be passed on, and case references must not be copied into other systems."),
                Pair("As at", $"{Phrases.LondonTime(publication.AsAt)}: arrival of the last return that counts here"),
                Pair("Version", publication.Version),
                Pair("Fingerprint", publication.Fingerprint),
                Pair("Rules", $"Policy {statement.Policy}, reference data {statement.Reference}"),
                Pair("Build", publication.Build),
                Pair("Contents", "Each name below leads to its sheet"),
                .. others.Select(sheet => (Entry.Link(sheet.Name), Entry.Of(sheet.About))),
            ],
        };
    }

    private static string Status(IssuedStatement? issued) =>
        issued is null ? "Draft - not issued" : $"Issued by {issued.By} on {Phrases.LondonTime(issued.At)}, number {Words.Number(issued.Number)}{(issued.Status == Core.Figures.FigureStatus.FinalLate ? ", after the month was closed" : "")}";

    private static string Laws(Statement statement) =>
        statement.Key.IsRecovery ? string.Join("; ", statement.Recoveries.Select(one => one.Provision).Distinct())
        : statement.Cases.Select(one => one.Regime).Distinct().Order().Select(StatementWords.LawOf).ToList() is { Count: > 0 } laws ? Phrases.Capital(string.Join(". ", laws)) : "No case";

    private static string Named(Party party) => $"{party.Name} ({party.Code})";

    private static (Entry, Entry) Pair(string label, string value) => (Entry.Of(label, Look.Label), Entry.Of(value));
}

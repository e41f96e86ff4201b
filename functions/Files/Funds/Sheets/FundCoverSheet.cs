using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Whose fund it is and of which year, how far it can be relied on, and where it comes from.</summary>
internal static class FundCoverSheet
{
    public static SheetPlan Of(FundRows rows, Publication publication)
    {
        var year = rows.Year;
        return new("Cover", "", "Better Care Fund")
        {
            Sentences =
            [
                Entry.Of(year.Subject(), Look.Strong),
                Entry.Of($"Status: {Status(rows)}", Look.Strong),
                .. SheetPlan.Say("What each partner gives to the pool, spent, got and owes, and what performance released, with the working of every figure."),
            ],
            Pairs =
            [
                Pair("Board", $"Health and wellbeing board of {FundWords.Named(year.Name, year.Key.Hwb)}"),
                Pair("Year", $"{year.Key.Year}: {Words.Date(year.Key.Year.FirstDay)} to {Words.Date(year.Key.Year.LastDay)}"),
                Pair("Host and manager", rows.Latest is { } last ? $"{FundWords.Named(last.HostName, last.Host)}; pool manager: {last.Manager ?? FundWords.NotGiven}" : "not known: no return of a quarter has arrived"),
                Pair("Partners", rows.Partners.IsEmpty ? FundWords.NotKnown : string.Join("; ", rows.Partners.Select(partner => partner.Named))),
                Pair("Returns", Returns(rows)),
                Pair("Figures", $"{Phrases.Capital(Phrases.Of(year.Status))}. {string.Join(" ", year.StatusReasons)}".TrimEnd()),
                Pair("Open questions", FundSentences.Open(rows).Count() is > 0 and var open ? $"{Words.Of(open, "question")}: see the sheet {OpenQuestionsSheet.Name}" : "None"),
                Pair("As at", $"{Phrases.LondonTime(publication.AsAt)}: arrival of the last return that counts here"),
                Pair("Version", $"{publication.Version}, fingerprint {publication.Fingerprint}, build {publication.Build}"),
                Pair("Rules", $"Policy {year.Policy}, reference data {year.Reference}"),
                (Entry.Of("Contents", Look.Label), Entry.Link(ContentsSheet.Name)),
            ],
        };
    }

    /// <summary>Draft until the last return names who approved it.</summary>
    public static string Status(FundRows rows) => rows.Latest is { ApprovedBy: { } by } last
        ? $"Signed: the return of {last.Quarter.Name} was approved by {by}{(last.ApprovedOn is { } on ? $" on {Words.Date(on)}" : "")}{(last.PreparedBy is { } prepared ? $", prepared by {prepared}" : "")}"
        : "Draft - no return names who approved it";

    private static string Returns(FundRows rows)
    {
        var arrived = rows.Quarters.Select(quarter => quarter.Quarter.Name).ToList();
        var missing = rows.Year.Pool?.Missing.Select(quarter => quarter.Name).ToList() ?? [];
        return $"{(arrived.Count == 0 ? "None of a quarter" : Phrases.List(arrived))}{(missing.Count == 0 ? "" : $"; missing: {Phrases.List(missing)}")}{(rows.Latest is { } last ? $". Printed in {FundWords.Of(last.Unit)}" : "")}";
    }

    private static (Entry, Entry) Pair(string label, string value) => (Entry.Of(label, Look.Label), Entry.Of(value));
}

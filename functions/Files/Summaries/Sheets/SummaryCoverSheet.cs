using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Whom and when the summary is about, how far it can be relied on, and where it comes from.</summary>
internal static class SummaryCoverSheet
{
    public const string Licence = "Contains public sector information licensed under the Open Government Licence v3.0 (NHS England; Office for National Statistics).";

    /// <summary>More submissions than these are counted, and named on the sheets of inputs.</summary>
    private const int MostNamed = 4;

    /// <summary>Reasons of the status that the cover tells; the others are counted.</summary>
    private const int MostReasons = 3;

    public static SheetPlan Of(SummaryRows rows, string title, string about)
    {
        var (summary, publication, period) = (rows.Summary, rows.Publication, rows.Period);
        return new("Cover", "", title)
        {
            Sentences = [Entry.Of(rows.Subject, Look.Strong), Entry.Of($"Status: {rows.Status}", Look.Strong), .. SheetPlan.Say(about)],
            Pairs =
            [
                Pair("Body", Body(summary)),
                Pair("Period", $"{period.Name}: {Words.Date(period.FirstDay)} to {Words.Date(period.LastDay)}, {Words.Number(period.LastDay.DayNumber - period.FirstDay.DayNumber + 1)} days, financial year {period.Year}"),
                Pair("Figures", Figures(summary)),
                Pair("As at", $"{Phrases.LondonTime(publication.AsAt)}: arrival of the last return that counts here"),
                Pair("Version", $"{publication.Version}, {(rows.Changes.Version is { } before ? $"after version {before}: what changed is on the sheet {ChangesSheet.Name}" : "the first of this period")}"),
                Pair("Inputs", Inputs(summary)),
                .. summary.Sources.IsEmpty ? [] : new[] { Pair("Fingerprint of inputs", $"{rows.FingerprintOfInputs}: the SHA-256 of the list on the sheet {DocumentsSheet.Name}") },
                Pair("Fingerprint", $"{publication.Fingerprint}: two files with the same fingerprint say the same"),
                Pair("Rules", $"Policy {summary.Policy}, reference data {summary.Reference}"),
                Pair("Build", publication.Build),
                (Entry.Of("Contents", Look.Label), Entry.Link(ContentsSheet.Name)),
                .. summary.Key.Kind == SummaryKind.NhsBody
                    ? [Pair("Source", "Notices, events and decisions of cases, as the NHS body and the authorities sent them; delayed transfers of care as reported.")]
                    : new[]
                    {
                        Pair("Source", "NHS England: delayed transfers of care, monthly returns (MSitDT). Office for National Statistics: mid-year population estimates. Returns of health and wellbeing boards and of NHS bodies, as received."),
                        Pair("Licence", Licence),
                    },
            ],
        };
    }

    private static string Body(Summary summary) =>
        string.Join(", ", new[] { $"{summary.Name} ({summary.Key.Code})", summary.Months.LastOrDefault()?.Body is { } body ? body.OnsCode is { } ons ? $"ONS code {ons}" : null : null, summary.Months.LastOrDefault()?.Body.Region }.OfType<string>());

    private static string Figures(Summary summary)
    {
        var more = summary.StatusReasons.Length - MostReasons;
        return $"{Phrases.Capital(Phrases.Of(summary.Status))}. {string.Join(" ", summary.StatusReasons.Take(MostReasons))}{(more > 0 ? $" And {Words.Of(more, "other reason")}." : "")}".TrimEnd();
    }

    private static string Inputs(Summary summary)
    {
        var submissions = summary.Members.SelectMany(member => member.Statement?.Inputs.Select(input => input.Submission) ?? []).Concat(summary.Months.SelectMany(month => month.Inputs.Select(input => input.Submission)))
            .Concat(summary.Fund?.Inputs.Select(input => input.Submission) ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return submissions.Count switch
        {
            0 => $"{Words.Of(summary.Sources.Length, "document")}: named on the sheet {DocumentsSheet.Name}",
            <= MostNamed => $"{(submissions.Count == 1 ? "Submission" : "Submissions")} {Phrases.List(submissions)}",
            _ => $"{Words.Of(submissions.Count, "submission")}: named on the sheets of inputs",
        };
    }

    private static (Entry, Entry) Pair(string label, string value) => (Entry.Of(label, Look.Label), Entry.Of(value));
}

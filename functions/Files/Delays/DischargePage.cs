using System.Globalization;
using System.Text;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>Discharge delays of a body in a month as a page: Discharge Ready Date, each figure with what it covers, and the acute report. The two are never added to each other, nor to delayed transfers of care.</summary>
public static class DischargePage
{
    private const string NotASingle = "a single provider has none";

    private static readonly (MetricGroup Group, string Heading)[] Groups =
    [
        (MetricGroup.Nctr, "Patients who no longer meet the criteria to reside"), (MetricGroup.Discharges, "Discharges"), (MetricGroup.Remaining, "Patients remaining who no longer meet the criteria to reside"), (MetricGroup.BedDays, "Additional bed days"),
        (MetricGroup.Destination, "Where patients were discharged to"), (MetricGroup.Reason, "Why patients remain"), (MetricGroup.ReasonOfSevenDays, "Why patients remain who have stayed for 7 days or more"),
    ];

    /// <param name="downloads">Files that go with it: what to call each, and where it is.</param>
    public static string Html(DischargeFigures figures, IReadOnlyList<(string Text, string Href)>? downloads = null)
    {
        var title = $"Discharge delays: {figures.Name}, {figures.Key.Month.Name}";
        return Page.Of(title, "Discharge delays", Answers(figures, title) + PageSection.Downloads(downloads) + PageSection.All([.. Sections(figures)]),
            "What is not given is not known, and never zero. Do not compare with delayed transfers of care.");
    }

    private static string T(string? text) => Receipts.Html.Text(text);

    /// <summary>The first screen: what is known, and how much of the body it is about.</summary>
    private static string Answers(DischargeFigures figures, string title)
    {
        var html = new StringBuilder($"<h1>{T(title)}</h1>\n<p><strong>Figures: {T(Phrases.Of(figures.Status))}.</strong> {T(string.Join(" ", figures.StatusReasons))}</p>\n");
        if (figures.Ready?.CoverageWarning is { } warning)
            html.Append(PageSection.Panel("part", Warning, "Read with care", [warning]));
        html.Append(PageSection.Terms(
        [
            .. figures.Ready is not { } ready ? [("Ready to leave", "No Discharge Ready Date figures stand for this month.")] : ((string, string?)[])
            [
                ("Average delay", $"{Shown(ready.AverageDelay)}{(ready.AverageDelay.Value is null ? "" : ", over all discharges, those without delay included")}."),
                ("Delayed by a day or more", $"{Shown(ready.DelayedShare)}{(ready.DelayedShare.Value is null ? "" : " of discharges")}."),
                ("What that covers", ready.CoverageSays),
            ],
            .. figures.Acute is not { } acute ? [("Acute report", "No acute daily figures stand for this month.")] : ((string, string?)[])
            [
                ("Remaining in hospital", acute.RemainingADay is not { } remaining ? "Not known." : $"{Shown(remaining)}{(remaining.Value is null ? "" : $" no longer met the criteria to reside and were not discharged{(acute.RemainingShare is { Value: { } share } ? $": {DelayWords.Percent(share)} of those who no longer met them" : "")}")}."),
            ],
        ]));
        return html.Append(PageSection.List(figures.Notes.Where(note => note != figures.Ready?.CoverageWarning))).ToString();
    }

    private const string Warning = "<svg class=\"shape\" viewBox=\"0 0 64 64\" width=\"64\" height=\"64\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M32 6L61 58H3z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"5\" stroke-linejoin=\"round\"/><path d=\"M32 23v18M32 46v6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"6\"/></svg>";

    private static IEnumerable<PageSection> Sections(DischargeFigures figures)
    {
        if (figures.Ready is { } ready)
        {
            if (!ready.Buckets.IsEmpty)
                yield return new("lengths", "How long discharges were delayed", Lengths(ready));
            yield return new("ready", "Discharge Ready Date", Ready(figures, ready));
        }
        if (figures.Acute is { } acute)
        {
            yield return new("acute", "Acute report", Acute(acute));
            if (!acute.Weekly.IsEmpty)
                yield return new("weekly", "Bed days of long stays, week by week", Weekly(acute));
            if (!acute.Identities.IsEmpty)
                yield return new("identities", "Days that do not add up", "<p>Patients no longer meeting the criteria to reside, less those discharged, should be those remaining. Ask the provider about these days.</p>\n" + PageSection.List(acute.Identities));
            if (!acute.Strays.IsEmpty)
                yield return new("strays", "Days of other months in the file", "<p>They are in no figure here.</p>\n" + PageTable.Of("Left out", [new("Date"), new("Figures", Number: true), new("To know")],
                    acute.Strays.Select(stray => (IReadOnlyList<string>)[T(Words.Date(stray.Date)), T(Words.Number(stray.Figures)), T(stray.Says)])));
        }
        yield return new("about", "About these figures", PageSection.Terms(
        [
            ("About", $"{figures.Name} ({figures.Key.Body}), {Of(figures.Level)}, {figures.Key.Month.Name}"),
            .. figures.Ready is null ? [] : ((string, string?)[])[("Discharge Ready Date", $"Received {Phrases.LondonTime(figures.Ready.At)}, submission {figures.Ready.Submission}")],
            .. figures.Acute is null ? [] : ((string, string?)[])[("Acute report", $"{figures.Acute.Specification}. Received {Phrases.LondonTime(figures.Acute.At)}, submission {figures.Acute.Submission}")],
            ("As at", $"{Phrases.LondonTime(figures.AsAt)}: arrival of the last return that counts here"),
            ("Worked out with", $"policy {figures.Policy}, reference data {figures.Reference}"),
        ]));
    }

    private static string Lengths(ReadyMonth ready) => $"<p>{T(ready.CoverageSays)}</p>\n" + PageTable.Of("Discharges by how long after the patient was ready", [new("Delay"), new("Discharges", Number: true), new("Share", Number: true), new("Bed days", Number: true), new("Days each", Number: true), new("Share as a bar")],
        ready.Buckets.Select(bucket => (IReadOnlyList<string>)
        [
            T(bucket.Name), Number(bucket.Discharges), bucket.Share is { } share ? T(DelayWords.Percent(share)) : PageSection.Quiet(DelayWords.NotKnown), Number(bucket.BedDays),
            bucket.Average is { } average ? T(Words.Number(average, 1)) : PageSection.Quiet(bucket.Discharges == 0 ? "nobody" : DelayWords.NotKnown), bucket.Share is { } part ? DelaysPage.Bar(part) : PageSection.Quiet(DelayWords.NotKnown),
        ]));

    private static string Ready(DischargeFigures figures, ReadyMonth ready)
    {
        var html = new StringBuilder();
        if (ready.Identity is { } identity)
            html.Append(CultureInfo.InvariantCulture, $"<p>{T(identity)}</p>\n");
        html.Append(PageTable.Of("Every measure, with what it covers", [new("Measure"), new("Value", Number: true), new("Coverage", Number: true), new("To know")],
            ready.Measures.Select(measure => (IReadOnlyList<string>)
            [
                T(measure.Name), measure.Value is { } value ? T(Value(measure.Measure, value)) : PageSection.Quiet(DelayWords.NotGiven), Coverage(figures.Level, measure.Coverage), T(measure.Says),
            ])));
        return html.Append(Working(ready.AverageDelay)).Append(Working(ready.DelayedShare)).ToString();
    }

    private static string Coverage(BodyLevel level, decimal? coverage) => coverage is { } share ? T(DelayWords.Percent(share)) : PageSection.Quiet(level == BodyLevel.Provider ? NotASingle : DelayWords.NotGiven);

    private static string Value(DischargeMeasure measure, decimal value) => measure switch
    {
        DischargeMeasure.AcceptableShare or DischargeMeasure.AcceptableProvidersShare or DischargeMeasure.SameDayShare or DischargeMeasure.DelayedShare => DelayWords.Percent(value),
        DischargeMeasure.AverageOfAll or DischargeMeasure.AverageOfDelayed => $"{Words.Number(value, 2)} days",
        _ => Whole(value),
    };

    private static string Acute(AcuteMonth acute)
    {
        var html = new StringBuilder($"<p>{T($"{acute.Specification}. Daily figures are averaged over the days that have one; a day without is in no average.")}</p>\n");
        foreach (var (group, heading) in Groups)
        {
            var measures = acute.Measures.Where(measure => measure.Group == group).ToList();
            if (measures.Count > 0)
                html.Append(PageTable.Of(heading, [new("What is counted"), new("Average a day", Number: true), new("First day", Number: true), new("Last day", Number: true), new("Days with a figure", Number: true), new("Days without", Number: true), new("To know")],
                    measures.Select(measure => (IReadOnlyList<string>)
                    [
                        T(measure.Name), measure.AverageADay is { } average ? T(DelayWords.Amount(average)) : PageSection.Quiet(DelayWords.NotKnown), Number(measure.First), Number(measure.Last), T(Words.Number(measure.Days)), T(Words.Number(measure.DaysMissing)), T(measure.Says),
                    ])));
        }
        return html.Append(acute.RemainingADay is { } remaining ? Working(remaining) : "").Append(acute.RemainingShare is { } share ? Working(share) : "").ToString();
    }

    private static string Weekly(AcuteMonth acute) => "<p>Each is a snapshot of one day: weeks are never added to each other, and stays of 21 days are in those of 14 and of 7.</p>\n" + PageTable.Of("Snapshots by date", [new("Date"), new("What is counted"), new("Value", Number: true)],
        acute.Weekly.OrderBy(snapshot => snapshot.Date).Select(snapshot => (IReadOnlyList<string>)[T(Words.Date(snapshot.Date)), T(snapshot.Name), Number(snapshot.Value)]), rowHeads: 2);

    private static string Working(Figure figure) => figure.Working.IsEmpty ? "" : PageSection.Details($"How it was worked out: {figure.Name}", PageTable.Of(figure.Name, [new("Step"), new("Amount", Number: true), new("Source")],
        figure.Working.Select(step => (IReadOnlyList<string>)[T(step.Text), step.Amount is { } amount ? T(figure.Unit == "share" && amount <= 1 ? DelayWords.Percent(amount, 2) : Words.Number(amount, 2)) : PageSection.Quiet("in words"), step.Source is { } source ? T(source) : PageSection.Quiet("by arithmetic")])));

    private static string Shown(Figure figure) => figure.Value is not { } value ? "Not known: what it is made of is not given" : figure.Unit == "share" ? DelayWords.Percent(value) : $"{(figure.Unit == "days" ? Words.Number(value, 2) : DelayWords.Amount(value))} {figure.Unit}";

    private static string Number(decimal? value) => value is { } known ? T(Whole(known)) : PageSection.Quiet(DelayWords.NotGiven);

    private static string Whole(decimal value) => value == decimal.Truncate(value) ? Words.Number((long)value) : Words.Number(value, 2);

    private static string Of(BodyLevel level) => level switch
    {
        BodyLevel.England => "all of England",
        BodyLevel.Region => "region",
        BodyLevel.Icb => "integrated care board",
        BodyLevel.Provider => "provider",
        _ => "authority, by where patients live",
    };
}

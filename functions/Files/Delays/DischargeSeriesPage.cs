using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Charts;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>Discharge delays of a body over its months as a page: a chart for each measure, in phases that are never joined where what is counted changed, with what is covered beside each figure.</summary>
public static class DischargeSeriesPage
{
    /// <param name="downloads">Files that go with it: what to call each, and where it is.</param>
    public static string Html(DischargeSeries series, IReadOnlyList<(string Text, string Href)>? downloads = null)
    {
        var title = $"Discharge delays over time: {series.Name}";
        return Page.Of(title, "Discharge delays", Answers(series, title) + PageSection.Downloads(downloads) + PageSection.All([.. Sections(series)]),
            "What is not given is a gap, and never zero. Do not compare with delayed transfers of care. <a href=\"/discharges\">All bodies.</a>");
    }

    private static string T(string? text) => Receipts.Html.Text(text);

    /// <summary>The last figure of each measure, with what it covers and what its chart says.</summary>
    private static string Answers(DischargeSeries series, string title)
    {
        var html = new StringBuilder($"<h1>{T(title)}</h1>\n");
        if (series.Lines.IsEmpty)
            return html.Append("<p>No measure has a figure in any month.</p>\n").ToString();
        return html.Append(PageSection.Terms(series.Lines.Select(line => (line.Name, (string?)Last(line))))).ToString();
    }

    private static string Last(DischargeLine line)
    {
        var point = line.Points.Last(one => one.Value is not null);
        return $"{Value(point.Value!.Value)} {line.Unit} in {point.Month.Name}{(line.Coverage.IsEmpty ? "" : $"; {(Covered(line, point.Month) is { } share ? $"it covers {DelayWords.Percent(share)}" : "how much it covers is not known")}")}. {DelayWords.Verdict(line.Chart, line.Chart.IsSmall)}.";
    }

    private static IEnumerable<PageSection> Sections(DischargeSeries series)
    {
        foreach (var line in series.Lines)
            yield return new(line.Id.Replace('.', '-'), line.Name, Line(series, line));
        if (!series.Years.IsEmpty)
            yield return new("years", "Financial years", Years(series));
        if (series.Lines.SelectMany(line => line.Points).Where(point => point.Value is not null).Select(point => point.Month).Distinct().Order().ToList() is { Count: > 0 } months)
            yield return new("by-month", "Every month by itself", "<ul class=\"says\">\n" + string.Concat(months.Select(month => $"<li><a href=\"/discharges/{T(series.Body)}/{month}\">{T(month.Name)}</a></li>\n")) + "</ul>\n");
    }

    private static string Line(DischargeSeries series, DischargeLine line)
    {
        var title = $"{line.Name}, {series.Name}";
        var html = new StringBuilder(PageSection.Picture(title, XmrSvg.Of(line.Chart, title, line.Unit)));
        html.Append(PageSection.List(line.Chart.Says.Concat(line.Says)));
        if (!line.Breaks.IsEmpty)
            html.Append("<p><strong>What is counted changed</strong>, so the months on either side of a strong line are different series: never compare or join them.</p>\n");
        TableColumn[] columns = [new("Month"), new(Phrases.Capital(line.Unit), Number: true), .. line.Coverage.IsEmpty ? (TableColumn[])[] : [new("Coverage", Number: true)], .. line.Breaks.IsEmpty ? (TableColumn[])[] : [new("Phase", Number: true)]];
        return html.Append(PageSection.Details("The same in numbers", PageTable.Of(title, columns, line.Points.OrderByDescending(point => point.Month).Select(point => (IReadOnlyList<string>)
        [
            T(point.Month.Name), point.Value is { } value ? T(Value(value)) : PageSection.Quiet(DelayWords.NotGiven),
            .. line.Coverage.IsEmpty ? (string[])[] : [point.Value is null ? PageSection.Quiet("no figure") : Covered(line, point.Month) is { } share ? T(DelayWords.Percent(share)) : PageSection.Quiet(DelayWords.NotGiven)],
            .. line.Breaks.IsEmpty ? (string[])[] : [T(Words.Number(1 + line.Breaks.Count(change => change.From <= point.Month)))],
        ])))).ToString();
    }

    private static string Years(DischargeSeries series) => "<p>A year's averages are of its sums. A year of fewer than twelve months is not a year's figures.</p>\n" + PageTable.Of(
        "Discharge Ready Date by financial year", [new("Year"), new("Months", Number: true), new("Discharges", Number: true), new("Delayed", Number: true), new("Share delayed", Number: true), new("Days each", Number: true), new("Days each of those delayed", Number: true), new("To know")],
        series.Years.OrderByDescending(year => year.Year).Select(year => (IReadOnlyList<string>)
        [
            T($"{year.Year}"), T(Words.Number(year.Months)), Number(year.Discharges, 0), Number(year.Delayed, 0), year.DelayedShare is { } share ? T(DelayWords.Percent(share)) : PageSection.Quiet(DelayWords.NotKnown), Number(year.AverageOfAll, 2), Number(year.AverageOfDelayed, 2), T(year.Says),
        ]));

    private static decimal? Covered(DischargeLine line, ReportingMonth month) => line.Coverage.Where(covered => covered.Month == month).Select(covered => covered.Value).FirstOrDefault();

    private static string Number(decimal? value, int places) => value is { } known ? T(Words.Number(known, places)) : PageSection.Quiet(DelayWords.NotKnown);

    /// <summary>Days have two places, patients one or none.</summary>
    private static string Value(decimal value) => Words.Number(value, value < 10 ? 2 : value < 100 ? 1 : 0);
}

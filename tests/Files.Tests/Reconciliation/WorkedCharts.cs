using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Charts;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>A picture of the page, with what it says.</summary>
/// <param name="File">Name in <c>sample-data/delays</c>.</param>
/// <param name="Says">The sentences, as an output of the project has them.</param>
/// <param name="Shows">What a reader can see in it.</param>
/// <param name="Source">Files that the figures are from.</param>
internal sealed record WorkedChart(string File, string Heading, string Title, XmrChart Chart, ImmutableHashSet<ReportingMonth> Restated, ImmutableArray<string> Says, string Shows, string Source)
{
    internal string Svg => XmrSvg.File(Chart, Title, WorkedCharts.Unit, Restated);
}

/// <summary>Five charts of published figures: a signal, noise, restated months, missing months, a reorganised council.</summary>
internal static class WorkedCharts
{
    internal const string Unit = "people delayed a day";

    private const int TwoYears = 24;

    private const string CouncilMonths = "Total Delayed Days Local Authority, 60 monthly workbooks (`sample-data/reference/council-months-2013-04-to-2018-03.csv`)";

    internal static WorkedChart Signal { get; } = Of("chart-signal.svg", "A signal: England to October 2016", "People delayed a day, England, as it stood in October 2016", Council(Body.EnglandCode, new(2013, 4), new(2016, 10)).Recent(TwoYears, Unit), [],
        "The limits are those of all 43 months from April 2013. Months above them are triangles. In October 2016, the highest month of the whole collection, social care had more than half of the days that were more than two years before.", CouncilMonths);

    internal static WorkedChart Noise { get; } = Of("chart-noise.svg", "Noise: Liverpool, April 2016 to March 2018", "People delayed a day, Liverpool", Council("316", new(2016, 4), new(2018, 3)), [],
        "Month after month goes up or down, once by more than a quarter, and no rule finds a signal: none of it needs an explanation of its own.", CouncilMonths);

    internal static WorkedChart Restated { get; } = OfRestated();

    internal static WorkedChart Missing { get; } = Of("chart-missing.svg", "Missing months: City of London", "People delayed a day, City of London", Council("714", new(2013, 4), new(2018, 3)), [],
        "In April and May 2015 no hospital reported a delay for the City of London. The crosses are no zeros: the line stops before them, no range is taken across them, and no run goes on behind them. With about one person a day on average one patient moves the point, which is said beside it.", CouncilMonths);

    internal static WorkedChart Reorganised { get; } = Of("chart-reorganised.svg", "A reorganised council: Dorset", "People delayed a day, Dorset", RealHistories.Of("809").Beds.Recent(TwoYears, Unit), [],
        "On 1 April 2019 a part of Dorset became a part of another council. The chart begins anew there by itself, with limits of its own: trial limits, since three months are few. Nothing is joined across the change, and months that are not in the files used here are missing.",
        $"{CouncilMonths}; workbooks of November 2018 and December 2019 (`sample-data/reference/council-workbooks/`); full extracts of April 2018, April 2019 and November 2019 (`sample-data/reference/extracts/`, `sample-data/returns/X24/`). Adults: Office for National Statistics, mid-year population estimates");

    internal static ImmutableArray<WorkedChart> All { get; } = [Signal, Noise, Restated, Missing, Reorganised];

    internal static string Page()
    {
        var page = new StringBuilder("""
            # Five charts to look at

            What the charts of delays look like and say, on published figures. Pictures and sentences are made by the code of this project, and its tests check that they are: nothing here is typed in by hand but the lines under "What to see".

            A chart is an XmR chart as NHS England's Making Data Count draws it: the mean, and limits of 2.66 average moving ranges on either side, within which nearly all months fall by chance.
            A triangle is a signal for the worse, a diamond one for the better, a dot is noise, a cross a missing month, a ring a restated one.


            """.ReplaceLineEndings("\n"));
        foreach (var one in All)
            page.Append(CultureInfo.InvariantCulture, $"## {one.Heading}\n\n![{one.Title}. {one.Says[0]}]({one.File})\n\n{string.Concat(one.Says.Select(sentence => $"> {sentence}\n>\n"))[..^2]}\nWhat to see: {one.Shows}\n\nSource: NHS England, {one.Source}.\n\n");
        return page.Append("Contains public sector information from NHS England and the Office for National Statistics, licensed under the [Open Government Licence v3.0](https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/). Averages, limits and signals are this project's.\n").ToString();
    }

    private static WorkedChart Of(string file, string heading, string title, XmrChart chart, ImmutableHashSet<ReportingMonth> restated, string shows, string source) => new(file, heading, title, chart, restated, chart.Says, shows, source);

    private static XmrChart Council(string code, ReportingMonth from, ReportingMonth to) =>
        XmrCharts.Of([.. RealMonths.Content.Beds(code).Where(point => point.Month >= from && point.Month <= to)], Settings(to), [], Unit);

    private static XmrSettings Settings(ReportingMonth month) => XmrCharts.Settings(month.LastDay, MetricDirection.Lower, PolicyBook.Current);

    /// <summary>England as revised on 10 September 2020, beside the workbooks of four months as they were first published.</summary>
    private static WorkedChart OfRestated()
    {
        var series = RealMonths.EnglandSeriesMonths.ToDictionary(published => published.Month);
        var chart = XmrCharts.Of([.. series.Values.OrderBy(published => published.Month).Select(published => new SeriesPoint(published.Month, (decimal)Days(published, "days.total") / published.Month.Days))], Settings(new(2020, 2)), [], Unit);
        var moved = ((string[])["Nov_18", "Apr_19", "Nov_19", "Dec_19"]).Select(RealMonths.Workbook).Select(workbook => (workbook.Month, Says: Moved(workbook, series[workbook.Month]))).ToImmutableArray();
        return Of("chart-restated.svg", "Restated months: England, March 2018 to February 2020", "People delayed a day, England, as revised on 10 September 2020", chart.Recent(TwoYears, Unit), [.. moved.Select(one => one.Month)],
            "The ringed months were published with other numbers before. Twice the total stayed, and days moved from one of those responsible to another: the point did not move at all, and only a list of cells shows it. The limits are those of all 115 months of the collection.",
            "Delayed Transfers of Care, time series, revised on 10 September 2020 (`sample-data/reference/england-time-series.xls`), and workbooks as first published (`sample-data/reference/council-workbooks/`)") is var made
            ? made with { Says = [.. made.Says, .. moved.Select(one => one.Says)] }
            : throw new InvalidOperationException();
    }

    private static long Days(PublishedDelays published, string figure) => published.Numbers.First(number => number.Body == Body.EnglandCode && number.Figure == figure).Days!.Value;

    private static string Moved(PublishedDelays was, PublishedDelays now) => Restatements.Says(was.Month, Days(was, "days.total"), Days(now, "days.total"), Split(was), Split(now), 0);

    private static ByAttribution<long?> Split(PublishedDelays published) => new(Days(published, "days.nhs"), Days(published, "days.social-care"), Days(published, "days.both"));
}

using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>An invented workbook with a chart of every kind that there is.</summary>
internal static class ChartSheets
{
    /// <summary>The month without a value.</summary>
    public static readonly ReportingMonth Missing = new(2018, 2);

    public static ImmutableArray<SheetPlan> All => [Cover, OverMonths, Reasons, Patterns, Fund, Payment, League, Authorities, Changes, Wide];

    public static byte[] Write() => Book.Write("Charts of every kind", "Invented, March 2019", Months.Publication, All);

    private static SheetPlan Cover => new("Cover", "", "Charts of every kind") { Sentences = SheetPlan.Say("Invented figures, to look at.") };

    /// <summary>Two phases, a month without a value, two signals.</summary>
    public static SheetPlan OverMonths => new("Over months", "", "People delayed a day over 36 months")
    {
        Sentences = SheetPlan.Say("Phases change in April 2018. February 2018 has no figure."),
        Table = new TablePlan("tblMonths",
            [
                new("Month", Number: true), new("People", Number: true), new("Signal", Number: true), new("Mean", Number: true), new("Upper limit", Number: true), new("Lower limit", Number: true),
                new("Mean, from April 2018", Number: true), new("Upper limit, from April 2018", Number: true), new("Lower limit, from April 2018", Number: true), new("Target", Number: true), new("Note", Widest: 30),
            ],
            [.. Enumerable.Range(0, 36).Select(Row)]),
        Charts =
        [
            ChartPlan.Xmr("People delayed fell from 42 a day to 28 a day after April 2018, with two months that chance does not explain", "Line chart of people delayed a day, April 2016 to March 2019, with mean and limits of two phases. Signals in June 2017 and January 2019.",
                "People delayed a day", "Month", "People", ["Mean", "Mean, from April 2018"], ["Upper limit", "Upper limit, from April 2018"], ["Lower limit", "Lower limit, from April 2018"], "Signal", "Target"),
            ChartPlan.Lines("People delayed and the target", "Line chart of people delayed a day and the target.", "People delayed a day (the axis does not begin at zero)", "Month", ["People", "Target"]) with { FromZero = false },
        ],
    };

    private static Entry[] Row(int index)
    {
        var month = new ReportingMonth(2016, 4).AddMonths(index);
        var first = index < 24;
        decimal? value = month == Missing ? null : (first ? 42m : 28m) + index * 7 % 5 - 2 + index switch { 14 => 12, 33 => -9, _ => 0 };
        return
        [
            Entry.Month(month), Entry.Point(value, Look.OneDecimal), Entry.Point(index is 14 or 33 ? value : null, Look.OneDecimal),
            Entry.Point(first ? 42 : null, Look.OneDecimal), Entry.Point(first ? 49.5m : null, Look.OneDecimal), Entry.Point(first ? 34.5m : null, Look.OneDecimal),
            Entry.Point(first ? null : 28, Look.OneDecimal), Entry.Point(first ? null : 34, Look.OneDecimal), Entry.Point(first ? null : 22, Look.OneDecimal), Entry.Of(35m, Look.OneDecimal),
            Entry.Of(month == Missing ? "Not given: no return stands" : index is 14 or 33 ? "Signal: outside the limits" : "As expected"),
        ];
    }

    public static SheetPlan Reasons => new("Reasons", "", "Days by reason and who is responsible")
    {
        Table = new TablePlan("tblReasonsDrawn", [new("Reason"), new("NHS", Number: true), new("Social care", Number: true), new("Both", Number: true), new("Total", Number: true)],
        [
            .. ((string[])["Patient or family choice", "Awaiting care package in own home", "Awaiting nursing home placement or availability", "Awaiting further non-acute NHS care", "Awaiting completion of assessment", "Housing", "Disputes", "Other"])
                .Select((reason, index) => (Entry[])[Entry.Of(reason), Entry.Of(120 - index * 13), Entry.Of(60 - index * 5), Entry.Of(index * 4), Entry.Calculated($"SUM({TablePlan.Here("tblReasonsDrawn", "NHS", "Both")})", 180 - index * 14, Look.Whole)]),
        ]),
        Charts = [ChartPlan.Stacked("Patient or family choice is the largest reason", "Bar chart of delayed days by reason.", "Delayed days in the month", "Reason", ["NHS", "Social care", "Both"])],
    };

    /// <summary>All six of them, over months.</summary>
    public static SheetPlan Patterns => new("Patterns", "", "Days by source over twelve months")
    {
        Table = new TablePlan("tblPatterns", [new("Month", Number: true), .. Enumerable.Range(1, 6).Select(number => new ColumnPlan($"Source {number}", Number: true))],
            [.. Enumerable.Range(0, 12).Select(index => (Entry[])[Entry.Month(new ReportingMonth(2018, 4).AddMonths(index)), .. Enumerable.Range(1, 6).Select(number => Entry.Of(40 + number * 7 + index * number % 11))])]),
        Charts = [ChartPlan.Stacked("All sources grew", "Columns of six sources by month.", "Days", "Month", [.. Enumerable.Range(1, 6).Select(number => $"Source {number}")], upright: true) with { Below = true }],
    };

    public static SheetPlan Fund => new("Fund", "", "Pooled fund: plan, forecast and actual")
    {
        Table = new TablePlan("tblFund", [new("Source"), new("Plan", Number: true), new("Forecast", Number: true), new("Actual", Number: true)],
        [
            [Entry.Of("Minimum NHS contribution"), Entry.Of(5_000_000m, Look.Money), Entry.Of(5_000_000m, Look.Money), Entry.Of(4_900_000.55m, Look.Money)],
            [Entry.Of("Disabled Facilities Grant"), Entry.Of(1_200_000m, Look.Money), Entry.Of(1_100_000m, Look.Money), Entry.Point(null, Look.Money)],
            [Entry.Of("Additional contribution of the authority"), Entry.Of(2_000_000m, Look.Money), Entry.Of(2_400_000m, Look.Money), Entry.Of(2_500_000m, Look.Money)],
        ]),
        Charts =
        [
            ChartPlan.PlanAndActual("The authority's additional contribution is £0.5m above plan", "Bars of plan, forecast and actual by source.", "£", "Source", "Plan", "Forecast", "Actual") with { Format = "£#,##0" },
            ChartPlan.PlanAndActual("The same standing", "Columns of plan and actual by source.", "£", "Source", "Plan", null, "Actual", upright: true) with { Format = "£#,##0", Rows = 2 },
        ],
    };

    public static SheetPlan Payment => new("Payment", "", "Performance payment: earned against planned")
    {
        Table = new TablePlan("tblPayment", [new("Quarter"), new("Planned (cumulative)", Number: true), new("Earned (cumulative)", Number: true), new("Fund available", Number: true)],
            [.. ((string, long, long?)[])[("Quarter 4, 2014-15", 260_750, 74_500), ("Quarter 1, 2015-16", 531_930, 223_500), ("Quarter 2, 2015-16", 797_150, 521_500), ("Quarter 3, 2015-16", 1_074_290, null)]
                is var rows ? rows.Select(row => (Entry[])[Entry.Of(row.Item1), Entry.Of(row.Item2), Entry.Point(row.Item3, Look.Whole), Entry.Of(1_074_290)]) : []]),
        Charts = [ChartPlan.Cumulative("Earned £521,500 of £797,150 planned by quarter 2", "Lines of planned and earned payment under the fund available.", "£", "Quarter", "Planned (cumulative)", "Earned (cumulative)", "Fund available") with { Format = "£#,##0" }],
    };

    public static SheetPlan League => Ranked("League", 15);

    public static SheetPlan Authorities => Ranked("Authorities", 152);

    private static SheetPlan Ranked(string name, int count) => new(name, "", $"Rates of {count} authorities")
    {
        Table = new TablePlan($"tbl{name}", [new("Authority"), new("This authority", Number: true), new("Other authorities", Number: true)],
        [
            .. Enumerable.Range(1, count).Select(rank => (Entry[])
                [Entry.Of($"Authority {rank}"), Entry.Point(rank == count / 3 ? 20m - rank * 0.12m : null, Look.OneDecimal), Entry.Point(rank == count / 3 ? null : 20m - rank * 0.12m, Look.OneDecimal)]),
        ]),
        Charts = [ChartPlan.League($"Authority {count / 3} ranks {count / 3} of {count}", $"Bars of the rates of {count} authorities, from the highest.", "People a day per 100,000 adults", "Authority", "This authority", "Other authorities", upright: count > 40) with { Format = "0.0" }],
    };

    /// <summary>Values below zero.</summary>
    public static SheetPlan Changes => new("Changes", "", "Changes against last year")
    {
        Table = new TablePlan("tblChanges", [new("Area"), new("Change", Number: true)], [[Entry.Of("North"), Entry.Of(-12)], [Entry.Of("South"), Entry.Of(7)]]),
        Charts = [ChartPlan.Beside("The north fell, the south rose", "Columns of the change in two areas.", "People", "Area", ["Change"], upright: true)],
    };

    /// <summary>Columns beyond Z.</summary>
    public static SheetPlan Wide => new("Wide", "", "A table beyond column Z")
    {
        Table = new TablePlan("tblWide", [new("Area"), .. Enumerable.Range(2, 30).Select(number => new ColumnPlan($"Number {number}", Number: true))],
            [.. ((string[])["North", "South"]).Select((area, row) => (Entry[])[Entry.Of(area), .. Enumerable.Range(2, 30).Select(number => Entry.Of(number + row))])]),
        Charts = [ChartPlan.Beside("The last two numbers", "Columns of the last two numbers.", "Number", "Area", ["Number 30", "Number 31"], upright: true) with { Below = true }],
    };
}

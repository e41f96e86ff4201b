using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Tests.Delays;
using Monitoring.Files.Tests.Funds;
using Monitoring.Files.Tests.Workbooks;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Tests.Summaries;

/// <summary>
/// Summaries put together by hand: of an invented council with all that a summary can have, of a real one of which only delays are known, and of England. What each figure is, is said here; only charts and the figures of real months are made by the rules.
/// </summary>
internal static class SummaryDocuments
{
    public const string Council = "998", Name = "Exampleshire";

    public static readonly Publication Publication = new("5f1d0c9a8e7b", "0.1.0", new DateTimeOffset(2016, 2, 26, 11, 45, 0, TimeSpan.Zero), "a1b2c3d4e5f6") { Reference = ReferenceBook.Current };

    public static readonly SummaryChanges First = new(null, null, [], []);

    public static readonly SummaryChanges Changed = new("0f9e8d7c6b5a", new DateTimeOffset(2016, 1, 29, 9, 0, 0, TimeSpan.Zero),
        [
            new("delays.days.total, year to date", "Delays", "Delayed days", "year to date", "days", SummaryAmount.Of(2_240, ""), SummaryAmount.Of(2_254, "")),
            new("fund.income, period", "Pooled fund", "Income", "period", "pounds", SummaryAmount.None("no return of Q3 2015-16"), SummaryAmount.Of(1_500_000.5m, "")),
        ], ["figures/998/2015-11.json", "figures/998/bcf-2015-16.json"]);

    private static readonly ArrivalOrder Last = new("20160226T114500000Z-q3");
    private static readonly DateTimeOffset At = Publication.AsAt;

    /// <summary>From April 2012 to December 2015; the figure of June 2014 is missing, and limits start anew in April 2014. November 2015 has the 293 days of the real month of which the council has taken the cells.</summary>
    private static readonly long?[] Series =
    [
        410, 422, 399, 414, 406, 421, 398, 413, 407, 419, 402, 415, 409, 417, 401, 412, 408, 420, 404, 411, 416, 400, 414, 410,
        300, 309, null, 306, 298, 305, 311, 301, 297, 303, 308, 299, 302, 307, 296, 304, 310, 299, 293, 293, 293,
    ];

    /// <summary>All that a summary of an authority can have, for a month.</summary>
    public static Summary Month { get; } = Everything(SummaryPeriod.Of(new ReportingMonth(2015, 11)));

    /// <summary>The same for a quarter.</summary>
    public static Summary Quarter { get; } = Everything(SummaryPeriod.Of(new FinancialYear(2015).Quarter(3)));

    /// <summary>A real month, of which nothing else is known.</summary>
    public static Summary OnlyDelays { get; } = new(
        new(SummaryKind.Authority, "507", SummaryPeriod.Of(new ReportingMonth(2019, 11))), "Derby", Months.Derby.Status, Months.Derby.StatusReasons, Months.Derby.LastAcceptance, At, PolicyBook.Current.Version, Months.Derby.Reference,
        ["In November 2019 people of Derby spent 293 days in hospital after they were ready to leave."],
        [
            Line("delays.days.total", "Delays", "Delayed days", "days", Known(293), None("April to October 2019 are not known"), None("not known"), None("not known"), None("the year to date is not known"), "Year to date: days added up.", "Delays over time"),
            Line("delays.days.nhs", "Delays", "Delayed days, NHS", "days", Known(Months.Derby["days.nhs"].Value!.Value), None("April to October 2019 are not known"), None("not known"), None("not known"), None("the year to date is not known"), "Year to date: days added up.", "Delays over time"),
        ],
        [Months.Derby], null, [], null, [], [], [], [], []);

    /// <summary>A quarter of which one month has not arrived and in another nothing stands.</summary>
    public static Summary PartQuarter { get; } = OnlyDelays with
    {
        Key = new(SummaryKind.Authority, "507", SummaryPeriod.Of(new FinancialYear(2019).Quarter(3))),
        Months = [In(new(2019, 10), Months.WithNothingStanding), Months.Derby],
        Lines = [Line("delays.days.total", "Delays", "Delayed days", "days", None("October and December 2019 are not known"), None("not known"), None("not known"), None("not known"), None("the year to date is not known"), "Year to date: days added up.", "Delays over time")],
    };

    /// <summary>A year of the fund of which delays are not known.</summary>
    public static Summary OnlyFund { get; } = Quarter with { Months = [], Delays = null, Reimbursement = [], Discharges = [], Evidence = [], Sources = [], Lines = [.. Quarter.Lines.Where(line => line.Section == "Pooled fund")] };

    public static Summary England { get; } = National(SummaryPeriod.Of(new ReportingMonth(2019, 11)), [Months.England]);

    public static Summary EnglandQuarter { get; } = National(SummaryPeriod.Of(new FinancialYear(2019).Quarter(3)), [In(new(2019, 10), Months.England), Months.England, In(new(2019, 12), Months.England)]) with { EnglandFund = FundDocuments.England };

    private static Summary Everything(SummaryPeriod period)
    {
        var figures = Months.Derby with { Body = new(Council, Name, "E10000099", "East Midlands") };
        ImmutableArray<DelayFigures> months = [.. period.Months.Select(month => In(month, figures))];
        var history = History(period);
        var required = new StatementAmounts(Pounds(31_000), Pounds(24_180), Pounds(24_180), Pounds(20_000), Pounds(4_180), null);
        var toDate = new StatementAmounts(Pounds(201_500), Pounds(160_000), Pounds(160_000), Pounds(150_000), Pounds(10_000), Pounds(90_000));
        return new(
            new(SummaryKind.Authority, Council, period), Name, FigureStatus.Provisional, ["The return of Q4 2015-16 has not arrived."], Last, At, PolicyBook.Current.Version, figures.Reference,
            [
                $"In {period.Name} people for whom Exampleshire was responsible spent {Words.Number(months.Length * 293)} days in hospital after they were ready to leave: on average {Words.Number(months.Length * 293m / months.Sum(month => month.Month.Days), 1)} people a day.",
                "That is fewer than in the same period of the year before. No month since April 2014 has a signal.", "NHS bodies required £24,180.00; £4,180.00 of it is in dispute.", "By Q3 2015-16 the pool had spent £6,150,000.50 of what was planned.",
            ],
            [.. Lines(period, history.Months, required, toDate)], months, history,
            [
                new("RX1", "Exampleton Hospitals NHS Trust", FigureStatus.Provisional, 24, 186, required, toDate, null),
                new("RX2", "Northtown Community NHS Trust", FigureStatus.Provisional, null, null, null, null, "withheld: fewer than 5 cases, or shown they would give away those of another body"),
                new("RX3", "Southtown NHS Foundation Trust", FigureStatus.Final, null, null, null, null, "withheld: fewer than 5 cases, or shown they would give away those of another body"),
            ],
            FundDocuments.Of2015, [DelayDocuments.Authorities], [DelayDocuments.Improved, DelayDocuments.CannotTell], [],
            [.. FundDocuments.Of2015.Switches, new("summary.forecast", "run-rate", "The full year of delays is the days a day so far, for every day of the year.", Mark.Assumed, "Our rule")],
            [new("figures/998/2015-11.json", Digest.Of("one")), new("figures/998/bcf-2015-16.json", Digest.Of("two")), new("figures/998/delays.json", Digest.Of("three"))])
        { Signed = period.Quarter is null ? null : new("A. Treasurer", new(2016, 2, 24)) };
    }

    private static IEnumerable<SummaryLine> Lines(SummaryPeriod period, ImmutableArray<HistoryMonth> history, StatementAmounts required, StatementAmounts toDate)
    {
        var (elapsed, whole) = (period.LastDay.DayNumber - period.Year.FirstDay.DayNumber + 1, 366m);
        yield return Sum("delays.days.total", "Delayed days", month => month.Days);
        yield return Sum("delays.days.nhs", "Delayed days, NHS", month => month.Nhs);
        yield return Sum("delays.days.social-care", "Delayed days, social care", month => month.SocialCare);
        yield return Sum("delays.days.both", "Delayed days, both", month => month.Both);
        yield return Line("delays.beds.total", "Delays", "People delayed a day", "people a day", Mean(period.Months), Mean(period.MonthsToDate), Mean(period.YearBefore.Months), Mean(period.YearBefore.MonthsToDate), Mean(period.MonthsToDate), "Mean over the days of the months. Forecast: the mean so far.", "Delays over time");
        yield return Required("reimbursement.required", "Required", required.Required, toDate.Required);
        yield return Required("reimbursement.in-dispute", "In dispute", required.InDispute, toDate.InDispute);
        yield return Line("performance.paid", "Performance payment", "Performance payment", "pounds", period.Quarter is null ? None("returned by quarter") : Known(495_000), Known(968_500), None("there was no such payment"), None("there was no such payment"), new(1_074_290, "at most"), "Paid for the quarters settled so far.", "Performance payment");
        var pool = FundDocuments.Of2015.Pool!;
        var quarter = pool.Quarters[^1];
        yield return Fund("fund.income", "Income", quarter.Income.Actual, quarter.IncomeToDate.Actual, pool.Income.Forecast);
        yield return Fund("fund.expenditure", "Expenditure", quarter.Expenditure.Actual, quarter.ExpenditureToDate.Actual, pool.Expenditure.Forecast);
        yield return Fund("fund.expenditure.planned", "Expenditure planned", quarter.Expenditure.Planned, quarter.ExpenditureToDate.Planned, pool.Expenditure.YearlyPlan);

        SummaryLine Sum(string id, string name, Func<HistoryMonth, long?> of) => Line(id, "Delays", name, "days", Over(period.Months, of), Over(period.MonthsToDate, of), Over(period.YearBefore.Months, of), Over(period.YearBefore.MonthsToDate, of),
            Over(period.MonthsToDate, of) is { Value: { } value } ? Known(value / elapsed * whole) : None("the year to date is not known"), "Year to date: days added up. Forecast: days a day so far, for every day of the year.", "Delays over time");

        SummaryAmount Over(IEnumerable<ReportingMonth> months, Func<HistoryMonth, long?> of)
        {
            var found = months.Select(month => history.Single(one => one.Month == month)).ToList();
            return found.All(month => of(month) is not null) ? Known(found.Sum(month => of(month)!.Value)) : None($"{Words.Months(found.Where(month => of(month) is null).Select(month => month.Month))} is not known");
        }

        SummaryAmount Mean(IEnumerable<ReportingMonth> months) => Over(months, month => month.Days) is { Value: { } days } ? Known(days / months.Sum(month => month.Days)) : Over(months, month => month.Days);

        SummaryLine Required(string id, string name, Pence? amount, Pence? sum) => Line(id, "Reimbursement", name, "pounds", Known(amount!.Value.Pounds), Known(sum!.Value.Pounds), None("no statement"), None("no statement"), None("no forecast is made: nobody knows tomorrow's cases"),
            "Statements of the months added up.", "Reimbursement");

        SummaryLine Fund(string id, string name, Pence? amount, Pence? sum, Pence? year) => Line(id, "Pooled fund", name, "pounds", period.Quarter is null ? None("returned by quarter") : Known(amount?.Pounds), Known(sum?.Pounds), None("no return of Q3 2014-15"), None("no return of Q3 2014-15"), Known(year?.Pounds),
            "Year to date: quarters added up, as returned.", "Pooled fund");
    }

    private static DelayHistory History(SummaryPeriod period)
    {
        var first = new ReportingMonth(2012, 4);
        ImmutableArray<HistoryMonth> months = [.. Series.Select((days, index) => OfHistory(first.AddMonths(index), days)).TakeWhile(month => month.Month.FirstDay <= period.LastDay)];
        var settings = XmrCharts.Settings(period.LastDay, MetricDirection.Lower, PolicyBook.Current) with { Target = 10.5m };
        SeriesBreak[] breaks = [new(new(2014, 4), "the council began to count from another day")];
        var beds = XmrCharts.Of([.. months.Select(month => new SeriesPoint(month.Month, month.Beds))], settings, breaks, "people delayed a day");
        return DelayDocuments.Restated with
        {
            Key = new(Council),
            Name = Name,
            Months = months,
            Beds = beds,
            SocialCareBeds = null,
            Says = beds.Says,
            Changed = [.. DelayDocuments.Moves.Select(move => move with { Body = Council, Month = new(2015, 8) })],
            Comparisons = [Beside("the neighbours of Exampleshire by CIPFA (2014-15)", 1, 15, 5.1m, 4.6m, 1.2m, 8.4m), Beside("the other authorities of East Midlands", 1, 8, 5.1m, 5.4m, 2.8m, 9.0m), Beside("the other authorities of England", 12, 150, 5.2m, 4.7m, 0.9m, 13.3m)],
        };

        HistoryComparison Beside(string group, int over, int bodies, decimal own, decimal median, decimal lowest, decimal highest) => new(group, months[^1].Month, bodies, own, median, lowest, highest,
            $"Exampleshire had {Words.Number(own, 1)} people delayed a day per 100,000 adults beside the median of {Words.Number(median, 1)} of {group}.")
        { Months = over };
    }

    private static HistoryMonth OfHistory(ReportingMonth month, long? total)
    {
        if (total is not { } days)
            return new(month, FigureStatus.NotCalculable, null, null, null, null, null, null, null, null, null, ImmutableSortedDictionary<string, long>.Empty, null, null, null, null, null, [], [MonthMark.Missing], ["No provider reported a delay for it: it is not known to be none."], [Council]);
        // The split of the month of which the cells are.
        var (nhs, socialCare) = days == 293 ? ((long)Months.Derby["days.nhs"].Value!.Value, (long)Months.Derby["days.social-care"].Value!.Value) : (days * 2 / 3, days / 4);
        var beds = (decimal)days / month.Days;
        return new(month, FigureStatus.Final, days, days / 2, nhs, socialCare, days - nhs - socialCare, beds, beds / 195_000 * 100_000, null, "ONS mid-2014 estimate, aged 18 and over", ImmutableSortedDictionary<string, long>.Empty, null, null, 90, 3, 151, [], [], [], [Council]) { Adults = 195_000 };
    }

    private static Summary National(SummaryPeriod period, ImmutableArray<DelayFigures> months)
    {
        var days = months.Sum(month => month["days.total"].Value!.Value);
        return new(
            new(SummaryKind.England, Body.EnglandCode, period), "England", FigureStatus.Provisional, months[^1].StatusReasons, months[^1].LastAcceptance, At, PolicyBook.Current.Version, months[^1].Reference,
            [$"In {period.Name} people in England spent {Words.Number(days, 0)} days in hospital after they were ready to leave."],
            [
                Line("delays.days.total", "Delays", "Delayed days", "days", Known(days), None("April to September 2019 are not known"), None("not known"), None("not known"), None("the year to date is not known"), "Year to date: days added up.", "Delays over time"),
                Line("delays.rate.total", "Delays", "People delayed a day per 100,000 adults", "people a day per 100,000 adults", Known(Rate(months.Select(month => (month.Month, month["rate.beds.total"].Value)))), None("April to September 2019 are not known"), None("not known"), None("not known"), None("the year to date is not known"), "Mean over the days of the months.", "Delays over time"),
            ],
            months, null, [], null, [], [],
            [
                .. months[^1].Authorities.Select(authority => new SummaryMember(
                    authority.Days.Code, authority.Days.Name, authority.Region, FigureStatus.Provisional,
                    [Line("delays.rate.total", "Delays", "People delayed a day per 100,000 adults", "people a day per 100,000 adults", SummaryAmount.Of(Rate(months.Select(month => (month.Month, month.Authorities.Single(one => one.Days.Code == authority.Days.Code).BedsPer100000))), "no rate"), None("not known"), None("not known"), None("not known"), None("not known"), "", "Delays over time")],
                    authority.Rank, authority.Quartile, 149, null, null)
                { SmallNumbers = authority.SmallNumbers }),
                new("714", "City of London", "London", FigureStatus.NotCalculable, [], null, null, null, null, "no provider reported a delay for it: it is not known to be none"),
            ],
            [], [new("figures/ENG/2019-11.json", Digest.Of("one"))]);

        static decimal? Rate(IEnumerable<(ReportingMonth Month, decimal? Rate)> rates)
        {
            var all = rates.ToList();
            return all.All(one => one.Rate is not null) ? all.Sum(one => one.Rate!.Value * one.Month.Days) / all.Sum(one => one.Month.Days) : null;
        }
    }

    /// <summary>The same cells in another month: averages are over its days.</summary>
    private static DelayFigures In(ReportingMonth month, DelayFigures figures)
    {
        var scale = (decimal)figures.Month.Days / month.Days;
        return figures with
        {
            Month = month,
            Figures = [.. figures.Figures.Select(figure => figure.Id.StartsWith("beds.", StringComparison.Ordinal) ? figure with { Denominator = month.Days, Value = figure.Numerator / month.Days }
                : figure.Id.StartsWith("rate.beds.", StringComparison.Ordinal) ? figure with { Numerator = figure.Numerator * scale, Value = figure.Value * scale } : figure)],
            Authorities = [.. figures.Authorities.Select(authority => authority with { BedsPer100000 = authority.BedsPer100000 * scale })],
        };
    }

    private static SummaryLine Line(string id, string section, string name, string unit, SummaryAmount period, SummaryAmount toDate, SummaryAmount before, SummaryAmount beforeToDate, SummaryAmount year, string how, string from) =>
        new(id, section, name, unit, period, toDate, before, beforeToDate, year, how, from);

    private static SummaryAmount Known(decimal? value) => SummaryAmount.Of(value, "not known");

    private static SummaryAmount None(string why) => SummaryAmount.None(why);

    private static Pence Pounds(long pounds) => new(pounds * 100);
}

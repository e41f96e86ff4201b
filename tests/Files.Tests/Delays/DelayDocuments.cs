using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Delays;

namespace Monitoring.Files.Tests.Delays;

/// <summary>Histories, restatements, discharges and answers of invented bodies, made by hand: what each figure is, is said here and not worked out. Only charts are drawn up by the rules, since what they say is what pages show.</summary>
internal static class DelayDocuments
{
    private const string Denominator = "ONS mid-2018 estimate, aged 18 and over", Unit = "people delayed a day";
    private const int Adults = 200_000;

    private static readonly ArrivalOrder Last = new("20200312T093000000Z-d7");
    private static readonly DateTimeOffset At = new(2020, 3, 12, 9, 30, 0, TimeSpan.Zero);
    private static readonly XmrSettings Usual = XmrCharts.Settings(new(2020, 2, 29), MetricDirection.Lower, PolicyBook.Current);
    private static readonly long?[] Steady = [600, 612, 589, 604, 596, 611, 588, 603, 597, 609, 592, 605, 599, 607, 591, 602, 598, 610, 594, 601, 606, 590, 604, 600];

    /// <summary>The last month lies above the upper limit; days are disputed; others do better.</summary>
    public static DelayHistory Signal { get; } = Authority("507", "Derby", new(2018, 3), [.. Steady[..23], 870], target: 18.8m) is var history
        ? history with
        {
            Months = [.. history.Months.Select((month, i) => i >= 12 ? month with { Rank = 140 - i, RankedOf = 151, Quartile = 4 } : month)],
            Answers =
            [
                new(new(2020, 2), Attribution.Nhs, 580, 580, 0, [new("J. Akram", new(2020, 3, 11))]), new(new(2020, 2), Attribution.SocialCare, 203, 150, 41, [new("J. Akram", new(2020, 3, 11)), new("P. Lowe", new(2020, 3, 9))]),
                new(new(2018, 4), Attribution.Nhs, 400, 400, 0, [new("P. Lowe", new(2018, 5, 10))]),
            ],
            Comparisons =
            [
                Beside("the neighbours of Derby by CIPFA (2019-20)", 1, 15, 15.0m, 9.1m, 3.2m, 16.4m), Beside("the other authorities of East Midlands", 1, 8, 15.0m, 10.4m, 4.8m, 18.0m),
                Beside("the neighbours of Derby by CIPFA (2019-20)", 12, 15, 10.4m, 9.0m, 3.0m, 15.1m), Beside("the other authorities of East Midlands", 12, 8, 10.4m, 10.1m, 4.9m, 17.7m), Beside("the other authorities of England", 12, 150, 10.4m, 9.4m, 1.1m, 26.3m),
            ],
            Years =
            [
                Year("ascof.2c-1", "ASCOF 2C(1)", 2018, 12, 9.9m, FigureStatus.Provisional, null), Year("ascof.2c-1", "ASCOF 2C(1)", 2019, 11, 10.4m, FigureStatus.Incomplete, "From 11 of 12 months: the others are missing or still to come."),
                new("lg-inform.8499", "LG Inform 8499, average number of people delayed a day, social care", new(2019), 11, 4.8m, "people a day", "delayed days attributed to social care alone; days attributed to both are left out", FigureStatus.Incomplete, "From 11 of 12 months: the others are missing or still to come.",
                    "LG Inform metric type 8499"),
            ],
            Says =
            [
                history.Beds.Says[0], "In February 2020 41 days are disputed (41 of social care) and 730 agreed: the reported figure stays until the provider corrects it. Settle the dispute.",
                "Rank 117 of 151 authorities with a rate in February 2020, where 1 has the fewest people delayed per 100,000 adults: quartile 4 of 4. Ranks move by chance from month to month: read them beside the chart.", .. history.Beds.Says.Skip(1),
            ],
        }
        : throw new InvalidOperationException();

    /// <summary>Nothing but chance, and few days.</summary>
    public static DelayHistory Noise { get; } = Authority("857", "Rutland", new(2018, 9), [12, 9, 14, 0, 10, 13, 8, 11, 12, 9, 10, 13, 11, 8, 12, 10, 9, 11]) is var history
        ? history with { Months = [.. history.Months.Select(month => month with { SmallNumbers = ["fewer than 20 delayed days, so that one patient moves the rate"] })] }
        : throw new InvalidOperationException();

    /// <summary>So few days that one patient makes a signal: twenty days more in the last month.</summary>
    public static DelayHistory FewPeople { get; } = Authority("857", "Rutland", new(2018, 9), [12, 9, 14, 10, 10, 13, 8, 11, 12, 9, 10, 13, 11, 8, 12, 10, 9, 31]);

    /// <summary>One month was restated twice: first the split alone, then the total.</summary>
    public static DelayHistory Restated { get; } = Authority("219", "York", new(2018, 9), [.. Steady[..18]]) is var history
        ? history with
        {
            Months = history.Months.SetItem(2, history.Months[2] with { Marks = [MonthMark.Restated], Notes = [$"Restated on 14 December 2018: {Moves[1].Says}"] }),
            Changed = Moves,
            Says = [history.Beds.Says[0], $"No month of the last twelve was restated. {Moves[0].Says}"],
        }
        : throw new InvalidOperationException();

    /// <summary>A gap in the middle, and a last month of which nothing is known.</summary>
    public static DelayHistory Missing { get; } = Authority("810", "Poole", new(2018, 3), [.. Steady[..13], null, .. Steady[14..22], null]) is var history
        ? history with { Status = FigureStatus.Incomplete, Says = [.. history.Beds.Says, "No provider reported a delay for Poole: it is not known to be none. The sentences here are about December 2019."] }
        : throw new InvalidOperationException();

    /// <summary>Areas were merged in the middle of the series.</summary>
    public static DelayHistory Reorganised { get; } = Authority("840", "Exampleshire", new(2018, 3), [.. Steady[..13], .. Steady[13..].Select(days => days + 150)], breaks: new SeriesBreak(new(2019, 4), "Exampleshire began on 1 April 2019 from East Town (841) and West Town (842), and the months before are their sum")) is var history
        ? history with
        {
            Months = [.. history.Months.Select(month => month.Month == new ReportingMonth(2019, 4) ? month with { Marks = [MonthMark.Reorganised], Notes = ["Exampleshire began on 1 April 2019 from East Town (841) and West Town (842), and the months before are their sum."] }
                : month.Month < new ReportingMonth(2019, 4) ? month with { From = ["841", "842"] } : month)],
        }
        : throw new InvalidOperationException();

    /// <summary>A provider of seven months: trial limits, no rates, no reasons.</summary>
    public static DelayHistory Trial { get; } = Authority("RX1", "Exampleton Hospitals NHS Trust", new(2019, 8), [.. Steady[..7]]) is var history
        ? history with { Level = HistoryLevel.Provider, SocialCareBeds = null, Months = [.. history.Months.Select(month => month with { Adults = null, Per100000 = null, SocialCarePer100000 = null, Denominator = null, ByReason = ImmutableSortedDictionary<string, long>.Empty })] }
        : throw new InvalidOperationException();

    /// <summary>No month has a figure.</summary>
    public static DelayHistory Empty { get; } = Authority("902", "Farland", new(2020, 2), [null]) with { Status = FigureStatus.NotCalculable, SocialCareBeds = null };

    /// <summary>The latest first: a total that moved with a cell that was not given, and a split that moved alone.</summary>
    public static ImmutableArray<Restatement> Moves =>
    [
        new("219", new(2018, 11), new("20190110T090000000Z-s9"), new(2019, 1, 10, 9, 0, 0, TimeSpan.Zero), "s9", 589, 603, new(406, 139, 44), new(420, 139, 44),
            [new("RCB", "219", CareType.Acute, Reason.Di, Attribution.Nhs, 10, 20), new("RCB", "219", CareType.NonAcute, Reason.A, Attribution.Nhs, null, 4)], "November 2018: 14 more for the NHS; the total goes from 589 to 603."),
        new("219", new(2018, 11), new("20181214T101500000Z-s8"), new(2018, 12, 14, 10, 15, 0, TimeSpan.Zero), "s8", 589, 589, new(392, 148, 49), new(406, 139, 44),
            [new("RCB", "219", CareType.Acute, Reason.C, Attribution.Nhs, 30, 44), new("RCB", "219", CareType.Acute, Reason.C, Attribution.SocialCare, 20, 11), new("RCB", "219", CareType.Acute, Reason.C, Attribution.Both, 9, 4)],
            "November 2018: 14 more for the NHS, 9 fewer for social care, 5 fewer for both; the total stays at 589."),
    ];

    /// <summary>An authority with half of its discharges covered, a measure that is not given, and nothing of the acute report.</summary>
    public static DischargeFigures Authorities { get; } = new(
        new("507", new(2024, 5)), BodyLevel.Authority, "Derby", FigureStatus.Provisional, ["The month is open: NHS England revises its editions, once a year or oftener."],
        ["Not comparable with delayed transfers of care, which ended with February 2020: other patients, other days, other reasons.", "The acute report has no figures by authority.", LowCoverage], Last, At, "<policy>", "<reference>",
        new ReadyMonth(
            [
                new(DischargeMeasure.AcceptableDischarges, "Discharges of residents from acceptable trusts", 1500, null) { Coverage = 0.42m }, new(DischargeMeasure.AcceptableShare, "Share from acceptable trusts", 0.42m, null) { Coverage = 0.42m },
                new(DischargeMeasure.DelayedShare, "Share delayed", 0.125m, null) { Coverage = 0.42m }, new(DischargeMeasure.AverageOfAll, "Average delay, those without delay included", 0.75m, null) { Coverage = 0.42m },
                new(DischargeMeasure.AverageOfDelayed, "Average delay of those delayed", null, "The file has - or another mark for not given: it is not known, and not zero.") { Coverage = 0.42m },
            ],
            0.42m, "42.0% of the discharges of the authority's residents are from trusts with acceptable data; the figures are of those alone.",
            new("ready.average-delay", "Average delay of all discharges", 0.75m, "days", FigureStatus.Provisional, Working: [new("As published; bed days or discharges are not given, so it cannot be worked out again", 0.75m)]),
            new("ready.delayed-share", "Share delayed by a day or more", 0.125m, "share", FigureStatus.Provisional, Working: [new("As published", 0.125m, "Domain note on delayed discharge 4.2")]), null, "d7", At)
        { CoverageWarning = LowCoverage }, null);

    /// <summary>England with everything: lengths of delay, an acute month with a lost day, a stray, weekly snapshots, a day that does not add up.</summary>
    public static DischargeFigures England { get; } = new(
        new("ENG", new(2022, 6)), BodyLevel.England, "England", FigureStatus.Incomplete, ["Number of patients discharged: 1 day of the month has no figure and is in no average."],
        ["Not comparable with delayed transfers of care, which ended with February 2020: other patients, other days, other reasons."], Last, At, "<policy>", "<reference>",
        new ReadyMonth(
            [new(DischargeMeasure.Discharges, "Discharges", 320_000, null) { Coverage = 0.85m }, new(DischargeMeasure.BedDays, "Bed days", 240_000, null) { Coverage = 0.85m }], 0.85m, "85.0% of providers sent acceptable data (102 providers); the figures are of those alone.",
            new("ready.average-delay", "Average delay of all discharges", 0.75m, "days", FigureStatus.Provisional, 240_000, 320_000, "discharges", [new("240,000 bed days / 320,000 discharges, those without delay included", 0.75m)]),
            new("ready.delayed-share", "Share delayed by a day or more", null, "share", FigureStatus.NotCalculable, Working: [new("The counts are not given: not known, and not zero.")]),
            "Share delayed x average of those delayed is 0.75, and the average of all is 0.75.", "d7", At)
        {
            Buckets = [new("No delay", 280_000, 0, 0.875m, 0), new("1 day", 20_000, 20_000, 0.0625m, 1), new("21 days or more", null, null, null, null)],
        },
        new AcuteMonth("Specification spring 2022",
            [
                new(MetricGroup.Nctr, "nctr", "Number of patients who no longer meet the criteria to reside", 30, 0, 600_000, 20_000, 19_800, 20_100, null),
                new(MetricGroup.Discharges, "discharged", "Number of patients discharged", 29, 1, 232_000, 8_000, 7_900, 8_050, "Averaged over the 29 days that have a figure; 1 day has none. The figures of 19 June 2022 were lost: the 0 that is published is no figure."),
                new(MetricGroup.Reason, "reason-x", "Awaiting confirmation of <b>place</b>", 0, 30, null, null, null, null, "No day of the month has a figure: not known, and not zero."),
            ],
            [new(new(2022, 6, 5), "bed-days-7", "Number of additional bed days, patients with length of stay of 7 days or over", 61_000), new(new(2022, 6, 12), "bed-days-7", "Number of additional bed days, patients with length of stay of 7 days or over", null)],
            ["3 June 2022: 20,000 patients less 8,000 discharged are 12,000, and 12,004 are said to remain."], "d6", At)
        {
            RemainingADay = new("acute.remaining", "Patients remaining who no longer meet the criteria to reside", 12_000, "people a day", FigureStatus.Provisional, 348_000, 29, "days that have both figures", [new("348,000 / 29 days", 12_000)]),
            RemainingShare = new("acute.remaining-share", "Share remaining of those who no longer meet the criteria to reside", 0.6m, "share", FigureStatus.Provisional, 348_000, 580_000, "patient-days", [new("348,000 remaining / 580,000 patient-days", 0.6m)]),
            Strays = [new(new(2022, 5, 31), 12, "12 figures dated 31 May 2022 are of another month: they are in no figure here.")],
        });

    /// <summary>Four councils beside three, and an improvement.</summary>
    public static EvidenceAnswer Improved { get; } = new(
        new EvidenceQuestion("Home First", "Integrated hospital discharge team", "people delayed a day per 100,000 adults", new(2017, 10), [Series("507", "Derby")], [Series("219", "York"), Series("840", "Exampleshire"), Series("857", "Rutland")], "named by the board", 36, 24, true, new Pence(120_000_000), 200_000),
        Verdict.Improved,
        [
            "From October 2017 Derby had 2.0 fewer people delayed a day per 100,000 adults than the comparators would lead one to expect (95% interval 0.9 to 3.1 fewer).",
            "No change at all is outside the interval, the checks hold, and fewer is better: an improvement was seen after Home First started.",
        ],
        [],
        [
            new("Difference in differences", "Average difference after the start", "people delayed a day per 100,000 adults", -2.0, 0.55, -3.1, -0.9, 0.0004, 60, 4, 0.31, "One body less the mean of 3 comparators, with another level from the start."),
            new("Interrupted time series", "Change of level", "people delayed a day per 100,000 adults", -1.4, 0.9, -3.2, 0.4, 0.12, 60, 1, 0.4, "Regression of the series with a level and a slope before and from the start."),
            new("Interrupted time series", "Change of slope a month", "people delayed a day per 100,000 adults, a month", -0.02, 0.05, -0.12, 0.08, 0.69, 60, 1, 0.4, "Regression of the series with a level and a slope before and from the start."),
        ],
        [
            new("Trend before the start", true, "Before the start those with the scheme and their comparators moved alike, as far as can be seen.", [new("Difference in slope", 0.01, -0.03, 0.05)]) { Asks = "Did those with the scheme and their comparators move alike before it started?" },
            new("Placebo starts", null, "2 false starts can be tried in the months before: too few to say how often one shows as much.", [new("April 2016", -0.2, -1.3, 0.9), new("May 2016", 0.1, -1.0, 1.2)]),
            new("A comparator left out", true, "Over 3 sets of comparators, each without one of them, the change is between 1.8 fewer and 2.2 fewer.", [new("without York", -1.8, -3.0, -0.6), new("without Exampleshire", -2.2, -3.4, -1.0), new("without Rutland", -2.0, null, null)]),
        ],
        new Interval(2_920, 1_314, 4_526), new Interval(410.96, 265.13, 913.24),
        [.. Enumerable.Range(0, 60).Select(i => new EvidencePoint(new ReportingMonth(2014, 10).AddMonths(i), i == 7 ? null : 10 + i % 5 * 0.3 - (i >= 36 ? 2 : 0), 9.5 + i % 4 * 0.25, i >= 36 ? 10 + i % 5 * 0.3 : null))],
        ["It does not show that Home First caused what was seen: a change that came with the start may have come from anything else that began about then in the same places.", "A delay avoided is not an outcome for a person: whether people went to the right place, and stayed well, is not in these figures."])
    {
        Switches = [new("evidence.month-terms", "with", "Each month of the year has a level of its own.", Mark.Assumed, "Delays have seasons"), new("evidence.between-bodies", "where-seen", "An interval is widened by how differently the comparators moved.", Mark.Derived, "README of functions/Evidence")],
    };

    /// <summary>Too few months, and nothing to compare with.</summary>
    public static EvidenceAnswer CannotTell { get; } = new(
        Improved.Question with { Comparators = [], ChosenBy = "", Cost = null, Adults = null, Model = null, Before = null, After = null }, Verdict.CannotTell, ["Whether anything changed cannot be told from these data, for the reasons given."],
        ["30 months can be used, in which every body has a figure; at least 48 are needed. Choose a longer window or bodies with fewer gaps, or ask again when more months are known."], [], [], null, null,
        [.. Enumerable.Range(0, 30).Select(i => new EvidencePoint(new ReportingMonth(2016, 4).AddMonths(i), 10 + i % 3, null, null))], ["There are no comparators: what changed everywhere at that time cannot be told from what changed here."]);

    /// <summary>It was estimated, and a check does not hold.</summary>
    public static EvidenceAnswer Failed { get; } = Improved with
    {
        Verdict = Verdict.CannotTell,
        Says = [Improved.Says[0], "Whether anything changed cannot be told from these data, for the reasons given."],
        Reasons = ["Trend before the start: Before the start those with the scheme already moved away from their comparators, by 0.10 fewer a month (0.05 to 0.15 fewer): what came after may be more of the same."],
        Checks = Improved.Checks.SetItem(0, new("Trend before the start", false, "Before the start those with the scheme already moved away from their comparators, by 0.10 fewer a month (0.05 to 0.15 fewer): what came after may be more of the same.", [])),
        DaysAvoided = null,
        CostPerDay = null,
    };

    public static IReadOnlyList<DischargeEntry> DischargeEntries { get; } =
    [
        Entry("ENG", BodyLevel.England, "England", 4), Entry("ENG", BodyLevel.England, "England", 5), Entry("507", BodyLevel.Authority, "Derby", 4), Entry("507", BodyLevel.Authority, "Derby", 5), Entry("RTG", BodyLevel.Provider, "University Hospitals of Derby & Burton", 5),
        Entry("219", BodyLevel.Authority, "York", 4),
    ];

    /// <summary>Two months of an authority of which less than half is covered, the second without one average.</summary>
    public static DischargeSeries SeriesOfAuthority { get; } = DischargeSeries.Of([Authorities, Authorities with { Key = new("507", new(2024, 6)) }], PolicyBook.Current)!;

    /// <summary>Five months of a trust around the specification of 27 May 2024: one without figures, one with days of both.</summary>
    public static DischargeSeries SeriesOfAcute { get; } = DischargeSeries.Of(
        [.. new[] { 3, 5, 6, 7 }.Select(month => England with { Key = new("RTG", new(2024, month)), Level = BodyLevel.Provider, Name = "University Hospitals of Derby & Burton", Ready = null })], PolicyBook.Current)!;

    public static IReadOnlyList<EvidenceBoard> Boards { get; } = [new("507", "Derby"), new("730", "Exampleshire <East>")];

    public static IReadOnlyList<(string, string)> Measures { get; } = [("beds", "People delayed a day per 100,000 adults"), ("social-care-beds", "People delayed a day per 100,000 adults, social care alone")];

    public static IReadOnlyList<EvidenceScheme> Schemes { get; } =
    [
        new("730", "Exampleshire <East>", "1", "Home & hearth", "Multi-agency team", new(2016, 10), new(2016, 4), true), new("730", "Exampleshire <East>", "2", "Equipment", null, null, new(2016, 4), true),
        new("219", "York", "7", "Step down beds", "Intermediate care", new(2025, 4), new(2025, 4), false),
    ];

    public static EvidenceAsked Asked { get; } = new("730", "2", "<i>Home</i> First", "2016-13", "codes", "219, 507", "social-care-beds", "36", "", "a lot");

    /// <summary>More schemes than were taken; of one model they come to something together.</summary>
    public static EvidenceByModel Models { get; } = new(
        "people delayed a day per 100,000 adults", 61,
        [
            new("Intermediate care", 2, 1, 0, 0, 1, null, "Of 2 schemes of Intermediate care, 1 improved, 0 worsened, 0 showed no change, and of 1 it cannot be told. What they come to together cannot be told: at least 3 that can be told are needed."),
            new("Multi-agency team", 4, 2, 0, 1, 1, new Interval(-1.2, -2.1, -0.3), "Of 4 schemes of Multi-agency team, 2 improved, 0 worsened, 1 showed no change, and of 1 it cannot be told. Together, 4 of them had 1.2 fewer than expected."),
        ],
        [new(Schemes[0], Verdict.Improved, new Interval(-2, -3.1, -0.9)), new(Schemes[1], Verdict.CannotTell, new Interval(-5, -12, 2))]);

    private static DischargeEntry Entry(string body, BodyLevel level, string name, int month) => new(new(body, new(2024, month)), level, name, $"/discharges/{body}/2024-{month:00}");

    private const string LowCoverage = "Coverage is below 50.0%: these figures describe the smaller part, and may not hold for the rest. Do not compare them with others or with other months.";

    private static RateSeries Series(string body, string name) => new(body, name, [], []);

    private static HistoryComparison Beside(string group, int months, int bodies, decimal own, decimal median, decimal lowest, decimal highest) =>
        new(group, new(2020, 2), bodies, own, median, lowest, highest, $"Derby had {Words.Number(own, 1)} people delayed a day per 100,000 adults beside the median of {Words.Number(median, 1)} of {group}.") { Months = months };

    private static YearMeasure Year(string id, string name, int year, int months, decimal value, FigureStatus status, string? why) =>
        new(id, name, new(year), months, value, "people a day per 100,000 adults", "delayed days attributed to the NHS and social care and both, which is all", status, why, "ASCOF handbook of definitions [V]");

    /// <summary>Two thirds of the days are the NHS's, a third of the rest is both; every day has reason Di or A.</summary>
    private static DelayHistory Authority(string code, string name, ReportingMonth first, long?[] days, decimal? target = null, params SeriesBreak[] breaks)
    {
        var months = days.Select((total, i) => Month(code, first.AddMonths(i), total)).ToImmutableArray();
        var beds = XmrCharts.Of([.. months.Select(month => new SeriesPoint(month.Month, month.Beds))], Usual with { Target = target }, breaks, Unit);
        var socialCare = XmrCharts.Of([.. months.Select(month => new SeriesPoint(month.Month, (decimal?)month.SocialCare / month.Month.Days))], Usual, breaks, $"{Unit}, social care alone");
        return new(new(code), HistoryLevel.Authority, name, FigureStatus.Provisional, Last, At, "<policy>", "<reference>", months, beds, socialCare, [], [], beds.Says, []) { Switches = Switches.On(months[^1].Month.LastDay, Switches.OfCharts, PolicyBook.Current) };
    }

    private static HistoryMonth Month(string code, ReportingMonth month, long? total)
    {
        if (total is not { } days)
            return new(month, FigureStatus.NotCalculable, null, null, null, null, null, null, null, null, null, ImmutableSortedDictionary<string, long>.Empty, null, null, null, null, null, [], [MonthMark.Missing], ["No provider reported a delay for it: it is not known to be none."], [code]);
        var (nhs, socialCare) = (days * 2 / 3, (days - days * 2 / 3) * 7 / 10);
        var beds = (decimal)days / month.Days;
        return new(
            month, FigureStatus.Provisional, days, days / 2, nhs, socialCare, days - nhs - socialCare, beds, beds / Adults * 100_000, (decimal)socialCare / month.Days / Adults * 100_000, Denominator,
            ImmutableSortedDictionary<string, long>.Empty.Add("A", days / 4).Add("Di", days - days / 4).Add("O", 0), null, null, null, null, null, [], [], [], [code])
        { Adults = Adults };
    }
}

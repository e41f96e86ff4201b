using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Tests.Delays;
using Monitoring.Files.Tests.Funds;
using Monitoring.Files.Tests.Statements;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Tests.Summaries;

/// <summary>Summaries of an invented integrated care board and of an invented NHS body, put together by hand: what each figure is, is said here.</summary>
internal static class IcbDocuments
{
    public static readonly Publication Publication = new("7d2e4c6b8a90", "0.1.0", new DateTimeOffset(2016, 2, 26, 11, 45, 0, TimeSpan.Zero), "b2c3d4e5f6a7");

    public static readonly SummaryChanges First = new(null, null, [], []);

    private static readonly ArrivalOrder Last = new("20160226T114500000Z-q3");

    private static readonly SummarySource Source = new("figures/998/bcf-2015-16.json", Digest.Of("998"));

    /// <summary>Two boards with everything, one of which only delays are known, one that is absent.</summary>
    public static Summary Quarter { get; } = new(
        new(SummaryKind.Icb, "QX9", SummaryPeriod.Of(new FinancialYear(2015).Quarter(3))), "NHS Example Integrated Care Board", FigureStatus.Incomplete, ["Better Care Fund, Exampleshire: the return of Q4 2015-16 has not arrived."], Last, Publication.AsAt, "<policy>", "<reference>",
        ["2 of 4 boards have a pool that is known.", "£17.8 million was spent to date in 2 boards."],
        [
            Line("delays.days.total", "Delays", "Delayed days", "days", 900 + 210 + 45, 2_700 + 640 + 130, 880 + 230, 2_600 + 700, null, "The boards added up."), Line("fund.expenditure.planned", "Pooled fund", "Expenditure planned", "pounds", 6_206_000m + 1_000_000m, 18_618_000m + 3_000_000m, null, null, 24_824_000m + 4_000_000m, "The boards added up."),
            Line("fund.expenditure", "Pooled fund", "Expenditure", "pounds", 6_352_499m + 990_000.50m, 17_762_499.50m + 2_970_000m, null, null, 24_950_000m + 3_950_000m, "The boards added up."), Line("performance.paid", "Performance payment", "Performance payment", "pounds", 495_000m, 968_500m, null, null, null, "The boards added up."),
        ],
        [], null, [], null, [], [],
        [
            new("998", "Exampleshire", null, FigureStatus.Provisional, Board(900, 2_700, 880, 2_600, 4.84m, 9.9m, [6_206_000m, 18_618_000m, 24_824_000m], [6_352_499m, 17_762_499.50m, 24_950_000m], 495_000m, 968_500m), 88, 3, 151, Headlines(FundDocuments.Of2015), null),
            new("996", "Westmarch", null, FigureStatus.Provisional, Board(210, 640, 230, 700, 2.28m, 5.1m, [1_000_000m, 3_000_000m, 4_000_000m], [990_000.50m, 2_970_000m, 3_950_000m], null, null), 12, 1, 151, Small, null) { SmallNumbers = ["fewer than 50,000 adults, so that a few patients move the rate"] },
            new("997", "Northbridge", null, FigureStatus.NotCalculable, Board(45, 130, null, null, 0.49m, null, null, null, null, null), null, null, null, null, "neither plan nor return of 2015-16 has arrived"),
            new("995", "Southfold", null, FigureStatus.NotCalculable, [], null, null, null, null, "neither plan nor return of 2015-16 has arrived"),
        ],
        [new("summary.forecast", "run-rate", "Delays of the year: days to date per day, times the days of the year.", Mark.Assumed, "Our rule")], [Source]);

    /// <summary>Plans alone, of a year without delays and performance payment.</summary>
    public static Summary Plans { get; } = Quarter with
    {
        Key = new(SummaryKind.Icb, "QX9", SummaryPeriod.Of(new FinancialYear(2025).Quarter(1))),
        Lines = [],
        Says = ["No return of a quarter has arrived."],
        Members = [new("998", "Exampleshire", null, FigureStatus.Incomplete, [], null, null, null, Headlines(FundDocuments.Of2025), null)],
    };

    /// <summary>No board at all is known.</summary>
    public static Summary Nothing { get; } = Quarter with { Lines = [], Members = [], Says = ["Nothing has arrived."], Sources = [], Switches = [] };

    /// <summary>Three authorities: one with the five cases of the made-up statement and a correction, one with deleted cases, one that nobody decided about; a fourth that was charged £260 in May alone; and a recovery between two others, which is none of the NHS body's business.</summary>
    public static Summary NhsBody { get; } = new(
        new(SummaryKind.NhsBody, "RX1", SummaryPeriod.Of(new ReportingMonth(2015, 6))), "Rivertown Hospitals NHS Trust", FigureStatus.Provisional, ["June 2015 is not closed."], new("20150705T142000000Z-d7"), new DateTimeOffset(2015, 7, 5, 14, 20, 0, TimeSpan.Zero), "<policy>", "<reference>",
        ["3 authorities may be charged for June 2015."],
        [Line("reimbursement.required", "Reimbursement", "Required", "pounds", 1_430m + 2_210m, 2_990m + 3_770m + 260m, null, null, null, "Statements added up."), Line("reimbursement.due", "Reimbursement", "Due: required for days that both parties accept", "pounds", 1_170m + 1_820m, 2_730m + 3_380m + 260m, null, null, null, "Statements added up.")],
        [], null, [], null, [], [],
        [
            Payer(MadeStatements.JuneStatement, MadeStatements.JuneIssue.Account), Payer(Of(MadeStatements.WithDeletedCases, "997", "Northbridge"), null), Payer(Of(MadeStatements.Empty, "996", "Westmarch"), null),
            Payer(MadeStatements.Recovery with { Key = MadeStatements.Recovery.Key with { Month = new(2015, 6) } }, null),
            new("995", "Eastholm", null, FigureStatus.Provisional, [], null, null, null, null, null) { Earlier = [new(new(2015, 5), 2, 0, new(null, Pence.FromPounds(260), Pence.FromPounds(260), Pence.FromPounds(260), Pence.FromPounds(0), null))] },
        ],
        [.. MadeStatements.JuneStatement.Switches], [new("figures/RX1/998/2015-06.json", Digest.Of("june"))]);

    /// <summary>A month while there was a scheme, for which nobody reported a case: delays and agreements.</summary>
    public static Summary WithoutCases { get; } = NhsBody with
    {
        Key = new(SummaryKind.NhsBody, "RX1", SummaryPeriod.Of(new ReportingMonth(2020, 2))),
        Lines = [],
        Members = [],
        Switches = [],
        Sources = [],
        Says = ["No case was reported for February 2020."],
        Delays = DelayDocuments.Trial with
        {
            Answers =
            [
                new(new(2020, 2), Attribution.Nhs, 380, 300, 40, [new("J. Akram", new(2020, 3, 11)), new("P. Lowe", new(2020, 3, 9))]), new(new(2020, 2), Attribution.SocialCare, 150, 150, 0, []), new(new(2020, 1), Attribution.Nhs, null, 12, 0, [new("J. Akram", new(2020, 2, 11))]),
            ],
        },
    };

    /// <summary>A month after the last day of the Care Act's scheme.</summary>
    public static Summary WithoutScheme { get; } = WithoutCases with { Key = new(SummaryKind.NhsBody, "RX1", SummaryPeriod.Of(new ReportingMonth(2022, 7))), Says = ["There is no scheme."] };

    /// <summary>A month before payment began.</summary>
    public static Summary BeforePayment { get; } = WithoutCases with { Key = new(SummaryKind.NhsBody, "RX1", SummaryPeriod.Of(new ReportingMonth(2003, 12))), Delays = null, Says = ["There was no scheme."] };

    /// <summary>A board of which the return has no actual, and whose plan fails a check.</summary>
    private static FundHeadlines Small => new(
        "2015-16", FigureStatus.Provisional, "Q3 2015-16", new(new Pence(4_000_000_00), new Pence(3_000_000_00), new Pence(3_950_000_00), null), new(new Pence(4_000_000_00), new Pence(3_000_000_00), new Pence(3_950_000_00), new Pence(2_970_000_00)), default(Pence), null, null,
        [new(1, "plans jointly agreed", "No", ConditionAnswer.No, new(2016, 3, 31), "Cabinet meets in March", Mark.Verified, "BCF return of 2015-16"), new(2, "protection of social care services", null, null, null, null, Mark.Verified, "BCF return of 2015-16")],
        [], [new("F1", "Minimum from the NHS", null, PlanCheckResult.Failed, new Pence(3_900_000_00), new Pence(4_000_000_00), new Pence(-100_000_00), "The plan has £3,900,000.00 and needs £4,000,000.00: £100,000.00 short.", Mark.Verified, "BCF planning requirements", [])]);

    private static FundHeadlines Headlines(FundYear year) => new(
        year.Key.Year.ToString(), year.Status, year.Pool?.To.Name, year.Pool?.Income, year.Pool?.Expenditure, year.Pool?.ForecastUnderspend, year.Performance?.Fund, year.Performance?.Paid, year.Plan?.Conditions ?? [], [.. year.Metrics.Where(metric => metric.IsGoal)],
        [.. year.Plan?.Checks.Where(check => check.Headroom is not null) ?? []]);

    private static ImmutableArray<SummaryLine> Board(decimal days, decimal toDate, decimal? before, decimal? beforeToDate, decimal beds, decimal? rate, decimal[]? planned, decimal[]? spent, decimal? paid, decimal? paidToDate) =>
    [
        Line("delays.days.total", "Delays", "Delayed days", "days", days, toDate, before, beforeToDate, null, "Days added up."), Line("delays.beds.total", "Delays", "People delayed a day", "people a day", beds, beds, null, null, beds, "Days over days of the months."),
        Line("delays.rate.total", "Delays", "People delayed a day per 100,000 adults", "people a day per 100,000 adults", rate, rate, null, null, rate, "Mean of the months."),
        .. planned is null ? [] : new[] { Line("fund.expenditure.planned", "Pooled fund", "Expenditure planned", "pounds", planned[0], planned[1], null, null, planned[2], "Quarters added up.") },
        .. spent is null ? [] : new[] { Line("fund.expenditure", "Pooled fund", "Expenditure", "pounds", spent[0], spent[1], null, null, spent[2], "Quarters added up.") },
        .. paid is null ? [] : new[] { Line("performance.paid", "Performance payment", "Performance payment", "pounds", paid, paidToDate, null, null, null, "Quarters added up.") },
    ];

    private static SummaryLine Line(string id, string section, string name, string unit, decimal? period, decimal? toDate, decimal? before, decimal? beforeToDate, decimal? year, string how) =>
        new(id, section, name, unit, Amount(period), Amount(toDate), Amount(before), Amount(beforeToDate), Amount(year), how, section == "Reimbursement" ? section : "Boards");

    private static SummaryAmount Amount(decimal? value) => SummaryAmount.Of(value, "not known");

    private static SummaryMember Payer(Statement statement, Account? account) => new(
        statement.Payer.Code, statement.Payer.Name, null, statement.Status, [Line("reimbursement.required", "Reimbursement", "Required", "pounds", statement.Amounts.Required?.Pounds, null, null, null, null, "As decided.")], null, null, null, null, null)
    { Statement = statement, Account = account };

    /// <summary>The same of another authority.</summary>
    private static Statement Of(Statement statement, string code, string name) => statement with
    {
        Key = statement.Key with { Payer = code },
        Payer = new(code, name),
        Year = [.. statement.Year.Select(month => month.Month == statement.Key.Month ? month with { Amounts = statement.Amounts } : month)],
    };
}

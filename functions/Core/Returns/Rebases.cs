using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>Which of an authority's charts.</summary>
public enum ChartMeasure
{
    /// <summary>People delayed a day, whoever is responsible.</summary>
    Beds,

    /// <summary>People delayed a day for whom social care alone is responsible.</summary>
    SocialCareBeds,
}

/// <summary>A recorded decision that the limits of a chart start anew.</summary>
/// <param name="First">The first month of the new limits.</param>
/// <param name="By">Who decided it for the authority.</param>
public sealed record RebaseRow(string Authority, ChartMeasure Measure, ReportingMonth First, string Reason, string By, DateOnly On);

/// <summary>
/// Where the limits of an XmR chart start anew (slice: authority x chart). Limits that move by themselves, or with every financial year, tell no signal any more: they start anew only with a recorded reason (domain note on delayed discharge, 6.2).
/// </summary>
public static class Rebases
{
    public const string CollectionKey = "rebases";

    private const string Baselines = "NHSRplotthedots: rebase only with a recorded reason (domain note on delayed discharge, 6.2)";

    private static readonly Column<string> Authority = new("authority", "Authority code", Kinds.Code, "The authority whose chart it is: three digits, or the ONS code") { Example = "730" };

    private static readonly Kind<ChartMeasure> Measures = Kinds.Of<ChartMeasure>(
        "beds or social-care-beds", new(ChartMeasure.Beds, "beds") { Means = "People delayed a day" }, new(ChartMeasure.SocialCareBeds, "social-care-beds") { Means = "People delayed a day, social care alone" });

    private static readonly Column<ChartMeasure> Measure = new("measure", "Measure", Measures, "Which chart: beds, or social-care-beds") { Example = "beds" };
    private static readonly Column<ReportingMonth> First = new("first", "First month", Kinds.Month, "The first month with the new limits") { Example = "2018-06" };
    private static readonly Column<string> Reason = new("reason", "Reason", Kinds.Text, "What changed, and when") { Example = "Joint discharge hub opened on 4 June 2018" };
    private static readonly Column<string> By = new("by", "Decided by", Kinds.Text, "Name and post of the person who decided it") { Example = "Director of adult social care" };
    private static readonly Column<DateOnly> On = new("on", "Decided on", Kinds.Date, "The date of the decision") { Example = "2019-07-01" };

    private static readonly ReturnTable<RebaseRow> Table = new()
    {
        Key = "rebases",
        Title = "Limits that start anew",
        About = "One line for each chart and month in which its limits start anew.",
        RowKey = ["first"],
        Fields =
        [
            Fields.Of(Authority, (RebaseRow row) => row.Authority), Fields.Of(Measure, (RebaseRow row) => row.Measure), Fields.Of(First, (RebaseRow row) => row.First),
            Fields.Of(Reason, (RebaseRow row) => row.Reason), Fields.Of(By, (RebaseRow row) => row.By), Fields.Of(On, (RebaseRow row) => row.On),
        ],
        Slice = cells => cells.Maybe(First) is { } first && cells.Authority(Authority, first.FirstDay) is { } authority && cells.Maybe(Measure) is { } measure
            ? new SliceKey(authority, authority, Measures.Write(measure)) : null,
        Read = cells => new RebaseRow(cells.Authority(Authority, cells.The(First).FirstDay)!, cells.The(Measure), cells.The(First), cells.The(Reason), cells.The(By), cells.The(On)),
    };

    public static readonly Collection<RebaseRow> Collection = new()
    {
        Key = CollectionKey,
        Title = "limits that start anew",
        About = "Sent by the authority, or by the keeper of reference data for it, when something is known to have changed its delays for good: from which month the limits of its chart start anew, why, and who decided it.",
        SliceNoun = "chart",
        Parts = [Table],
        On = row => row.First.LastDay,
        PageName = page => page,
        ReportsFor = (row, _) => (Authority.Field, row.Authority),
        RowRules =
        [
            new("RB-01", Severity.Error, RuleScope.Row, "First month", "The month was collected: August 2010 to February 2020.",
                "Check the month. A chart of delayed transfers has no other months.", "NHS England statistical work area, discharge delays",
                (row, context) => context.Policy.TryOn(row.First.LastDay, "delayed-transfers.collected") is { Value: "yes" } ? []
                    : [(First.Field, $"{row.First.Name} was not collected as delayed transfers of care.")]),

            new("RB-02", Severity.Error, RuleScope.Row, "Decided on", "The decision was made before the file arrived.",
                "Check the date of the decision.", "House rule: a decision cannot come after its own report",
                (row, context) => row.On > context.ArrivedOn ? [(On.Field, $"{Words.Date(row.On)} is after {Words.Date(context.ArrivedOn)}, when this file arrived.")] : []),

            new("RB-03", Severity.Warning, RuleScope.Row, "First month", "Limits do not start anew because a financial year does.",
                "Say in the reason what changed that April. If nothing did, delete the line: a signal would be lost.", Baselines,
                (row, _) => row.First.Month == 4 ? [(First.Field, $"{row.First.Name} is the first month of a financial year, which is no reason by itself.")] : []),

            CellRules.KnownAuthority<RebaseRow>(Authority.Field, row => row.Authority, row => row.First.FirstDay),
        ],
        SliceRules =
        [
            new("RB-30", Severity.Warning, "First month", "Between two new starts of a chart lie enough months for limits.",
                "Keep the one that changed the delays for good. With fewer months there are only trial limits, which tell little.", Baselines,
                (slice, context) => slice.Rows.OrderBy(row => row.First).Zip(slice.Rows.OrderBy(row => row.First).Skip(1))
                    .Select(pair => (pair.First, pair.Second, Months: Between(pair.First.First, pair.Second.First), Least: XmrLeast(context.Policy, pair.Second.First)))
                    .Where(pair => pair.Months < pair.Least)
                    .Select(pair => new Broken<RebaseRow>(pair.Second, First.Field,
                        $"Only {Words.Of(pair.Months, "month")} {(pair.Months == 1 ? "lies" : "lie")} between {pair.First.First.Name} and {pair.Second.First.Name}, and {pair.Least} are needed for limits that hold."))),
        ],
    };

    private static int Between(ReportingMonth from, ReportingMonth to) => (to.Year - from.Year) * 12 + to.Month - from.Month;

    private static int XmrLeast(PolicyBook policy, ReportingMonth month) => int.Parse(policy.On(month.LastDay, "xmr.least-points").Value, System.Globalization.CultureInfo.InvariantCulture);
}

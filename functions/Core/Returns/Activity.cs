using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>What kind of body activity is counted for.</summary>
public enum ActivityBody
{
    /// <summary>Clinical commissioning group, April 2013 to June 2022: its count is shared out to boards by dated shares (domain note on the Better Care Fund, 1.6).</summary>
    Ccg,

    /// <summary>Integrated care board, from July 2022.</summary>
    Icb,

    /// <summary>Health and wellbeing board, under the code of its authority.</summary>
    Hwb,

    Trust,
}

public enum ActivityStatus { Provisional, Final }

/// <summary>What happened in a month for one body, as one metric of the Better Care Fund counts it.</summary>
/// <param name="Body">ODS code; of a board the code of its authority.</param>
/// <param name="Metric">Key of the metric (<see cref="Policy.Metrics"/>).</param>
/// <param name="Value">How many: admissions, people, discharges, a whole number; of a metric that is a rate only, the rate as published.</param>
/// <param name="Denominator">Of how many, where the metric has a denominator of its own: the people discharged of whom some were at home on day 91. Null for every other metric.</param>
/// <param name="Source">Where it was counted: baseline and actual must come from the same source (domain note 1.4, rule 16).</param>
/// <param name="SourceName">Which source, where it is another.</param>
public sealed record ActivityCount(ReportingMonth Month, string Body, ActivityBody Kind, string Metric, decimal Value, int? Denominator, AdmissionsSource Source, string? SourceName, ActivityStatus Status);

/// <summary>Activity by body, metric and month (slice): the numerators of the Better Care Fund's metrics, and the non-elective admissions that the performance payment of 2015-16 turned on.</summary>
public static class Activity
{
    public const string CollectionKey = "activity";

    private const string Note = "Domain note on the Better Care Fund 2.6";

    private static readonly ImmutableArray<Metric> Counted = [.. Metrics.Current.All.Where(metric => Metrics.Current.ActivityOf(metric.Key) is not null)];

    private static readonly Kind<ActivityBody> BodyKind = Kinds.Of<ActivityBody>("CCG, ICB, HWB or Trust",
        new(ActivityBody.Ccg, "CCG", "Clinical commissioning group"), new(ActivityBody.Icb, "ICB", "Integrated care board"),
        new(ActivityBody.Hwb, "HWB", "Health and wellbeing board"), new(ActivityBody.Trust, "Trust", "NHS trust", "NHS foundation trust"));

    private static readonly Column<ReportingMonth> Month = new("month", "Month", Kinds.Month, "The month in which it happened; for reablement the month of the discharge") { Example = "2015-08" };
    private static readonly Column<string> Body = new("body", "Body code", Kinds.Code, "ODS code of the CCG, ICB or trust; for a health and wellbeing board the code of its authority") { Example = "RJ7" };
    private static readonly Column<ActivityBody> Kind = new("kind", "Kind of body", BodyKind, "CCG, ICB, HWB or Trust") { Example = "Trust" };
    private static readonly Column<string> Metric = new("metric", "Metric", Kinds.Of("a metric", [.. Counted.Select(BetterCareFund.MetricChoice)]), "The metric that the number is for") { Example = "Non-elective admissions per 100,000" };
    private static readonly Column<decimal> Value = new("value", "Value", Kinds.Number, "How many, a whole number; for avoidable admissions and falls the rate as published") { Example = "1204" };
    private static readonly Column<int> Denominator = new("denominator", "Out of", Kinds.Count, "Of how many, for reablement, length of stay and usual residence; empty for the others") { MayBeBlank = true };
    private static readonly Column<AdmissionsSource> Source = new("source", "Data source", BetterCareFund.AdmissionsSourceKind, "MAR, SUS or Other") { Example = "MAR" };
    private static readonly Column<string> SourceName = new("source-name", "Other source", Kinds.Text, "Which one, where the source is Other") { MayBeBlank = true };
    private static readonly Column<ActivityStatus> Status = new("status", "Status", Kinds.Of<ActivityStatus>("Provisional or Final", new(ActivityStatus.Provisional, "Provisional"), new(ActivityStatus.Final, "Final")), "Provisional while it may still be revised") { Example = "Final" };

    private static readonly ReturnTable<ActivityCount> Table = new()
    {
        Key = "counts",
        Title = "Activity",
        Name = "activity template",
        About = "One line for each body, metric and month.",
        RowKey = ["metric"],
        Fields =
        [
            Fields.Of(Month, (ActivityCount row) => row.Month), Fields.Of(Body, (ActivityCount row) => row.Body), Fields.Of(Kind, (ActivityCount row) => row.Kind), Fields.Of(Metric, (ActivityCount row) => row.Metric),
            Fields.Of(Value, (ActivityCount row) => row.Value), Fields.Maybe(Denominator, (ActivityCount row) => row.Denominator),
            Fields.Of(Source, (ActivityCount row) => row.Source), Fields.MaybeText(SourceName, (ActivityCount row) => row.SourceName), Fields.Of(Status, (ActivityCount row) => row.Status),
        ],
        Slice = cells => cells.Maybe(Month) is { } month && BodyOf(cells, month) is { } body && cells.MaybeText(Metric) is { } metric ? Slice(month, body, metric) : null,
        Read = cells => new ActivityCount(
            cells.The(Month), BodyOf(cells, cells.The(Month))!, cells.The(Kind), cells.The(Metric), cells.The(Value), cells.Maybe(Denominator),
            cells.The(Source), cells.MaybeText(SourceName), cells.The(Status)),
    };

    public static readonly Collection<ActivityCount> Collection = new()
    {
        Key = CollectionKey,
        Title = "activity",
        About = "Admissions, discharges and other counts behind the metrics of the Better Care Fund, by body and month: sent by NHS England for every body, or by an NHS body for itself.",
        SliceNoun = "body and metric pair",
        Parts = [Table],
        On = row => row.Month.LastDay,
        PageName = page => ReportingMonth.Parse(page).Name,
        ReportsFor = (row, _) => (Body.Field, row.Body),
        RowRules =
        [
            new("AC-01", Severity.Warning, RuleScope.Row, "Metric", "The metric was counted in the month.",
                "Check month and metric. If both are right, nothing need be done: the count is kept, and no goal is compared with it.", Note,
                (row, context) => context.Policy.Metrics.ActivityOf(row.Metric) is not { } taken || context.Policy.Metrics.CountedOn(row.Month.LastDay, row.Metric) is not null ? []
                    : [(Metric.Field, $"'{Of(row, context.Policy).Name}' was not counted in {row.Month.Name}: activity is taken for it {Years(taken)}.")]),

            new("AC-02", Severity.Error, RuleScope.Row, "Value", "A count is a whole number, and neither a count nor a rate is below 0.",
                "Write the number of admissions, people or discharges, not a rate; rates are worked out from it. Only avoidable admissions and falls are sent as a rate.", $"{Note}: standardised metrics are taken as published",
                (row, context) => row.Value < 0 ? [(Value.Field, $"{Plain(row.Value)} is below 0.")]
                    : Of(row, context.Policy) is { RateOnly: false } metric && !decimal.IsInteger(row.Value) ? [(Value.Field, $"{Plain(row.Value)} is not a whole number, and '{metric.Name}' is made from a count.")]
                    : []),

            new("AC-03", Severity.Error, RuleScope.Row, "Out of", "A metric that is a part of something says of how many.",
                "Fill in how many there were altogether: people discharged into reablement, inpatients, or discharges. An empty cell is never taken as 0.", $"{Note}: at home on day 91 / discharged into reablement",
                (row, context) => Of(row, context.Policy) is { IsShare: true } && row.Denominator is null
                    ? [(Denominator.Field, $"{Plain(row.Value)} stands there without the number that it is out of.")] : []),

            new("AC-04", Severity.Error, RuleScope.Row, "Value", "A part is not more than the whole.",
                "Check whether the two numbers were exchanged.", $"{Note}; example M11: 1,140 of 1,304 people",
                (row, context) => Of(row, context.Policy) is { IsShare: true } && row.Denominator is { } whole && row.Value > whole
                    ? [(Value.Field, $"{Plain(row.Value)} is more than the {Words.Number(whole)} that it is out of.")] : []),

            new("AC-05", Severity.Error, RuleScope.Row, "Out of", "A rate, or a count that is divided by a population, comes alone.",
                "Leave 'Out of' empty: the population is taken from the estimates of the Office for National Statistics, and a standardised rate is never worked out again.", $"{Note}: rates need a dated population table; standardised metrics are ingested, not recomputed",
                (row, context) => Of(row, context.Policy) is { IsShare: false } metric && row.Denominator is { } given
                    ? [(Denominator.Field, $"{Words.Number(given)} stands under 'Out of', which '{metric.Name}' does not have.")] : []),

            new("AC-06", Severity.Error, RuleScope.Row, "Month", "The month was over when the file arrived.",
                "Check the month; send the count when the month is over.", "House rule: part of a month looks like a fall",
                (row, context) => row.Month.LastDay < context.ArrivedOn ? [] : [(Month.Field, $"{row.Month.Name} was not over on {Words.Date(context.ArrivedOn)}, when this file arrived.")]),

            new("AC-07", Severity.Error, RuleScope.Reference, "Body code", "The code is that of a body of its kind in the month.",
                "Check code, kind and month: CCGs were there from April 2013 to June 2022, ICBs from July 2022, and a board has the code of its authority.", "Health and Social Care Act 2012 s10 and s194; Health and Care Act 2022 s19",
                (row, context) => Misfit(row, context.Reference) is { } wrong ? [(Body.Field, wrong)] : []),

            new("AC-08", Severity.Warning, RuleScope.Reference, "Body code", "The CCG or trust is known.",
                "Check the code. If it is right, nothing need be done: not every CCG and provider is in the list.", "ODS list of NHS trusts; codes of CCGs have two digits and a letter, or five letters and digits in turn (recalled)",
                (row, context) => Misfit(row, context.Reference) is null && !IsKnown(row, context.Reference) ? [(Body.Field, $"'{row.Body}' is not a {(row.Kind == ActivityBody.Ccg ? "CCG" : "trust")} that we know.")] : []),

            new("AC-09", Severity.Warning, RuleScope.Row, "Other source", "Another source is named.",
                "Write which system or return the number is from: a baseline is compared only with actuals of the same source.", "Domain note on the Better Care Fund 1.4, rule 16 (MAR / SUS / other recalled)",
                (row, _) => row.Source == AdmissionsSource.Other && row.SourceName is null ? [(SourceName.Field, "The source is Other, and 'Other source' is empty.")] : []),
        ],
        StandingRules =
        [
            new("AC-50", "Value", "A number is not a hundred times that of the month before, or a hundredth of it.",
                "Check for a slip: a rate in place of a count, a year in place of a month, figures too many. If it is right, answer the warning with the reason.", "Domain note on the Better Care Fund 2.4, check 7",
                page => Before(page, 1),
                (slice, book) =>
                    from row in slice.Rows
                    from earlier in Standing(slice.Key, 1, book)
                    where Slips.IsSlip(row.Value, earlier.Value, row.Month.LastDay, book.Policy)
                    select new Broken<ActivityCount>(row, Value.Field, $"{Plain(row.Value)} in {row.Month.Name}, where {earlier.Month.Name} has {Plain(earlier.Value)}.")),

            new("AC-51", "Data source", "Baseline and actual are from the same source.",
                "Send both from the same source, or answer the warning with how the two compare: a change of source is not a change of activity.", "Domain note on the Better Care Fund 1.4, rule 16 (assumed)",
                page => Before(page, 12),
                (slice, book) =>
                    from row in slice.Rows
                    from earlier in Standing(slice.Key, 12, book)
                    where (row.Source, Name(row)) != (earlier.Source, Name(earlier))
                    select new Broken<ActivityCount>(row, Source.Field, $"{row.Month.Name} is from {Named(row)}, and {earlier.Month.Name}, a year before, is from {Named(earlier)}.")),
        ],
    };

    /// <summary>The unit that a return replaces: body x metric x month.</summary>
    public static SliceKey Slice(ReportingMonth month, string body, string metric) => new(month.ToString(), body, metric);

    private static string? BodyOf(Cells cells, ReportingMonth month) => cells.Maybe(Kind) == ActivityBody.Hwb ? cells.Authority(Body, month.FirstDay) : cells.MaybeText(Body);

    private static IEnumerable<PageRef> Before(string page, int months) =>
        // No body is older than 1948; a month of the first year of all has none before it.
        ReportingMonth.Parse(page) is { Year: > 1 } month ? [new PageRef(CollectionKey, month.AddMonths(-months).ToString())] : [];

    /// <summary>What stands for the same body and metric so many months earlier: NHS England's statement before the body's own.</summary>
    private static IEnumerable<ActivityCount> Standing(SliceKey key, int months, StandingBook book) =>
        Before(key.Page, months)
            .SelectMany(page => book.Page(page).Chosen())
            .Where(slice => slice.Place == key.Place && slice.Version is not null)
            .Take(1)
            .SelectMany(slice => book.KeptRows(CollectionKey, slice))
            .Select(Collection.RowOf);

    /// <summary>Why a code cannot be that of a body of its kind; null when it can.</summary>
    private static string? Misfit(ActivityCount row, ReferenceBook reference)
    {
        var on = row.Month.FirstDay;
        var known = reference.Organisations.Of(row.Body, on);
        return row.Kind switch
        {
            ActivityBody.Hwb when reference.Organisations.Of(row.Body, OrganisationKind.Hwb, on) is not { } board => $"'{row.Body}' is not the code of an authority with a health and wellbeing board in {row.Month.Name}.",
            ActivityBody.Hwb when reference.Organisations.Of(row.Body, OrganisationKind.Hwb, on)!.Code is var code && code != row.Body => $"The health and wellbeing board of {row.Body} goes by the code {code} in {row.Month.Name}.",
            ActivityBody.Icb when known?.Kind != OrganisationKind.Icb => $"'{row.Body}' is not the code of an integrated care board in {row.Month.Name}.",
            ActivityBody.Ccg when !Commissioners.ExistedOn(on) => $"There were no clinical commissioning groups in {row.Month.Name}.",
            ActivityBody.Ccg or ActivityBody.Trust when known is not null && !Fits(known.Kind, row.Kind) => $"'{row.Body}' is {known.Name}, which is not a {(row.Kind == ActivityBody.Ccg ? "CCG" : "trust")}.",
            _ => null,
        };
    }

    private static bool Fits(OrganisationKind kind, ActivityBody body) =>
        body == ActivityBody.Ccg ? kind == OrganisationKind.Ccg : kind is OrganisationKind.Trust or OrganisationKind.IndependentProvider;

    private static bool IsKnown(ActivityCount row, ReferenceBook reference) => row.Kind switch
    {
        ActivityBody.Ccg => reference.Organisations.Of(row.Body, row.Month.FirstDay) is not null || Commissioners.HasCodeOfCcg(row.Body),
        ActivityBody.Trust => reference.Organisations.Of(row.Body, row.Month.FirstDay) is not null || reference.Provider(row.Body) is not null,
        _ => true,
    };

    /// <summary>The metric as the month counts it; of a month in which it was not counted, as it was defined last.</summary>
    private static Metric Of(ActivityCount row, PolicyBook policy) => policy.Metrics.CountedOn(row.Month.LastDay, row.Metric) ?? policy.Metrics.Find(row.Metric)!;

    private static string Years((DateOnly From, DateOnly? To) taken) =>
        taken.To is { } to ? $"from {ReportingMonth.Of(taken.From).Name} to {ReportingMonth.Of(to).Name}" : $"from {ReportingMonth.Of(taken.From).Name}";

    private static string? Name(ActivityCount row) => row.SourceName is null ? null : Layout.Normal(row.SourceName);

    private static string Named(ActivityCount row) => row.Source == AdmissionsSource.Other ? $"another source ({row.SourceName ?? "not named"})" : BetterCareFund.AdmissionsSourceKind.Write(row.Source);

    private static string Plain(decimal value) => Kinds.Number.Write(value);
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Evidence;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>What is measured of a month of a history.</summary>
/// <param name="Key">As it is asked for: <c>beds</c>.</param>
public sealed record EvidenceMeasure(string Key, string Unit, Func<HistoryMonth, decimal?> Rate);

/// <summary>What the summary of a quarter says of the schemes of its year.</summary>
/// <param name="Answers">Of the schemes that began first, without the series that they were worked out from.</param>
/// <param name="LeftOut">How many schemes more could be asked about.</param>
/// <param name="Compared">The series of the comparators as they were used: what the digest of the source is of.</param>
public sealed record EvidenceOfQuarter(ImmutableArray<EvidenceAnswer> Answers, int LeftOut, ImmutableArray<RateSeries> Compared);

/// <summary>Makes questions of what changed after a scheme from histories, plans and lists of comparators: for whoever asks, and for the summaries of quarters.</summary>
public sealed class EvidenceReading(HistoryStore histories, DelayReading delays)
{
    /// <summary>How comparators are asked for.</summary>
    public const string Alone = "none", Region = "region", ByModel = "neighbours", ByName = "codes";

    /// <summary>No question needs more.</summary>
    private const int MostComparators = 40;

    /// <summary>Schemes of a summary: each is a paragraph that a board must read, and takes some hundredths of a second whenever the quarter is made again.</summary>
    private const int MostInSummary = 12;

    public static ImmutableArray<EvidenceMeasure> Measures { get; } =
    [
        new("beds", "people delayed a day per 100,000 adults", month => month.Per100000),
        new("social-care-beds", "people delayed a day per 100,000 adults, social care alone", month => month.SocialCarePer100000),
    ];

    /// <summary>Histories of authorities, each read once: schemes of a region share their comparators.</summary>
    public Reading Begin() => new(histories);

    public static bool WasCollected(ReportingMonth month) => PolicyBook.Current.TryOn(month.LastDay, "delayed-transfers.collected") is { Value: "yes" };

    public static string? WorkingOf(PlanScheme scheme) => scheme.Working is { } working ? BetterCareFund.WorkingKind.Write(working) : null;

    public static EvidenceQuestion Question(
        string name, string? working, ReportingMonth starts, DelayHistory history, ImmutableArray<DelayHistory> chosen, string chosenBy, EvidenceMeasure measure, int? before, int? after, Pence? cost) => new(
        name, working, measure.Unit, starts, [Series(history, measure.Rate)], [.. chosen.Select(one => Series(one, measure.Rate))], chosenBy, before, after, true, cost, history.Months.FirstOrDefault(month => month.Month == starts)?.Adults);

    /// <summary>
    /// The comparators of a body for a scheme that starts in a month: <see cref="Region"/> (or nothing), <see cref="ByModel"/>, <see cref="Alone"/>, or codes with commas; with how they were chosen, in words. Where they cannot be
    /// found, what could be asked for instead.
    /// </summary>
    public async Task<(ImmutableArray<DelayHistory> Chosen, string By, string? Unknown)> Comparators(Reading read, string asked, DelayHistory history, ReportingMonth starts, ReferenceBook reference, CancellationToken cancel)
    {
        var own = history.Key.Body;
        var (codes, by) = (ImmutableArray<string>.Empty, "");
        switch (asked)
        {
            case Alone:
                return ([], "none: the series is compared with itself before the start", null);
            case "" or Region:
                if (OfRegion(own, starts, reference) is not { } region)
                    return ([], "", $"codes or 'none': {own} was no authority in {starts.Name}");
                (codes, by) = region;
                break;
            case ByModel:
                var year = FinancialYear.Of(starts.FirstDay);
                var lists = (await delays.Standing(Neighbours.Collection, cancel)).Where(row => row.Authority == own).ToLookup(row => (row.Model, row.Year));
                // The list nearest to the start, and of several models the first by name.
                if (lists.Select(list => list.Key).OrderBy(key => Math.Abs(key.Year.FirstDay.Year - year.FirstDay.Year)).ThenBy(key => key.Model, StringComparer.Ordinal).Cast<(string Model, FinancialYear Year)?>().FirstOrDefault() is not { } nearest)
                    return ([], "", $"codes, 'region' or 'none': no list of neighbours names {own}");
                codes = [.. lists[nearest].Select(row => row.Neighbour)];
                by = $"its neighbours by {nearest.Model} ({nearest.Year})";
                break;
            default:
                codes = [.. asked.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
                by = "chosen by name";
                break;
        }
        var found = ImmutableArray.CreateBuilder<DelayHistory>();
        foreach (var code in codes.Where(code => code != own).Distinct().Order(StringComparer.Ordinal).Take(MostComparators))
        {
            if (InboxPath.IsCode(code) && await read.Authority(code, cancel) is { } other)
                found.Add(other);
            // Who is named must be there; of a region or a list those that are.
            else if (by == "chosen by name")
                return ([], "", $"codes of authorities that /delays lists: '{code}' is none");
        }
        return (found.ToImmutable(), by, null);
    }

    /// <summary>
    /// Reads what the quarters of a board need, and gives what each of them says: for each scheme of the plan of its year whose first month is stated and lies in the time of delayed transfers, the answer beside the other
    /// authorities of the region, from months to the end of the quarter and no later. A year that is taken from the plan, for want of a first month, would be the answer to a question that nobody asked.
    /// </summary>
    public async Task<Func<SummaryPeriod, EvidenceOfQuarter>> OfQuarters(IEnumerable<SummaryPeriod> quarters, DelayHistory history, FundFacts fund, Reading read, ReferenceBook reference, CancellationToken cancel)
    {
        var beside = new Dictionary<ReportingMonth, (ImmutableArray<DelayHistory> Chosen, string By, string? Unknown)>();
        foreach (var starts in quarters.SelectMany(quarter => SchemesOf(fund, quarter)).Select(scheme => scheme.Starts!.Value).Distinct())
            beside[starts] = await Comparators(read, Region, history, starts, reference, cancel);
        return quarter =>
        {
            var last = ReportingMonth.Of(quarter.LastDay);
            var asked = SchemesOf(fund, quarter).Where(scheme => beside.TryGetValue(scheme.Starts!.Value, out var known) && known.Unknown is null).ToList();
            var questions = asked.Take(MostInSummary).Select(scheme =>
            {
                var (chosen, by, _) = beside[scheme.Starts!.Value];
                return Question($"{scheme.Name} ({scheme.Scheme})", WorkingOf(scheme), scheme.Starts.Value, To(history, last), [.. chosen.Select(other => To(other, last)).Where(other => !other.Months.IsEmpty)], by, Measures[0], null, null, null);
            }).ToList();
            return new EvidenceOfQuarter(
                [.. questions.Select(question => EvidenceOf.Answer(question, PolicyBook.Current)).Select(answer => answer with { Question = answer.Question with { Treated = Named(answer.Question.Treated), Comparators = Named(answer.Question.Comparators) } })],
                asked.Count - questions.Count,
                [.. questions.SelectMany(question => question.Comparators).DistinctBy(series => series.Body).OrderBy(series => series.Body, StringComparer.Ordinal)]);
        };

        static DelayHistory To(DelayHistory history, ReportingMonth last) => history with { Months = [.. history.Months.Where(month => month.Month <= last)] };

        static ImmutableArray<RateSeries> Named(ImmutableArray<RateSeries> series) => [.. series.Select(one => one with { Points = [] })];
    }

    /// <summary>The boards that have a scheme in a plan about which summaries ask, each with the first day of the first year of such a plan.</summary>
    public static IEnumerable<(string Hwb, DateOnly From)> BoardsOf(IReadOnlyCollection<PlanRow> plans) =>
        Askable(plans).GroupBy(scheme => scheme.Hwb).Select(board => (board.Key, board.Min(scheme => scheme.Year.FirstDay)));

    /// <summary>Those of the plan of its year that had begun by its end, the first one first.</summary>
    private static IEnumerable<PlanScheme> SchemesOf(FundFacts fund, SummaryPeriod quarter) =>
        Askable([.. fund.To(quarter.LastReturned).Plans.SelectMany(plan => plan.Rows).Select(row => row.Row).Where(row => row.Year == quarter.Year)])
            .Where(scheme => scheme.Starts <= ReportingMonth.Of(quarter.LastDay)).DistinctBy(scheme => scheme.Scheme)
            .OrderBy(scheme => scheme.Starts).ThenBy(scheme => scheme.Scheme.Length).ThenBy(scheme => scheme.Scheme, StringComparer.Ordinal);

    private static IEnumerable<PlanScheme> Askable(IReadOnlyCollection<PlanRow> plans) => DelayTargets.InForce(plans).OfType<PlanScheme>().Where(scheme => scheme.Starts is { } starts && WasCollected(starts));

    private static (ImmutableArray<string> Codes, string By)? OfRegion(string own, ReportingMonth starts, ReferenceBook reference) => reference.AuthorityOn(starts.FirstDay, own) is not { } authority ? null :
        ([.. reference.Authorities.Where(period => period.On(starts.FirstDay) && period.Value is { OutsideEngland: false } other && other.Region == authority.Region).Select(period => period.Value.Code)], $"the other authorities of {authority.Region}");

    /// <summary>No estimate may run across a month from which a body is another one.</summary>
    private static RateSeries Series(DelayHistory history, Func<HistoryMonth, decimal?> rate) => new(
        history.Key.Body, history.Name, [.. history.Months.Select(month => new SeriesPoint(month.Month, rate(month)))], [.. history.Months.Where(month => month.Marks.Contains(MonthMark.Reorganised)).Select(month => month.Month)]);

    /// <summary>Histories of authorities as they are read; may be used by several at once.</summary>
    public sealed class Reading(HistoryStore histories)
    {
        private readonly ConcurrentDictionary<string, DelayHistory?> _read = new(StringComparer.Ordinal);

        /// <summary>The months of an authority's history; null where there is none.</summary>
        public async Task<DelayHistory?> Authority(string body, CancellationToken cancel)
        {
            if (!_read.TryGetValue(body, out var history))
            {
                // Questions are about months: some hundred histories may be held at once.
                history = await histories.Find(new HistoryKey(body), cancel) is { } stored && Json.Read<DelayHistory>(stored.Content) is { Level: HistoryLevel.Authority } found
                    ? found with { Changed = [], Comparisons = [], Says = [], Years = [], Answers = [], SocialCareBeds = null } : null;
                history = _read.GetOrAdd(body, history);
            }
            return history;
        }
    }
}

using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>
/// Delays over time of England, regions, authorities and providers: pure functions of England's month documents, in which every authority and provider stands, and of what was recorded beside them.
/// </summary>
public static class Histories
{
    private const string Unit = "people delayed a day";

    /// <summary>Code of a region's document: <c>region-south-west</c>.</summary>
    public static string RegionKey(string region) => $"region-{region.ToLowerInvariant().Replace(' ', '-')}";

    /// <summary>
    /// The history of every body: England, the regions, authorities (residents outside England among them), providers, each kind by code. In whatever order the arguments come, the answer is the same; none without a month.
    /// </summary>
    /// <param name="england">England's documents, one a month; others are passed over, and of two of one month the later is used.</param>
    /// <param name="restatements">Of any body and month.</param>
    /// <param name="agreements">The answers of authorities that stand.</param>
    /// <param name="neighbours">Neighbours of any model and year; the latest year of a model that has begun in the last month is used.</param>
    /// <param name="rebases">Recorded decisions that limits start anew.</param>
    /// <param name="targets">What bodies have set themselves; without one the national ambition of the last month is the target.</param>
    public static ImmutableArray<DelayHistory> Of(
        IReadOnlyCollection<DelayFigures> england, IReadOnlyCollection<Restatement> restatements, IReadOnlyCollection<DelayAgreement> agreements, IReadOnlyCollection<NeighbourRow> neighbours, IReadOnlyCollection<RebaseRow> rebases,
        PolicyBook policy, ReferenceBook reference, IReadOnlyCollection<DelayTarget>? targets = null) =>
        england.Any(figures => figures.Body.Code == Body.EnglandCode) ? new Work(england, restatements, agreements, neighbours, rebases, targets ?? [], policy, reference).All() : [];

    /// <summary>Incomplete where a month of the last twelve is.</summary>
    internal static FigureStatus StatusOf(ImmutableArray<HistoryMonth> months)
    {
        var recent = months.Where(month => month.Month > months[^1].Month.AddMonths(-12)).ToList();
        return months.All(month => month.Days is null) ? FigureStatus.NotCalculable
            : recent.Exists(month => month.Status is FigureStatus.Incomplete or FigureStatus.NotCalculable) ? FigureStatus.Incomplete : months[^1].Status;
    }

    private sealed class Work
    {
        private readonly HistoryMonths _months;
        private readonly Successions _successions;
        private readonly ILookup<string, Restatement> _restatements;
        private readonly List<DelayAgreement> _agreements;
        private readonly IReadOnlyCollection<NeighbourRow> _neighbours;
        private readonly ILookup<string, RebaseRow> _rebases;
        private readonly IReadOnlyCollection<DelayTarget> _targets;
        private readonly PolicyBook _policy;
        private readonly ReferenceBook _reference;
        private readonly Dictionary<string, ImmutableArray<HistoryMonth>> _authorities;
        private readonly Dictionary<string, IReadOnlyDictionary<ReportingMonth, decimal>> _rates;
        private readonly Dictionary<string, (string Name, IReadOnlyDictionary<ReportingMonth, decimal> Rates)> _regions;
        private readonly ILookup<(string Authority, ReportingMonth Month), DelayAgreement> _byAuthority;
        private readonly ILookup<(string Provider, ReportingMonth Month), DelayAgreement> _byProvider;
        private readonly ILookup<ReportingMonth, DelayAgreement> _byMonth;

        internal Work(
            IReadOnlyCollection<DelayFigures> england, IReadOnlyCollection<Restatement> restatements, IReadOnlyCollection<DelayAgreement> agreements, IReadOnlyCollection<NeighbourRow> neighbours, IReadOnlyCollection<RebaseRow> rebases,
            IReadOnlyCollection<DelayTarget> targets, PolicyBook policy, ReferenceBook reference)
        {
            _successions = new Successions(policy, reference);
            _months = new HistoryMonths(england, _successions, policy, reference);
            _restatements = restatements.ToLookup(restated => restated.Body);
            _agreements = [.. agreements];
            _byAuthority = _agreements.ToLookup(row => (row.Authority, row.Month));
            _byProvider = _agreements.ToLookup(row => (row.Provider, row.Month));
            _byMonth = _agreements.ToLookup(row => row.Month);
            _neighbours = neighbours;
            _rebases = rebases.ToLookup(row => row.Authority);
            _targets = targets;
            (_policy, _reference) = (policy, reference);
            _authorities = _months.Authorities.ToDictionary(code => code, _months.OfAuthority);
            _rates = _authorities.ToDictionary(authority => authority.Key, authority => Rates(authority.Value));
            _regions = _months.Regions.ToDictionary(region => region, region => (region, Rates(_months.OfRegion(region))));
        }

        internal ImmutableArray<DelayHistory> All() =>
        [
            History(Body.EnglandCode, HistoryLevel.England, Body.England.Name, _months.OfEngland(), [Body.EnglandCode]),
            .. _months.Regions.Select(Region),
            .. _months.Authorities.Select(code => History(code, HistoryLevel.Authority, _months.Name(code), _authorities[code], [code])),
            .. _months.Providers.Select(code => History(code, HistoryLevel.Provider, _months.Name(code), _months.OfProvider(code), [code])),
        ];

        private DelayHistory Region(string region)
        {
            var months = _months.OfRegion(region);
            return History(RegionKey(region), HistoryLevel.Region, region, months, [.. months.SelectMany(month => month.From).Distinct().Order(StringComparer.Ordinal)]);
        }

        private DelayHistory History(string code, HistoryLevel level, string name, ImmutableArray<HistoryMonth> found, IReadOnlyCollection<string> parts)
        {
            var bodies = found.SelectMany(month => month.From).Concat(parts).ToHashSet();
            var changed = bodies.SelectMany(body => _restatements[body])
                .Where(restated => found.Any(month => month.Month == restated.Month && (month.From.Contains(restated.Body) || restated.Body == code)))
                .OrderByDescending(restated => restated.Order).ThenBy(restated => restated.Body, StringComparer.Ordinal).ThenBy(restated => restated.Month)
                .ToImmutableArray();
            var answers = found.SelectMany(month => Answers(code, level, month)).ToImmutableArray();
            var breaks = level == HistoryLevel.Authority ? Breaks(code, name).Where(change => change.From >= found[0].Month && change.From <= found[^1].Month).ToList() : [];
            var months = found.Select(month => Marked(month, changed, answers, breaks)).ToImmutableArray();

            var settings = XmrCharts.Settings(months[^1].Month.LastDay, MetricDirection.Lower, _policy);
            var (target, source) = Target(code, level, months);
            var beds = XmrCharts.Of([.. months.Select(month => new SeriesPoint(month.Month, month.Beds))], settings with { Target = target, Rebases = Recorded(code, ChartMeasure.Beds) }, breaks, Unit);
            var socialCare = months.Any(month => month.SocialCare > 0)
                ? XmrCharts.Of([.. months.Select(month => new SeriesPoint(month.Month, (decimal?)month.SocialCare / month.Month.Days))], settings with { Rebases = Recorded(code, ChartMeasure.SocialCareBeds) }, breaks, $"{Unit}, social care alone")
                : null;
            // A body that has ended is made of the months that it has: what arrives of later ones changes nothing of it.
            var last = _months.Documents.Where(figures => figures.Month >= months[0].Month && figures.Month <= months[^1].Month).MaxBy(figures => figures.LastAcceptance)!;
            var history = new DelayHistory(
                new HistoryKey(code), level, name, StatusOf(months), last.LastAcceptance, last.AsAt, _policy.Version, _reference.Version, months, beds, socialCare,
                YearMeasures.Of(months, level, _policy), [.. Comparisons(code, level, name, months)], [], changed)
            { Answers = answers, Switches = Switches.On(months[^1].Month.LastDay, Switches.OfCharts, _policy) };
            return history with { Says = [.. HistoryWords.Of(history, source, [.. Succeeded(code, level, name, months)])] };
        }

        private static IReadOnlyDictionary<ReportingMonth, decimal> Rates(ImmutableArray<HistoryMonth> months) =>
            months.Where(month => month.Per100000 is not null).ToDictionary(month => month.Month, month => month.Per100000!.Value);

        private static HistoryMonth Marked(HistoryMonth month, ImmutableArray<Restatement> changed, ImmutableArray<AnsweredDays> answers, List<SeriesBreak> breaks)
        {
            var own = answers.Where(answer => answer.Month == month.Month).ToList();
            var restated = changed.Where(one => one.Month == month.Month).ToList();
            var change = breaks.Where(one => one.From == month.Month).ToList();
            return month with
            {
                Agreed = own.Count == 0 ? null : own.Sum(answer => answer.Agreed),
                Disputed = own.Count == 0 ? null : own.Sum(answer => answer.Disputed),
                Marks = [.. month.Marks, .. restated.Count > 0 ? [MonthMark.Restated] : (MonthMark[])[], .. change.Count > 0 ? [MonthMark.Reorganised] : (MonthMark[])[]],
                Notes =
                [
                    .. month.Notes, .. change.Select(one => $"{one.Why}."), .. restated.OrderBy(one => one.Order).Select(one => $"Restated on {Words.Date(London.DateOf(one.At))}: {one.Says}").Distinct(),
                    .. own.Where(answer => answer.Agreed + answer.Disputed > answer.Reported)
                        .Select(answer => $"{Words.Days(answer.Agreed + answer.Disputed)} for {Words.Responsible(answer.Attribution)} were answered, more than the {Words.Number(answer.Reported!.Value)} that stand: what was reported became less since. Ask for a new answer."),
                ],
            };
        }

        private IEnumerable<AnsweredDays> Answers(string code, HistoryLevel level, HistoryMonth month)
        {
            var rows = level switch
            {
                HistoryLevel.England => _byMonth[month.Month],
                HistoryLevel.Provider => _byProvider[(code, month.Month)],
                _ => month.From.SelectMany(authority => _byAuthority[(authority, month.Month)]),
            };
            return rows.GroupBy(row => row.Attribution).OrderBy(group => group.Key).Select(group => new AnsweredDays(
                month.Month, group.Key, group.Key switch { Attribution.Nhs => month.Nhs, Attribution.SocialCare => month.SocialCare, _ => month.Both },
                group.Sum(row => (long)row.Agreed), group.Sum(row => (long)row.Disputed),
                level is HistoryLevel.Authority or HistoryLevel.Provider
                    ? [.. group.Select(row => new AgreementDecision(row.By, row.On)).Distinct().OrderByDescending(decision => decision.On).ThenBy(decision => decision.By, StringComparer.Ordinal)] : []));
        }

        private ImmutableArray<Rebase> Recorded(string code, ChartMeasure measure) =>
            [.. _rebases[code].Where(row => row.Measure == measure).OrderBy(row => row.First).ThenBy(row => row.On).Select(row => new Rebase(row.First, row.Reason, row.By, row.On))];

        private IEnumerable<SeriesBreak> Breaks(string code, string name)
        {
            if (_successions.Of(code) is not { } succession)
                yield break;
            if (succession.Predecessors.Length > 0 || succession.AreaFrom is not null)
                yield return new(succession.Began, Formed(name, succession));
            if (succession.AreaLost is { } lost)
                yield return new(lost.From, $"a part of {name} went to {_successions.Named(lost.To)}, so the months before are of another area");
        }

        /// <summary>Without capital and full stop, for a sentence of the chart.</summary>
        private string Formed(string name, Succession succession)
        {
            var parts = succession.Predecessors.Select(_successions.Named).ToList();
            if (succession.AreaFrom is { } area)
                parts.Add($"a part of {_successions.Named(area)}");
            var formed = $"{name} began on {Words.Date(succession.Began.FirstDay)} from {(parts.Count > 1 ? $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}" : parts[0])}";
            return succession.Merged ? $"{formed}, {(parts.Count == 1 ? "and the months before are those of that council" : "and the months before are their sum")}"
                : $"{formed}; areas were divided, so the days before cannot be added up and the series starts there";
        }

        private IEnumerable<string> Succeeded(string code, HistoryLevel level, string name, ImmutableArray<HistoryMonth> months)
        {
            if (level != HistoryLevel.Authority || _successions.Of(code) is not { } succession)
                yield break;
            if (succession is { Ended: { } ended, Successors.IsEmpty: false } && ended < _months.Last)
                yield return $"{name} ended on {Words.Date(ended.LastDay)}: {string.Join(" and ", succession.Successors.Select(_successions.Named))} {(succession.Successors.Length == 1 ? "carries" : "carry")} on its work. It has no month after that: look there.";
            // A break in the middle is told by the chart; a series that starts with it has no phase before.
            if ((succession.Predecessors.Length > 0 || succession.AreaFrom is not null) && succession.Began == months[0].Month)
                yield return $"{Formed(name, succession)}.";
        }

        /// <summary>In people delayed a day, with where it stands; the body's own target before the national ambition.</summary>
        private (decimal? Beds, string? Source) Target(string code, HistoryLevel level, ImmutableArray<HistoryMonth> months)
        {
            var month = months[^1].Month;
            if (_targets.Where(target => target.Body == code && target.From <= month && month <= target.To).OrderByDescending(target => target.From).ThenBy(target => target.Source, StringComparer.Ordinal).FirstOrDefault() is { } own)
                return (own.Beds, own.Source);
            if (level == HistoryLevel.Provider || months.LastOrDefault(one => one.Adults is not null)?.Adults is not { } adults || _policy.On(month.LastDay, "delays.ambition") is not { Value: not "none" } ambition)
                return (null, null);
            var rate = decimal.Parse(ambition.Value, System.Globalization.CultureInfo.InvariantCulture);
            return (rate * adults / 100_000m, $"the national ambition of 2017, {Words.Number(rate, 1)} people delayed a day per 100,000 adults");
        }

        private IEnumerable<HistoryComparison> Comparisons(string code, HistoryLevel level, string name, ImmutableArray<HistoryMonth> months)
        {
            var last = months[^1].Month;
            if (level == HistoryLevel.Region)
                return HistoryComparisons.With(name, months, "the other regions", [.. _regions.Where(region => region.Key != name).Select(region => region.Value)]);
            if (level != HistoryLevel.Authority || months.LastOrDefault(month => month.Days is not null) is not { } known || _months.RegionOf(code, known.Month) is not { } region)
                return [];
            var year = FinancialYear.Of(last.FirstDay);
            var models = _neighbours.Where(row => row.Authority == code && row.Year <= year)
                .GroupBy(row => row.Model).OrderBy(model => model.Key, StringComparer.Ordinal)
                .SelectMany(model => With($"the neighbours of {name} by {model.Key} ({model.Max(row => row.Year)})", [.. model.Where(row => row.Year == model.Max(other => other.Year)).Select(row => row.Neighbour)]));
            return
            [
                .. models,
                .. With($"the other authorities of {region}", Others(authority => _months.RegionOf(authority, _authorities[authority][^1].Month) == region || _months.AuthoritiesIn(region, last).Contains(authority))),
                .. With("the other authorities of England", Others(_ => true)),
            ];

            IEnumerable<HistoryComparison> With(string group, IEnumerable<string> codes) =>
                HistoryComparisons.With(name, months, group, [.. codes.Where(_rates.ContainsKey).Distinct().Order(StringComparer.Ordinal).Select(other => (_months.Name(other), _rates[other]))]);

            IEnumerable<string> Others(Func<string, bool> belongs) => _authorities.Where(other => other.Key != code && other.Value[^1].Month >= last && belongs(other.Key) && !IsPartOf(other.Key)).Select(other => other.Key);

            // Those that it succeeded are in its own sum, and its successor has it in its own.
            bool IsPartOf(string other) => _successions.Of(code)?.Predecessors.Contains(other) is true || _successions.Of(code)?.Successors.Contains(other) is true;
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>The months of every body, from England's month documents: as they stand there, added up, or missing.</summary>
internal sealed class HistoryMonths
{
    private readonly SortedDictionary<ReportingMonth, DelayFigures> _england = [];
    private readonly Dictionary<(string Code, ReportingMonth Month), HistoryMonth> _authorities = [];
    private readonly Dictionary<(string Code, ReportingMonth Month), HistoryMonth> _providers = [];
    private readonly Dictionary<(string Code, ReportingMonth Month), string> _regions = [];
    private readonly Dictionary<string, string> _printed = [];
    private readonly Successions _successions;
    private readonly PolicyBook _policy;
    private readonly ReferenceBook _reference;

    internal HistoryMonths(IEnumerable<DelayFigures> england, Successions successions, PolicyBook policy, ReferenceBook reference)
    {
        (_successions, _policy, _reference) = (successions, policy, reference);
        // Of two documents of one month the later one counts, in whatever order they come.
        foreach (var figures in england.Where(figures => figures.Body.Code == Body.EnglandCode).OrderBy(figures => figures.LastAcceptance))
            _england[figures.Month] = figures;
        foreach (var (month, figures) in _england)
        {
            var ranked = figures.Authorities.Count(authority => authority.Rank is not null);
            foreach (var authority in figures.Authorities)
            {
                _authorities[(authority.Days.Code, month)] = OfAuthority(figures, authority, ranked);
                if (!authority.OutsideEngland && authority.Region.Length > 0)
                    _regions[(authority.Days.Code, month)] = authority.Region;
                _printed[authority.Days.Code] = authority.Days.Name;
            }
            foreach (var provider in figures.Providers)
            {
                _providers[(provider.Code, month)] = OfPart(figures, provider, ImmutableSortedDictionary<string, long>.Empty, null, Refused(figures, place => place.Provider == provider.Code)) with { AsAt = figures.AsAt };
                _printed[provider.Code] = provider.Name;
            }
        }
    }

    internal IReadOnlyCollection<DelayFigures> Documents => _england.Values;

    internal ReportingMonth Last => _england.Keys.Last();

    internal IEnumerable<string> Authorities => _authorities.Keys.Select(key => key.Code).Distinct().Order(StringComparer.Ordinal);

    internal IEnumerable<string> Providers => _providers.Keys.Select(key => key.Code).Distinct().Order(StringComparer.Ordinal);

    internal IEnumerable<string> Regions => _regions.Values.Distinct().Order(StringComparer.Ordinal);

    internal string Name(string code) => _successions.Name(code) ?? _printed.GetValueOrDefault(code) ?? code;

    internal string? RegionOf(string authority, ReportingMonth month) => _regions.GetValueOrDefault((authority, month));

    /// <summary>A month of which only a few providers' own returns stand is a gap, and no month to begin with: its few days would stand beside those of whole editions.</summary>
    internal ImmutableArray<HistoryMonth> OfEngland() => Between(_england.Values.Where(figures => NotEngland(figures) is null).Select(figures => figures.Month).FirstOrDefault(_england.Keys.First()), Last, month =>
    {
        if (!_england.TryGetValue(month, out var figures) || figures.Status == FigureStatus.NotCalculable)
            return Missing(month, Body.EnglandCode, $"Nothing stands for {month.Name}.");
        if (NotEngland(figures) is { } why)
            return Missing(month, Body.EnglandCode, why);
        var sums = DelayedTransfers.Attributions.ToDictionary(attribution => attribution, attribution => figures.Cells.Sum(cell => cell.Days[attribution].Days));
        var acute = figures.Cells.Where(cell => cell.Care == CareType.Acute).Sum(cell => Whole(cell.Days).Days);
        var estimate = Estimate(month);
        var adults = estimate is null ? null : _reference.AdultsOfEngland(estimate)?.Number;
        return Month(month, figures.Status, acute, sums[Attribution.Nhs], sums[Attribution.SocialCare], sums[Attribution.Both], adults,
            figures.Cells.GroupBy(cell => cell.Reason).ToImmutableSortedDictionary(cells => DelayedTransfers.Of(cells.Key).Code, cells => cells.Sum(cell => Whole(cell.Days).Days), StringComparer.Ordinal),
            [Body.EnglandCode]) with
        {
            Marks = figures.Status == FigureStatus.Incomplete ? [MonthMark.Incomplete] : [],
            Notes = figures.Status == FigureStatus.Incomplete ? figures.StatusReasons : [],
        };
    });

    /// <summary>A region is the authorities in it that were reported.</summary>
    internal ImmutableArray<HistoryMonth> OfRegion(string region)
    {
        var first = _regions.Where(one => one.Value == region).Min(one => one.Key.Month);
        return Between(first, Last, month =>
        {
            var reported = AuthoritiesIn(region, month);
            var authorities = reported.Where(code => _authorities[(code, month)].Days is not null).ToList();
            if (authorities.Count == 0)
                return Missing(month, Histories.RegionKey(region), reported.Count > 0 ? $"No number of days was given for any authority of {region}." : _england.ContainsKey(month) ? $"No provider reported a delay for any authority of {region}." : $"Nothing stands for {month.Name}.");
            var absent = _reference.Authorities
                .Where(period => period.On(month.FirstDay) && period.Value is { OutsideEngland: false } authority && authority.Region == region && authority.Code != ReferenceBook.IslesOfScilly && !reported.Contains(authority.Code))
                .Select(period => period.Value.Name).Distinct().Order(StringComparer.Ordinal).ToList();
            var sum = Sum(month, [.. authorities.Select(code => _authorities[(code, month)])]);
            var blank = reported.Except(authorities).Select(Name).ToList();
            return sum with
            {
                Notes =
                [
                    .. sum.Notes,
                    .. blank.Count == 0 ? (string[])[] : [$"No number of days was given for {string.Join(" and ", blank)}; rates are of the other authorities."],
                    .. absent.Count == 0 ? (string[])[] : [$"No provider reported a delay for {string.Join(" and ", absent)}; rates are of the authorities that are there."],
                ],
            };
        });
    }

    internal List<string> AuthoritiesIn(string region, ReportingMonth month) =>
        [.. _england.TryGetValue(month, out var figures) ? figures.Authorities.Where(authority => !authority.OutsideEngland && authority.Region == region).Select(authority => authority.Days.Code) : []];

    /// <summary>From the first month known of it, or of those it succeeded, to the last month that there is, or its end.</summary>
    internal ImmutableArray<HistoryMonth> OfAuthority(string code)
    {
        var own = _authorities.Keys.Where(key => key.Code == code).Select(key => key.Month).ToList();
        var first = First(code, own);
        var last = _successions.Of(code)?.Ended is { } ended && ended < Last ? Later(ended, own.Max()) : Last;
        return Between(first, last, month => OfAuthority(code, month));
    }

    /// <summary>From its first month to its last: whether a provider closed or only failed to report after it, the documents do not tell.</summary>
    internal ImmutableArray<HistoryMonth> OfProvider(string code)
    {
        var own = _providers.Keys.Where(key => key.Code == code).Select(key => key.Month).ToList();
        return Between(own.Min(), own.Max(), month => _providers.GetValueOrDefault((code, month))
            ?? Missing(month, code, Refused(month, place => place.Provider == code) ?? (_england.ContainsKey(month) ? $"No return of {Name(code)} stands for {month.Name}." : $"Nothing stands for {month.Name}.")));
    }

    private HistoryMonth OfAuthority(string code, ReportingMonth month)
    {
        if (_authorities.TryGetValue((code, month), out var own))
            return own;
        if (_successions.Of(code) is { Merged: true } succession && month < succession.Began)
        {
            var parts = succession.Predecessors.Select(part => (Code: part, Month: OfAuthority(part, month))).ToList();
            return parts.TrueForAll(part => part.Month.Days is not null) ? Sum(month, [.. parts.Select(part => part.Month)])
                : Missing(month, code, $"No days are known of {string.Join(" and ", parts.Where(part => part.Month.Days is null).Select(part => _successions.Named(part.Code)))}, so the sum of those that {Name(code)} succeeded is not known.");
        }
        return Missing(month, code, Refused(month, place => place.Part == code)
            ?? (_england.ContainsKey(month) ? $"No provider reported a delay for {Name(code)}: it is not known to be none." : $"Nothing stands for {month.Name}."));
    }

    private ReportingMonth First(string code, List<ReportingMonth> own)
    {
        var first = own.Count > 0 ? own.Min() : Last;
        if (_successions.Of(code) is not { Merged: true } succession)
            return first;
        foreach (var part in succession.Predecessors)
        {
            var months = _authorities.Keys.Where(key => key.Code == part).Select(key => key.Month).ToList();
            var before = First(part, months);
            first = months.Count + (_successions.Of(part)?.Predecessors.Length ?? 0) > 0 && before < first ? before : first;
        }
        return first;
    }

    private HistoryMonth OfAuthority(DelayFigures figures, AuthorityDelays authority, int ranked)
    {
        var month = OfPart(
            figures, authority.Days, DelayedTransfers.Reasons.Zip(authority.ByReason).ToImmutableSortedDictionary(pair => pair.First.Code, pair => pair.Second.Days, StringComparer.Ordinal), authority.Adults,
            Refused(figures, place => place.Part == authority.Days.Code));
        return month with { Rank = authority.Rank, Quartile = authority.Quartile, RankedOf = authority.Rank is null ? null : ranked, SmallNumbers = authority.SmallNumbers };
    }

    private HistoryMonth OfPart(DelayFigures figures, DelayPart part, ImmutableSortedDictionary<string, long> reasons, int? adults, string? refused)
    {
        var notGiven = part.Total.NotGiven;
        string[] notes = [.. notGiven > 0 ? [$"{Words.Of(notGiven, "cell")} of the returns hold no number of days; they add nothing here and are not zero."] : (string[])[], .. refused is null ? (string[])[] : [refused]];
        var incomplete = notes.Length > 0;
        if (part.Total.IsUnknown)
            return Missing(figures.Month, part.Code, string.Join(" ", notes));
        var month = Month(
            figures.Month, incomplete ? FigureStatus.Incomplete : figures.Status == FigureStatus.Incomplete ? FigureStatus.Provisional : figures.Status,
            part.Acute.Nhs.Days + part.Acute.SocialCare.Days + part.Acute.Both.Days, part.Of(Attribution.Nhs).Days, part.Of(Attribution.SocialCare).Days, part.Of(Attribution.Both).Days,
            adults, reasons, [part.Code]);
        // A rate of what is not whole would be compared with those that are.
        return (notGiven > 0 ? month with { Per100000 = null, SocialCarePer100000 = null } : month) with { Marks = incomplete ? [MonthMark.Incomplete] : [], Notes = [.. notes] };
    }

    private string? Refused(ReportingMonth month, Func<Ledger.Place, bool> of) => _england.TryGetValue(month, out var figures) ? Refused(figures, of) : null;

    private static string? Refused(DelayFigures figures, Func<Ledger.Place, bool> of) => figures.Refused?.Where(of).ToList() is { Count: > 0 } refused
        ? $"{Words.Of(refused.Count, "return")} of {figures.Month.Name} {(refused.Count == 1 ? "was" : "were")} refused and nothing stands for {(refused.Count == 1 ? "it" : "them")}: {string.Join(", ", refused)}." : null;

    private HistoryMonth Month(ReportingMonth month, FigureStatus status, long acute, long nhs, long socialCare, long both, int? adults, ImmutableSortedDictionary<string, long> reasons, ImmutableArray<string> from)
    {
        var days = nhs + socialCare + both;
        return new(
            month, status, days, acute, nhs, socialCare, both, (decimal)days / month.Days, Rate(days, month, adults), Rate(socialCare, month, adults), adults is null ? null : $"ONS {Estimate(month)} estimate, aged 18 and over", reasons,
            null, null, null, null, null, [], [], [], from)
        { Adults = adults };
    }

    private HistoryMonth Sum(ReportingMonth month, List<HistoryMonth> parts)
    {
        var adults = parts.TrueForAll(part => part.Adults is not null) ? parts.Sum(part => part.Adults) : null;
        var incomplete = parts.Exists(part => part.Marks.Contains(MonthMark.Incomplete));
        var sum = Month(
            month, incomplete ? FigureStatus.Incomplete : parts[0].Status, parts.Sum(part => part.Acute!.Value), parts.Sum(part => part.Nhs!.Value), parts.Sum(part => part.SocialCare!.Value), parts.Sum(part => part.Both!.Value), adults,
            parts.SelectMany(part => part.ByReason).GroupBy(reason => reason.Key).ToImmutableSortedDictionary(reasons => reasons.Key, reasons => reasons.Sum(reason => reason.Value), StringComparer.Ordinal),
            [.. parts.SelectMany(part => part.From)]);
        return (parts.Exists(part => part.Per100000 is null) ? sum with { Per100000 = null, SocialCarePer100000 = null } : sum) with { Marks = incomplete ? [MonthMark.Incomplete] : [], Notes = [.. parts.SelectMany(part => part.Notes.Select(note => $"{Name(part.From[0])}: {note}"))] };
    }

    private static HistoryMonth Missing(ReportingMonth month, string body, string why) => new(
        month, FigureStatus.NotCalculable, null, null, null, null, null, null, null, null, null, ImmutableSortedDictionary<string, long>.Empty, null, null, null, null, null, [], [MonthMark.Missing], [why], [body]);

    /// <summary>Why the returns of a month are not about England; null where they are: NHS England's edition is among them, or they are about nearly every authority.</summary>
    private string? NotEngland(DelayFigures england)
    {
        var (present, all) = (england.Authorities.Count(authority => !authority.OutsideEngland), _reference.Authorities.Count(period => period.On(england.Month.FirstDay) && !period.Value.OutsideEngland));
        return england.Inputs.Any(input => input.View == View.NhsEngland) || present >= all * decimal.Parse(_policy.On(england.Month.LastDay, "delays.england-share").Value, CultureInfo.InvariantCulture) ? null
            : $"NHS England's edition of {england.Month.Name} is missing, and providers' own returns are about {Words.Number(present)} of {Words.Number(all)} authorities: that is not England.";
    }

    private static decimal? Rate(long days, ReportingMonth month, int? adults) => adults is { } number ? (decimal)days / month.Days / number * 100_000m : null;

    private static Total Whole(ByAttribution<Total> totals) => totals.Nhs + totals.SocialCare + totals.Both;

    private string? Estimate(ReportingMonth month) => _policy.TryOn(month.LastDay, "population-estimate") is { Value: not "none" and var estimate } ? estimate : null;

    private static ReportingMonth Later(ReportingMonth one, ReportingMonth other) => one > other ? one : other;

    private static ImmutableArray<HistoryMonth> Between(ReportingMonth first, ReportingMonth last, Func<ReportingMonth, HistoryMonth> month)
    {
        var months = ImmutableArray.CreateBuilder<HistoryMonth>();
        for (var at = first; at <= last; at = at.AddMonths(1))
            months.Add(month(at));
        return months.ToImmutable();
    }
}

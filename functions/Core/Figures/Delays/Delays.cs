using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>
/// Delayed days, DTOC beds and rates: pure functions of what stands and of the policy on the month's dates.
/// </summary>
public static class DelaysOf
{
    /// <summary>The parts of the reference data that can change figures of delays and their workbook, beside the estimate by which rates are divided.</summary>
    public const ReferenceParts MadeWith = ReferenceParts.Authorities | ReferenceParts.Providers;

    /// <summary>Figures of an authority. Null when no return has ever said anything of it in the month; once one has, there is always something to say.</summary>
    public static DelayFigures? Authority(Authority authority, StandingPage standing, Func<StandingSlice, ImmutableArray<DelayedTransfersLine>> lines, Func<StandingSlice, ImmutableArray<FigureWarning>> warnings, PolicyBook policy, ReferenceBook reference)
    {
        var all = standing.Slices.Where(slice => slice.Place.Authority == authority.Code).ToList();
        var chosen = standing.Chosen().Where(slice => slice.Place.Authority == authority.Code).ToList();
        var compared = standing.Compared().Where(pair => pair.Provider.Place.Authority == authority.Code).ToList();
        return all.Count == 0 ? null : new Work(Body.Of(authority), standing.Month, all, chosen, compared, lines, warnings, policy, reference).Figures(reference.AdultsOf);
    }

    /// <summary>
    /// Figures of England: every slice of the month, residents of Wales, Scotland and outside Great Britain included, as in the published total.
    /// Null when no return has ever said anything of the month.
    /// </summary>
    public static DelayFigures? England(StandingPage standing, Func<StandingSlice, ImmutableArray<DelayedTransfersLine>> lines, Func<StandingSlice, ImmutableArray<FigureWarning>> warnings, PolicyBook policy, ReferenceBook reference)
    {
        var all = standing.Slices.ToList();
        return all.Count == 0 ? null
            : new Work(Body.England, standing.Month, all, [.. standing.Chosen()], [.. standing.Compared()], lines, warnings, policy, reference).Figures((_, estimate) => reference.AdultsOfEngland(estimate));
    }

    private sealed class Work(
        Body body, ReportingMonth month, List<StandingSlice> all, List<StandingSlice> chosen, List<(StandingSlice Provider, StandingSlice? NhsEngland)> compared,
        Func<StandingSlice, ImmutableArray<DelayedTransfersLine>> linesOf, Func<StandingSlice, ImmutableArray<FigureWarning>> warningsOf, PolicyBook policy, ReferenceBook reference)
    {
        private readonly List<(StandingSlice Slice, DelayedTransfersLine Line)> _lines =
            [.. chosen.Where(slice => slice.Version is not null).SelectMany(slice => linesOf(slice), (slice, line) => (slice, line))];

        private readonly bool _isEngland = body.Code == Body.EnglandCode;
        private readonly bool _snapshot = policy.On(month.LastDay, "delayed-transfers.snapshot").Value == "yes";

        public DelayFigures Figures(Func<Authority, string, Adults?> adultsOf)
        {
            var standing = chosen.Where(slice => slice.Version is not null).ToList();
            var cells = Cells();
            var reasons = Incomplete(cells).ToImmutableArray();
            var status = standing.Count == 0 ? FigureStatus.NotCalculable : reasons.Length > 0 ? FigureStatus.Incomplete : FigureStatus.Provisional;
            var providers = Parts(line => line.Slice.Provider, slice => slice.Place.Provider, ProviderName);
            var last = all.MaxBy(slice => slice.Since)!;
            return new DelayFigures(
                body, month, status,
                reasons.Length > 0 ? reasons : standing.Count == 0 ? ["Nothing stands for this month."] : ["The month is open: a later return can still correct it."],
                [.. Notes()],
                last.Since,
                policy.Version, reference.VersionOf(MadeWith, Estimate()),
                [.. standing.Select(Input)],
                cells, providers,
                _isEngland ? Ranked(Authorities()) : [],
                [.. standing.Count == 0 ? NothingToCount() : All(cells, status, adultsOf)])
            {
                AsAt = last.SinceAt,
                Refused = Refused().Select(slice => slice.Place).ToImmutableArray() is { Length: > 0 } refused ? refused : null,
                Warnings = [.. standing.SelectMany(slice => warningsOf(slice)).Distinct()],
            };
        }

        private string ProviderName(string code) => reference.Provider(code)?.Name ?? code;

        private string AuthorityName(string code) => reference.AuthorityOn(month.FirstDay, code)?.Name ?? code;

        private DelayInput Input(StandingSlice slice) => new(
            slice.Place.Provider, ProviderName(slice.Place.Provider), slice.Place.Authority, slice.View, slice.Submission,
            slice.Version!.FirstLine, slice.Version.LastLine, slice.Version.Total);

        private ImmutableArray<DelayCell> Cells()
        {
            var byPlace = _lines.ToLookup(line => (line.Line.Care, line.Line.Reason), line => line.Line);
            return
            [
                .. from place in DelayedTransfers.Places(month, policy)
                   let lines = byPlace[place]
                   select new DelayCell(place.Care, place.Reason, Sum(lines, line => line.Days), _snapshot ? Sum(lines, line => line.Patients) : null),
            ];
        }

        private static ByAttribution<Total> Sum(IEnumerable<DelayedTransfersLine> lines, Func<DelayedTransfersLine, ByAttribution<int?>> numbers)
        {
            var (nhs, socialCare, both) = (default(Total), default(Total), default(Total));
            foreach (var line in lines)
            {
                var given = numbers(line);
                nhs += Of(given.Nhs);
                socialCare += Of(given.SocialCare);
                both += Of(given.Both);
            }
            return new(nhs, socialCare, both);

            static Total Of(int? number) => number is { } given ? new(given, 0) : new(0, 1);
        }

        /// <summary>Days by provider or authority, in the order of the codes; one that reported zero throughout is there with zeros.</summary>
        private ImmutableArray<DelayPart> Parts(Func<DelayedTransfersLine, string> part, Func<StandingSlice, string> partOfSlice, Func<string, string> name)
        {
            var lines = _lines.ToLookup(line => (part(line.Line), line.Line.Care), line => line.Line);
            return
            [
                .. chosen.Where(slice => slice.Version is not null).Select(partOfSlice).Distinct().Order(StringComparer.Ordinal).Select(code => new DelayPart(
                    code, name(code), Sum(lines[(code, CareType.Acute)], line => line.Days), Sum(lines[(code, CareType.NonAcute)], line => line.Days))),
            ];
        }

        private IEnumerable<AuthorityDelays> Authorities()
        {
            var byReason = _lines.ToLookup(line => (line.Line.Slice.Authority, line.Line.Reason), line => line.Line);
            var estimate = Estimate();
            foreach (var part in Parts(line => line.Slice.Authority, slice => slice.Place.Authority, AuthorityName))
            {
                var authority = reference.AuthorityOn(month.FirstDay, part.Code);
                var adults = authority is null || estimate is null ? null : reference.AdultsOf(authority, estimate);
                var rate = adults is null || part.Total.NotGiven > 0 ? (decimal?)null : Rate(part.Total.Days, adults.Number);
                yield return new AuthorityDelays(
                    part, authority?.OnsCode, authority?.Region ?? "", authority?.OutsideEngland ?? false,
                    [.. DelayedTransfers.Reasons.Select(reason => Whole(Sum(byReason[(part.Code, reason.Reason)], line => line.Days)))],
                    adults?.Number, rate, null, null)
                {
                    SmallNumbers = authority is { OutsideEngland: false } ? [.. SmallNumbers(part.Total.Days, adults?.Number)] : [],
                };
            }
        }

        private IEnumerable<string> SmallNumbers(long days, int? adults)
        {
            var (fewAdults, fewDays) = (Threshold("small-number.adults"), Threshold("small-number.days"));
            if (adults < fewAdults)
                yield return $"fewer than {Words.Number(fewAdults)} adults";
            if (days < fewDays)
                yield return $"fewer than {Words.Days(fewDays)}";

            long Threshold(string name) => long.Parse(policy.On(month.LastDay, name).Value, CultureInfo.InvariantCulture);
        }

        private decimal Rate(long days, int adults) => (decimal)days / month.Days / adults * 100_000m;

        private static ImmutableArray<AuthorityDelays> Ranked(IEnumerable<AuthorityDelays> authorities)
        {
            var all = authorities.ToList();
            var rates = all.Where(authority => authority.BedsPer100000 is not null).Select(authority => authority.BedsPer100000!.Value).Order().ToList();
            return
            [
                .. all.Select(authority =>
                {
                    if (authority.BedsPer100000 is not { } rate)
                        return authority;
                    var rank = rates.IndexOf(rate) + 1;
                    return authority with { Rank = rank, Quartile = (rank - 1) * 4 / rates.Count + 1 };
                }),
            ];
        }

        /// <summary>What is known to be missing.</summary>
        private IEnumerable<string> Incomplete(ImmutableArray<DelayCell> cells)
        {
            var notGiven = cells.Sum(cell => Whole(cell.Days).NotGiven);
            if (notGiven > 0)
                yield return $"{Words.Of(notGiven, "cell")} of the returns hold no number of days; they add nothing here and are not zero.";
            foreach (var slice in Refused())
                yield return $"{ProviderName(slice.Place.Provider)}{ForAuthority(slice.Place)} is missing: it was refused in {slice.RefusedSince} and nothing stands for it.";
        }

        private IEnumerable<StandingSlice> Refused() =>
            chosen.Where(slice => slice.Version is null && slice.RefusedSince is not null && !chosen.Any(other => other.Place == slice.Place && other.Version is not null));

        private IEnumerable<string> Notes()
        {
            foreach (var slice in chosen.Where(slice => slice.Version is not null && slice.RefusedSince is not null))
                yield return $"{ProviderName(slice.Place.Provider)}{ForAuthority(slice.Place)}: a later return, {slice.RefusedSince}, was refused; the version before it stands.";
            foreach (var slice in chosen.Where(slice => slice.Version is null && slice.RefusedSince is null))
                yield return $"{ProviderName(slice.Place.Provider)}{ForAuthority(slice.Place)}: withdrawn; {slice.Submission} no longer has it.";
            foreach (var slice in chosen.Where(slice => slice.View == View.Provider && slice.Version is not null))
                yield return $"{ProviderName(slice.Place.Provider)}{ForAuthority(slice.Place)}: from the provider's own return; NHS England has stated nothing for it.";
            foreach (var (own, nhsEngland) in compared.Where(pair => pair.Provider.Version!.Digest != pair.NhsEngland?.Version?.Digest))
            {
                yield return nhsEngland?.Version is { } stated
                    ? $"{ProviderName(own.Place.Provider)}{ForAuthority(own.Place)}: its own return differs from NHS England's edition, which is used ({Words.Days(own.Version!.Total)} against {Words.Days(stated.Total)}{(own.Version.Total == stated.Total ? ", split differently" : "")})."
                    : $"{ProviderName(own.Place.Provider)}{ForAuthority(own.Place)}: its own return has {Words.Days(own.Version!.Total)} that NHS England's edition, which is used, does not have.";
            }
        }

        private string ForAuthority(Place place) => _isEngland ? $" for {AuthorityName(place.Authority)}" : "";

        private static Total Whole(ByAttribution<Total> totals) => totals.Nhs + totals.SocialCare + totals.Both;

        private string? Estimate() => policy.On(month.LastDay, "population-estimate").Value is { } estimate and not "none" ? estimate : null;

        private static IEnumerable<Figure> NothingToCount() =>
            [new("days.total", "Delayed days", null, "days", FigureStatus.NotCalculable, Working: [new("Nothing stands for this month: no return was accepted, or all were withdrawn.")])];

        private IEnumerable<Figure> All(ImmutableArray<DelayCell> cells, FigureStatus status, Func<Authority, string, Adults?> adultsOf)
        {
            var total = Of(cells);
            var attributed = DelayedTransfers.Attributions.ToDictionary(attribution => attribution, attribution => cells.Aggregate(default(Total), (sum, cell) => sum + cell.Days[attribution]));

            yield return Days("days.total", "Delayed days", total, SumOfProviders());
            foreach (var care in DelayedTransfers.CareTypes)
                yield return Days($"days.{DelayedTransfers.Key(care)}", $"Delayed days, {DelayedTransfers.Name(care).ToLowerInvariant()}", Of(cells.Where(cell => cell.Care == care)), OfCells($"the {DelayedTransfers.Name(care)} cells"));
            foreach (var attribution in DelayedTransfers.Attributions)
                yield return Days($"days.{DelayedTransfers.Key(attribution)}", $"Delayed days, {DelayedTransfers.Name(attribution)}", attributed[attribution], OfCells($"the cells attributed to {Words.Responsible(attribution)}"));
            foreach (var reason in DelayedTransfers.Reasons.Where(reason => cells.Any(cell => cell.Reason == reason.Reason)))
                yield return Days($"days.reason.{reason.Code}", $"Delayed days, {reason.Heading}", Of(cells.Where(cell => cell.Reason == reason.Reason)), OfCells($"the cells of reason {reason.Code}"));
            if (_snapshot)
            {
                var patients = cells.Select(cell => Whole(cell.Patients!.Value)).Aggregate(default(Total), (sum, cell) => sum + cell);
                yield return new("patients.total", "Patients delayed at the snapshot", patients.Days, "patients", status, Working: [new("Sum of the patients delayed at midnight on the last Thursday", patients.Days, SnapshotSource)]);
            }

            yield return Beds("beds.total", "Average number of people delayed a day (DTOC beds)", total);
            foreach (var attribution in DelayedTransfers.Attributions)
                yield return Beds($"beds.{DelayedTransfers.Key(attribution)}", $"Average number of people delayed a day, {DelayedTransfers.Name(attribution)}", attributed[attribution]);

            var estimate = Estimate();
            var authority = _isEngland ? null : reference.AuthorityOn(month.FirstDay, body.Code);
            var adults = estimate is null ? null : _isEngland ? reference.AdultsOfEngland(estimate) : authority is null ? null : adultsOf(authority, estimate);
            yield return Per100000("rate.days.total", "Delayed days per 100,000 adults", total, 1, "days", adults, estimate);
            yield return Per100000("rate.beds.total", "Average number of people delayed a day per 100,000 adults", total, month.Days, "people a day", adults, estimate);
            yield return Per100000("rate.beds.social-care", "Average number of people delayed a day per 100,000 adults, social care", attributed[Attribution.SocialCare], month.Days, "people a day", adults, estimate);

            Figure Days(string id, string name, Total sum, IEnumerable<Step> working) => sum.IsUnknown ? new(id, name, null, "days", FigureStatus.NotCalculable, Working: [.. working, NoNumber(sum)])
                : new(id, name, sum.Days, "days", status, Working: [.. working, new("Sum", sum.Days)]);

            Figure Beds(string id, string name, Total sum) => sum.IsUnknown ? new(id, name, null, "people a day", FigureStatus.NotCalculable, Working: [NoNumber(sum)]) : new(
                id, name, (decimal)sum.Days / month.Days, "people a day", status, sum.Days, month.Days, $"calendar days in {month.Name}",
                [new("Delayed days", sum.Days), new($"Calendar days in {month.Name}", month.Days), new("Delayed days / calendar days", (decimal)sum.Days / month.Days, BedsSource)]);

            Figure Per100000(string id, string name, Total sum, int over, string unit, Adults? denominator, string? named)
            {
                // An authority's rate is put beside those of others, and what is not whole would look low. Of England some cells of many thousand are nothing.
                if (sum.IsUnknown || (!_isEngland && total.NotGiven > 0))
                    return new(id, name, null, $"{unit} per 100,000 adults", FigureStatus.NotCalculable, Working: [NoNumber(total)]);
                var numerator = (decimal)sum.Days / over;
                return denominator is null
                    ? new(id, name, null, $"{unit} per 100,000 adults", FigureStatus.NotCalculable, numerator, Working: [new(NoDenominator(named))])
                    : new(id, name, numerator / denominator.Number * 100_000m, $"{unit} per 100,000 adults", status, numerator, denominator.Number, $"ONS {denominator.Estimate} estimate, aged 18 and over",
                        [
                            new(unit == "days" ? "Delayed days" : "Average number of people delayed a day", numerator),
                            new($"Adults aged 18 and over, ONS {denominator.Estimate} estimate", denominator.Number, denominator.Source),
                            new($"{(unit == "days" ? "Days" : "People a day")} / adults x 100,000", numerator / denominator.Number * 100_000m, RateSource),
                        ]);
            }
        }

        private static Step NoNumber(Total sum) => new($"{Words.Of(sum.NotGiven, "cell")} of the returns {(sum.NotGiven == 1 ? "holds" : "hold")} no number: not known, and not zero.");

        private string NoDenominator(string? estimate) => estimate is null
            ? $"No population estimate is set for {month.Name}, so there is no rate."
            : $"The ONS {estimate} estimate has no number of adults for {body.Name}, so there is no rate.";

        private static Total Of(IEnumerable<DelayCell> cells) => cells.Aggregate(default(Total), (sum, cell) => sum + Whole(cell.Days));

        private static IEnumerable<Step> OfCells(string which) => [new($"Sum of {which}")];

        private IEnumerable<Step> SumOfProviders() => _isEngland
            ? [new($"Sum over {Words.Of(chosen.Count(slice => slice.Version is not null), "provider and authority pair")}, residents of Wales, Scotland and outside Great Britain included")]
            : chosen.Where(slice => slice.Version is not null).Select(slice => new Step($"{ProviderName(slice.Place.Provider)} ({slice.Place.Provider}), lines {slice.Version!.FirstLine} to {slice.Version.LastLine}", slice.Version.Total));

        private const string BedsSource = "NHS England, delayed transfers of care data 2017-18: DTOC beds = delayed days / calendar days in the month";
        private const string RateSource = "LG Inform metric type 3632; ASCOF 2C";
        private const string SnapshotSource = "MSitDT: type A, to March 2017";
    }
}

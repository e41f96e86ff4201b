using System.Collections.Immutable;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;
using static Monitoring.Evidence.EvidenceWords;

namespace Monitoring.Evidence;

/// <summary>The checks that an answer must stand.</summary>
internal static class EvidenceChecks
{
    public const string Trend = "Trend before the start", Placebo = "Placebo starts", Window = "Other windows", Leave = "A comparator left out", Autocorrelation = "Autocorrelation";

    private static readonly int[] OtherBefore = [24, 36], OtherAfter = [12, 24];

    public static ImmutableArray<EvidenceCheck> Of(Panel panel, Finding found, EvidenceRules rules, bool season)
    {
        ImmutableArray<EvidenceCheck> always = [OfAutocorrelation(found, rules), OfTrend(panel, season), OfPlacebos(panel, found, rules, season), OfWindows(panel, found, rules)];
        return [.. (panel.Comparators is [] ? always : [.. always, OfComparators(panel, found, rules, season)]).Select(check => check with { Asks = Asks(check.Name) })];
    }

    private static string Asks(string check) => check switch
    {
        Autocorrelation => "Does a month resemble the one before no more than the intervals were tried on?",
        Trend => "Did those with the scheme and their comparators move alike before it started?",
        Placebo => "Do starts at which nothing started show as much as the true one?",
        Window => "Does the change stay on its side when fewer months are used?",
        _ => "Does the change stay on its side whichever comparator is left out?",
    };

    private static EvidenceCheck OfAutocorrelation(Finding found, EvidenceRules rules) => found.Autocorrelation is not { } estimate
        ? new(Autocorrelation, true, "Nothing is left that the regression does not explain.", [])
        : estimate <= rules.MostAutocorrelation
            ? new(Autocorrelation, true, $"A month resembles the one before by {Number(estimate)}: within what the intervals were tried on.", [])
            : new(Autocorrelation, false, $"A month resembles the one before by {Number(estimate)}, more than {Number(rules.MostAutocorrelation)}: intervals for such series were not shown to hold.", []);

    /// <summary>Fails where a difference in trend before the start is seen (its 95% interval holds no none). What it could have missed is told too: a check of this kind sees little (Roth 2022).</summary>
    private static EvidenceCheck OfTrend(Panel panel, bool season)
    {
        if (panel.Comparators is [])
            return new(Trend, null, "Without comparators the trend before the start is part of the estimate: whether it would have gone on cannot be checked.", []);
        if (Estimation.TrendBefore(panel, season) is not { } slope)
            return new(Trend, null, "There are too few months before the start to see a trend.", []);
        var apart = panel.Months.Where(month => month >= 0).Average() - panel.Months.Where(month => month < 0).Average();
        var missed = apart * Math.Max(Math.Abs(slope.Lower), Math.Abs(slope.Upper));
        CheckPoint point = new("Change of the difference a month, before the start", slope.Value, slope.Lower, slope.Upper);
        return slope.HoldsNone
            ? new(Trend, true, $"Before the start those with the scheme and their comparators moved alike, as far as can be seen. A difference in trend too small to be seen could by itself come to {Number(missed)} from the months before to the months after.", [point])
            : new(Trend, false, $"Before the start those with the scheme already moved away from their comparators, by {Change(slope.Value)} a month ({Between(slope.Lower, slope.Upper)}): what came after may be more of the same.", [point]);
    }

    /// <summary>
    /// The same estimate at false starts before the true one, from the months before it alone. Compared in standard errors, since false starts have fewer months; the true start counts as one of them.
    /// </summary>
    private static EvidenceCheck OfPlacebos(Panel panel, Finding found, EvidenceRules rules, bool season)
    {
        var before = panel.Months.Where(month => month < 0).ToList();
        var tried = before.Where(start => before.Count(month => month < start) >= rules.PlaceboSide && before.Count(month => month >= start) >= rules.PlaceboSide)
            .Select(start => (Start: start, Found: Estimation.Main(panel.AsIfAt(start), rules with { Between = BetweenBodies.Never }, season)))
            .Where(placebo => placebo.Found is not null)
            .Select(placebo => (placebo.Start, placebo.Found!.Average)).ToList();
        ImmutableArray<CheckPoint> points = [.. tried.Select(placebo => new CheckPoint(panel.Starts.AddMonths(placebo.Start).Name, placebo.Average.Value, placebo.Average.Lower, placebo.Average.Upper))];
        if (1.0 / (tried.Count + 1) > rules.PlaceboShare)
            return new(Placebo, null, $"{Words.Of(tried.Count, "false start")} can be tried in the months before: too few to say how often one shows as much.", points);
        var asLarge = tried.Count(placebo => Strength(placebo.Average) >= Strength(found.Average));
        var says = $"Of {Words.Of(tried.Count, "false start")} tried in the months before, {(asLarge == 0 ? "none shows" : asLarge == 1 ? "one shows" : $"{asLarge} show")} a change as many standard errors from none as the true start.";
        return found.Average.HoldsNone
            ? new(Placebo, true, $"{says} The true start itself shows no change that is told from none, so there is nothing that they could put in doubt.", points)
            : new(Placebo, (asLarge + 1.0) / (tried.Count + 1) <= rules.PlaceboShare, says, points);
    }

    private static EvidenceCheck OfWindows(Panel panel, Finding found, EvidenceRules rules)
    {
        var (before, after) = (-panel.Months[0], panel.Months[^1] + 1);
        var windows = from b in OtherBefore.Where(months => months < before).Select(months => (int?)months).Append(null)
                      from a in OtherAfter.Where(months => months < after).Select(months => (int?)months).Append(null)
                      where b is not null || a is not null
                      select (Before: b, After: a);
        var tried = new List<CheckPoint>();
        foreach (var window in windows)
        {
            var narrower = panel.Within(window.Before, window.After);
            if (narrower.Before < (panel.Comparators is [] ? rules.LeastBeforeAlone : rules.LeastSide) || narrower.After < rules.LeastSide)
                continue;
            if (Estimation.Main(narrower, rules, Estimation.HasSeason(narrower, rules)) is { Average: var average })
                tried.Add(new($"{window.Before ?? before} months before, {window.After ?? after} from the start", average.Value, average.Lower, average.Upper));
        }
        return Turning(Window, "no other window can be tried in so few months", Words.Of(tried.Count, "other window"), tried, found);
    }

    private static EvidenceCheck OfComparators(Panel panel, Finding found, EvidenceRules rules, bool season)
    {
        var tried = Estimation.WithoutEach(panel, rules, season).Select(one => new CheckPoint($"without {one.Name}", one.Average.Value, one.Average.Lower, one.Average.Upper)).ToList();
        return Turning(Leave, "no comparator can be left out", $"{Words.Of(tried.Count, "set")} of comparators, each without one of them,", tried, found);
    }

    /// <summary>Holds where every result lies on the same side of none as the estimate. Where the estimate is not told from none, a side means nothing.</summary>
    private static EvidenceCheck Turning(string name, string none, string over, List<CheckPoint> tried, Finding found)
    {
        if (tried is [])
            return new(name, null, $"It could not be made: {none}.", []);
        var (least, most) = (tried.Min(point => point.Value), tried.Max(point => point.Value));
        var turned = tried.Where(point => Math.Sign(point.Value) != Math.Sign(found.Average.Value)).ToList();
        var range = $"Over {over} the change is between {Change(least)} and {Change(most)}.";
        return found.Average.HoldsNone || turned is []
            ? new(name, true, range, [.. tried])
            : new(name, false, $"{range} It turns to the other side, or to none, with {turned[0].Label}.", [.. tried]);
    }

    private static double Strength(Effect effect) => effect.Value == 0 ? 0 : effect.Error == 0 ? double.PositiveInfinity : Math.Abs(effect.Value) / effect.Error;
}

using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>How long the patients of a body waited after they were ready, in a month.</summary>
/// <param name="DelayedShare">1 less the share discharged on the day on which they were ready: from the counts where they are given, else as printed.</param>
/// <param name="DaysOfDelayed">Average days of delay of those not discharged on it, likewise; nothing where nobody was delayed.</param>
/// <param name="Discharges">Of how many patients; null where it is not given.</param>
/// <param name="BedDays">Days of delay of all of them; null where they are not given.</param>
/// <param name="IsAcceptable">Whether NHS England found the data acceptable; null where it has not said.</param>
/// <param name="Coverage">Share of an authority's discharges that the figures are of; null where it is not given.</param>
public sealed record DischargeDelay(decimal DelayedShare, decimal DaysOfDelayed, decimal? Discharges, decimal? BedDays, bool? IsAcceptable, decimal? Coverage)
{
    /// <summary>Average length of discharge delay of all patients, in days: share delayed x average days of those delayed.</summary>
    public decimal Average => BedDays is { } days && Discharges is > 0 and { } all ? days / all : DelayedShare * DaysOfDelayed;
}

/// <summary>How the measures of a body's month hang together.</summary>
public static partial class DischargeReady
{
    /// <summary>
    /// The delay of a body's month (metric B of the Better Care Fund of 2025-26), from its counts or, where a file leaves these out, from its printed share and average. Null when the measures do not say it.
    /// </summary>
    /// <param name="figures">Of one body and month; none of another.</param>
    public static DischargeDelay? DelayOf(IEnumerable<DischargeReadyFigure> figures)
    {
        var rows = figures.ToImmutableArray();
        if (rows.IsEmpty)
            return null;
        var said = new Said(new(Slice(rows[0].Month, rows[0].Body), rows));
        var (total, none, days) = (said.Total, said[DischargeMeasure.NoDelay], said[DischargeMeasure.BedDays]);
        var share = total is > 0 && none <= total ? 1 - none / total : said[DischargeMeasure.DelayedShare] ?? 1 - said[DischargeMeasure.SameDayShare];
        var delayed = total is > 0 && none <= total ? total - none : said.Delayed;
        var average = delayed is > 0 && days is not null ? days / delayed : delayed == 0 && days is null or 0 ? 0 : said[DischargeMeasure.AverageOfDelayed];
        return share is { } part and >= 0 and <= 1 && average is { } each
            ? new(part, each, total is > 0 ? total : null, days, rows.Select(row => row.Acceptable).FirstOrDefault(acceptable => acceptable is not null), said[DischargeMeasure.AcceptableShare]) : null;
    }

    /// <summary>The measures of a slice by name. What another rule refuses as impossible counts as not given here.</summary>
    private sealed class Said(SliceRows<DischargeReadyFigure> slice)
    {
        private readonly Dictionary<DischargeMeasure, DischargeReadyFigure> _rows = slice.Rows.DistinctBy(row => row.Measure).ToDictionary(row => row.Measure);

        public decimal? this[DischargeMeasure measure] => _rows.TryGetValue(measure, out var row) && row.Value is { } value && IsPossible(value) ? value : null;

        /// <summary>The discharges that the other counts are out of.</summary>
        public decimal? Total => this[DischargeMeasure.Discharges] ?? this[DischargeMeasure.AcceptableDischarges];

        public decimal? Delayed => Sum(bucket => bucket.Discharges);

        /// <summary>Null unless every part is given.</summary>
        public decimal? Sum(Func<Bucket, DischargeMeasure> measure) => Buckets.Aggregate((decimal?)0, (sum, bucket) => sum + this[measure(bucket)]);

        public Broken<DischargeReadyFigure> Wrong(DischargeMeasure measure, string wrong) => new(_rows[measure], Value.Field, wrong);
    }

    private static IEnumerable<Broken<DischargeReadyFigure>> Shares(Said said)
    {
        var (same, delayed) = (said[DischargeMeasure.SameDayShare], said[DischargeMeasure.DelayedShare]);
        if (same is { } one && delayed is { } other && !Within(one + other, 1, HalfUnit(one) + HalfUnit(other)))
            yield return said.Wrong(DischargeMeasure.DelayedShare, $"{Text(one)} discharged when ready and {Text(other)} later are not together 1.");
        if (said.Total is not { } total || total == 0)
            yield break;
        if (same is { } ready && said[DischargeMeasure.NoDelay] is { } none && !Agrees(ready, none / total))
            yield return said.Wrong(DischargeMeasure.SameDayShare, $"{Text(none)} of {Text(total)} discharges are {Rounded(none / total)}, not {Text(ready)}.");
        if (delayed is { } late && said.Delayed is { } count && !Agrees(late, count / total))
            yield return said.Wrong(DischargeMeasure.DelayedShare, $"{Text(count)} of {Text(total)} discharges are {Rounded(count / total)}, not {Text(late)}.");
    }

    private static IEnumerable<Broken<DischargeReadyFigure>> Bounds(Said said)
    {
        foreach (var bucket in Buckets)
        {
            if (said[bucket.Discharges] is not { } count || said[bucket.Days] is not { } days || (days >= count * bucket.Least && (bucket.Most is not { } most || days <= count * most)))
                continue;
            var range = bucket.Most is not { } last ? $"at least {Text(count * bucket.Least)}" : last == bucket.Least ? Text(count * last) : $"{Text(count * bucket.Least)} to {Text(count * last)}";
            yield return said.Wrong(bucket.Days, $"{Text(count)} discharges after {bucket.Name} are {range} bed days, not {Text(days)}.");
        }
        if (said[DischargeMeasure.BedDays] is { } all && Buckets.Aggregate((decimal?)0, (sum, bucket) => sum + said[bucket.Discharges] * bucket.Least) is { } least && all < least)
            yield return said.Wrong(DischargeMeasure.BedDays, $"The discharges of each length of delay are at least {Text(least)} bed days together, not {Text(all)}.");
    }

    private static IEnumerable<Broken<DischargeReadyFigure>> Averages(Said said)
    {
        var (ofAll, ofDelayed) = (said[DischargeMeasure.AverageOfAll], said[DischargeMeasure.AverageOfDelayed]);
        if (said[DischargeMeasure.BedDays] is { } days)
        {
            if (ofAll is { } all && said.Total is > 0 and { } total && !Agrees(all, days / total))
                yield return said.Wrong(DischargeMeasure.AverageOfAll, $"{Text(days)} bed days of {Text(total)} discharges are {Rounded(days / total)} days each, not {Text(all)}.");
            if (ofDelayed is { } late && said.Delayed is > 0 and { } delayed && !Agrees(late, days / delayed))
                yield return said.Wrong(DischargeMeasure.AverageOfDelayed, $"{Text(days)} bed days of {Text(delayed)} delayed discharges are {Rounded(days / delayed)} days each, not {Text(late)}.");
        }
        // Where the counts are there, they have told what is wrong, and which of the three it is.
        else if (said[DischargeMeasure.DelayedShare] is { } share and <= 1 && ofAll is { } average && ofDelayed is { } longer
            && !IsIdentity(share, longer, average))
            yield return said.Wrong(DischargeMeasure.AverageOfAll, $"A share delayed of {Text(share)} times {Text(longer)} days is {Rounded(share * longer)} days, not {Text(average)}.");
    }

    /// <summary>Whether the share delayed times the average of those delayed is the average of all, as far as the three are printed (domain note 4.2).</summary>
    internal static bool IsIdentity(decimal delayedShare, decimal averageOfDelayed, decimal averageOfAll) => Within(
        delayedShare * averageOfDelayed, averageOfAll, HalfUnit(averageOfAll) + HalfUnit(delayedShare) * averageOfDelayed + HalfUnit(averageOfDelayed) * delayedShare + HalfUnit(delayedShare) * HalfUnit(averageOfDelayed));

    /// <summary>A printed figure is the exact one as far as it is printed.</summary>
    private static bool Agrees(decimal printed, decimal exact) => Within(printed, exact, HalfUnit(printed));

    /// <summary>
    /// Half of the last place that is printed: 5.97 may stand for anything from 5.965 to 5.975. Workbooks give all the places of a binary number, of which the last ones mean nothing,
    /// so that a billionth is always allowed.
    /// </summary>
    private static bool Within(decimal printed, decimal exact, decimal tolerance) => Math.Abs(printed - exact) <= tolerance + 0.000000001m * Math.Max(1, Math.Abs(exact));

    private static decimal HalfUnit(decimal printed) => printed.Scale >= 28 ? 0 : new decimal(5, 0, 0, false, (byte)(printed.Scale + 1));

    /// <summary>Asked when every board that there is has sent the month; with one missing, the sum says nothing.</summary>
    private static IEnumerable<Broken<DischargeReadyFigure>> Boards(SliceRows<DischargeReadyFigure> slice, StandingBook book)
    {
        var month = ReportingMonth.Parse(slice.Key.Page);
        var boards = book.Reference.Organisations.All(OrganisationKind.Icb, month.LastDay).Select(board => board.Code).ToHashSet();
        var sent = book.Of(Collection, slice.Key.Page, view => view == View.NhsEngland).Where(standing => boards.Contains(standing.Slice.Place.Body)).ToList();
        if (boards.Count == 0 || sent.Count < boards.Count)
            yield break;
        foreach (var measure in (DischargeMeasure[])[DischargeMeasure.Discharges, DischargeMeasure.BedDays])
        {
            var england = slice.Rows.FirstOrDefault(row => row.Measure == measure);
            var sum = sent.Aggregate((decimal?)0, (sum, standing) => sum + standing.Rows.FirstOrDefault(row => row.Measure == measure)?.Value);
            if (england?.Value is { } whole && sum is { } parts && parts != whole)
                yield return new(england, Value.Field, $"{Label(england)}: the {Words.Of(sent.Count, "integrated care board")} are together {Text(parts)}, England is {Text(whole)}.");
        }
    }
}

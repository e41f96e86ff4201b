using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>Discharge Ready Date of one body in one month (domain note 4.2).</summary>
internal static class ReadyMonths
{
    private const string Source = "Domain note on delayed discharge 4.2; 7, E12";

    internal static ReadyMonth Of(ReportingMonth month, BodyLevel level, IReadOnlyCollection<(StandingSlice Slice, DischargeReadyFigure Row)> rows, PolicyBook policy)
    {
        var said = new Measures(rows.Select(one => one.Row));
        var (coverage, coverageSays) = Coverage(level, said);
        var warning = Warning(level, said, coverage, decimal.Parse(policy.On(month.LastDay, "discharge-ready.least-coverage").Value, CultureInfo.InvariantCulture));
        var care = new Step(warning is null ? coverageSays : $"{coverageSays} {warning}");
        var last = rows.MaxBy(one => one.Slice.Since).Slice;
        return new([.. Listed(level, said, coverage)], coverage, coverageSays, AverageDelay(said, care), DelayedShare(said, care), Identity(said), last.Submission, last.SinceAt)
        {
            CoverageWarning = warning,
            Buckets = [.. Buckets(said)],
        };
    }

    /// <summary>Counts and averages of one body's month, or what its months of a year are together; whatever is not given stays not given.</summary>
    internal sealed class Measures(IEnumerable<DischargeReadyFigure> rows)
    {
        private readonly Dictionary<DischargeMeasure, DischargeReadyFigure> _rows = rows.DistinctBy(row => row.Measure).ToDictionary(row => row.Measure);

        public decimal? this[DischargeMeasure measure] => _rows.GetValueOrDefault(measure)?.Value;

        public bool? Acceptable => _rows.Values.Select(row => row.Acceptable).FirstOrDefault(acceptable => acceptable is not null);

        public bool Has(DischargeMeasure measure) => _rows.ContainsKey(measure);

        /// <summary>The discharges that the other counts are out of.</summary>
        public decimal? Total => this[DischargeMeasure.Discharges] ?? this[DischargeMeasure.AcceptableDischarges];

        /// <summary>Those of a day of delay or more: all lengths of delay together, or all discharges less those without delay.</summary>
        public decimal? Delayed => DischargeReady.Buckets.Aggregate((decimal?)0, (sum, bucket) => sum + this[bucket.Discharges]) ?? Total - this[DischargeMeasure.NoDelay];

        public decimal? DelayedShare => Total is > 0 and { } total && Delayed is { } delayed ? delayed / total : null;

        public decimal? AverageOfAll => Total is > 0 and { } total && this[DischargeMeasure.BedDays] is { } days ? days / total : null;

        public decimal? AverageOfDelayed => Delayed is > 0 and { } delayed && this[DischargeMeasure.BedDays] is { } days ? days / delayed : null;
    }

    private static (decimal? Coverage, string Says) Coverage(BodyLevel level, Measures said)
    {
        if (level == BodyLevel.Provider)
            return (null, said.Acceptable switch { true => "NHS England found the provider's data acceptable.", false => "NHS England found the provider's data not acceptable.", _ => "The file does not say whether NHS England found the provider's data acceptable." });
        if (level == BodyLevel.Authority)
            return said[DischargeMeasure.AcceptableShare] is { } share
                ? (share, $"{Percent(share)} of the discharges of the authority's residents are from trusts with acceptable data; the figures are of those alone.")
                : (null, "How much of the discharges of the authority's residents the figures cover is not given.");
        var count = said[DischargeMeasure.AcceptableProviders] is { } providers ? $" ({Words.Of((long)providers, "provider")})" : "";
        return said[DischargeMeasure.AcceptableProvidersShare] is { } part
            ? (part, $"{Percent(part)} of providers sent acceptable data{count}; the figures are of those alone.")
            : (null, $"What share of providers sent acceptable data is not given{count}.");
    }

    private static string? Warning(BodyLevel level, Measures said, decimal? coverage, decimal least) =>
        said.Acceptable == false ? "The data was found not acceptable: do not compare these figures with others."
        : coverage < least ? $"Coverage is below {Percent(least)}: these figures describe the smaller part, and may not hold for the rest. Do not compare them with others or with other months."
        : coverage is null && level is not BodyLevel.Provider ? "Coverage is not known: nobody can tell how much is missing from these figures. Ask for the share from acceptable trusts."
        : null;

    /// <summary>Every measure that the file has, and those that a file of the level ought to have.</summary>
    private static IEnumerable<ReadyMeasure> Listed(BodyLevel level, Measures said, decimal? coverage) =>
        from measure in Enum.GetValues<DischargeMeasure>()
        where said.Has(measure) || IsOf(level, measure)
        select new ReadyMeasure(measure, DischargeReady.MeasureKind.WriteValue(measure), said[measure],
            said[measure] is not null ? null
            : said.Has(measure) ? "The file has - or another mark for not given: it is not known, and not zero."
            : "The file has no line for it: it is not known, and not zero.")
        { Coverage = coverage };

    private static bool IsOf(BodyLevel level, DischargeMeasure measure) => measure switch
    {
        DischargeMeasure.Discharges => level != BodyLevel.Authority,
        DischargeMeasure.AcceptableDischarges or DischargeMeasure.AcceptableShare => level == BodyLevel.Authority,
        DischargeMeasure.AcceptableProviders or DischargeMeasure.AcceptableProvidersShare => level is not (BodyLevel.Authority or BodyLevel.Provider),
        // Given for one provider at a time, and not in the council sheet.
        DischargeMeasure.ResidentDischarges => false,
        > DischargeMeasure.BedDays and <= DischargeMeasure.BedDays21Plus => level != BodyLevel.Authority,
        _ => true,
    };

    internal static IEnumerable<ReadyBucket> Buckets(Measures said)
    {
        if (!said.Has(DischargeMeasure.NoDelay) && !DischargeReady.Buckets.Any(bucket => said.Has(bucket.Discharges) || said.Has(bucket.Days)))
            yield break;
        var none = said[DischargeMeasure.NoDelay];
        yield return new("No delay", none, none is null ? null : 0, Share(none), none > 0 ? 0 : null);
        foreach (var bucket in DischargeReady.Buckets)
        {
            // Those of one day's delay are as many bed days, whether or not the file says so.
            var (count, days) = (said[bucket.Discharges], said[bucket.Days] ?? (bucket.Least == bucket.Most ? said[bucket.Discharges] * bucket.Least : null));
            yield return new(bucket.Name, count, days, Share(count), count > 0 ? days / count : null);
        }

        decimal? Share(decimal? count) => said.Total is > 0 and { } total ? count / total : null;
    }

    internal static Figure AverageDelay(Measures said, Step care)
    {
        const string id = "ready.average-delay", name = "Average delay of all discharges", unit = "days";
        var published = said[DischargeMeasure.AverageOfAll];
        if (said.AverageOfAll is { } average)
            return new(id, name, average, unit, FigureStatus.Provisional, said[DischargeMeasure.BedDays], said.Total, "discharges",
            [
                new($"{Count(said[DischargeMeasure.BedDays])} bed days / {Count(said.Total)} discharges, those without delay included", average, Source),
                .. published is { } printed ? [new Step("As published", printed)] : ImmutableArray<Step>.Empty, care,
            ]);
        if (published is { } given)
            return new(id, name, given, unit, FigureStatus.Provisional, Working: [new("As published; bed days or discharges are not given, so it cannot be worked out again", given), care]);
        if (said[DischargeMeasure.DelayedShare] is { } share && said[DischargeMeasure.AverageOfDelayed] is { } longer)
            return new(id, name, share * longer, unit, FigureStatus.Provisional, Working: [new($"Share delayed x average of those delayed: {Number(share, 5)} x {Number(longer, 4)}, no more exact than the two are printed", share * longer, Source), care]);
        return new(id, name, null, unit, FigureStatus.NotCalculable, Working: [new(said.Total == 0 ? "Nobody was discharged: there is no average." : "Bed days, discharges or averages are not given: not known, and not zero."), care]);
    }

    internal static Figure DelayedShare(Measures said, Step care)
    {
        const string id = "ready.delayed-share", name = "Share delayed by a day or more", unit = "share";
        var published = said[DischargeMeasure.DelayedShare];
        if (said.DelayedShare is { } share)
            return new(id, name, share, unit, FigureStatus.Provisional, said.Delayed, said.Total, "discharges",
                [new($"{Count(said.Delayed)} discharges a day or more after the patient was ready / {Count(said.Total)} discharges", share, Source), .. published is { } printed ? [new Step("As published", printed)] : ImmutableArray<Step>.Empty, care]);
        return published is { } given
            ? new(id, name, given, unit, FigureStatus.Provisional, Working: [new("As published; the counts are not given, so it cannot be worked out again", given), care])
            : new(id, name, null, unit, FigureStatus.NotCalculable, Working: [new(said.Total == 0 ? "Nobody was discharged: there is no share." : "Counts and share are not given: not known, and not zero."), care]);
    }

    /// <summary>Each of the three as published, or else worked out from the counts.</summary>
    internal static string? Identity(Measures said)
    {
        if ((said[DischargeMeasure.DelayedShare] ?? said.DelayedShare) is not { } share
            || (said[DischargeMeasure.AverageOfDelayed] ?? said.AverageOfDelayed) is not { } longer
            || (said[DischargeMeasure.AverageOfAll] ?? said.AverageOfAll) is not { } average)
            return null;
        var product = $"{Number(share, 5)} x {Number(longer, 4)} = {Number(share * longer, 4)} days";
        return DischargeReady.IsIdentity(share, longer, average)
            ? $"Share delayed x average of those delayed: {product}, the average of all ({Number(average, 4)}) as far as they are printed."
            : $"Share delayed x average of those delayed: {product}, and not the average of all, {Number(average, 4)}: one of the three is wrong. Ask the sender.";
    }

    internal static string Percent(decimal share) => $"{Number(share * 100, 2)}%";

    /// <summary>As it is printed, or rounded to so many places.</summary>
    private static string Number(decimal value, int places) => Rounding.HalfAwayFromZero(value, places).ToString("0.######", CultureInfo.InvariantCulture);

    private static string Count(decimal? value) => Words.Number((long)(value ?? 0));
}

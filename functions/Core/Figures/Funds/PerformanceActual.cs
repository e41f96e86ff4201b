using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>Admissions of a performance quarter as they are known at a moment.</summary>
/// <param name="Admissions">A_i; null when they are not known: never zero.</param>
/// <param name="From">Where they are from: <c>return of Q1 2015-16</c>.</param>
/// <param name="Sources">Where they were counted: one, unless CCGs counted in different ones. None when the return does not say.</param>
/// <param name="Notes">What should be known of them: that return and activity differ, that they may be revised.</param>
/// <param name="Why">Why they are not known, in a sentence; null when they are.</param>
internal sealed record PerformanceActual(decimal? Admissions, string? From, ImmutableArray<(AdmissionsSource Source, string? Name)> Sources, ImmutableArray<string> Notes, string? Why)
{
    private const string Metric = "non-elective-admissions";

    /// <summary>By the return and by the activity that are known: what the board itself returned goes first, or activity where the switch says so.</summary>
    /// <param name="row">What the return of the quarter says of the payment; null when it says nothing or there is none.</param>
    public static PerformanceActual Of(string hwb, FinancialQuarter quarter, PooledFundPerformance? row, IEnumerable<FundActivity> activity, PerformanceReading reading, ReferenceBook reference)
    {
        var counted = HwbActivity.Of(hwb, activity, Metric, HwbActivity.MonthsOf(quarter), reference);
        if (row?.Admissions is not { } returned)
            return counted.Count is { } alone
                ? OfActivity(quarter, counted, alone, [])
                : new(null, null, [], [], $"{(row is null ? $"There is no return of {quarter.Name} with admissions." : $"The return of {quarter.Name} has no admissions.")} {counted.Why}");
        var differ = counted.Count is { } count && Rounding.HalfAwayFromZero(count, 0) != returned
            ? $"The return of {quarter.Name} has {PerformanceWorking.Number(returned)} admissions; {InWords(counted)} comes to {PerformanceWorking.Number(count)}. {(reading.ActivityFirst ? "The activity's are used." : "The return's are used.")}"
            : null;
        ImmutableArray<string> notes = differ is null ? [] : [differ];
        return counted.Count is { } first && reading.ActivityFirst
            ? OfActivity(quarter, counted, first, notes)
            : new(returned, $"return of {quarter.Name}", row.Source is { } source ? [(source, row.SourceName)] : [], notes, null);
    }

    /// <summary>The one source, where it is one.</summary>
    public AdmissionsSource? Source => Sources is [var only] ? only.Source : null;

    /// <summary>Whether they are known to have been counted elsewhere than a baseline (rule 16).</summary>
    public bool IsElsewhere(PlanAdmissions baseline) => Sources.Any(source => !BetterCareFund.IsSameSource(source.Source, source.Name, baseline.DataSource, baseline.DataSourceText));

    /// <summary>What is wrong with comparing them with a baseline, in a sentence; null when both were counted in the same place.</summary>
    public string? Elsewhere(PlanAdmissions baseline)
    {
        var where = BetterCareFund.SourceInWords(baseline.DataSource, baseline.DataSourceText);
        return Admissions is null ? null
            : Sources.IsEmpty ? $"The baseline of {baseline.Quarter.Name} is from {where}; where its actual admissions were counted is not said."
            : IsElsewhere(baseline) ? $"The baseline of {baseline.Quarter.Name} is from {where}, and its actual admissions are from {BetterCareFund.List(Sources.Select(source => BetterCareFund.SourceInWords(source.Source, source.Name)))}: the two count differently."
            : null;
    }

    private static PerformanceActual OfActivity(FinancialQuarter quarter, BoardActivity counted, decimal admissions, ImmutableArray<string> notes) =>
        new(admissions, InWords(counted), counted.Sources, counted.IsProvisional ? notes.Add($"The activity of {quarter.Name} is provisional.") : notes, null);

    private static string InWords(BoardActivity counted) => counted.Inputs.Select(input => input.Activity.Row.Body).Distinct().Count() switch
    {
        _ when !counted.IsShared => "activity of the board",
        1 => "activity of 1 CCG, by its share",
        var ccgs => $"activity of {Words.Number(ccgs)} CCGs, by their shares",
    };
}

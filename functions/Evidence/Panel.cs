using System.Collections.Immutable;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;

namespace Monitoring.Evidence;

/// <summary>The months and bodies of a question as they are used: the same bodies in every month, so that no body's coming or going looks like a change.</summary>
/// <param name="Window">Every month from the first to the last of the treated bodies that the question asks for, those that cannot be used too.</param>
/// <param name="Months">Those that are used, counted from the start: 0 is the first month of the scheme, -1 the one before.</param>
/// <param name="Treated">A series for each treated body, a value for each month that is used.</param>
/// <param name="Comparators">Likewise; none where there are none, or too few.</param>
/// <param name="LeftOut">Comparators that are not used, with why, in words.</param>
/// <param name="Problems">Why the question cannot be answered from these data, with what to do.</param>
internal sealed record Panel(
    ReportingMonth Starts, ImmutableArray<ReportingMonth> Window, ImmutableArray<int> Months, ImmutableArray<double[]> Treated, ImmutableArray<(string Name, double[] Values)> Comparators, ImmutableArray<string> LeftOut, ImmutableArray<string> Problems)
{
    public int Before => Months.Count(month => month < 0);

    public int After => Months.Length - Before;

    /// <summary>The largest figure of all: what is very much smaller is rounding.</summary>
    public double Size => Treated.Concat(Comparators.Select(body => body.Values)).SelectMany(values => values).Select(Math.Abs).DefaultIfEmpty().Max();

    /// <exception cref="ArgumentException">A series has a month twice.</exception>
    public static Panel Of(EvidenceQuestion question, EvidenceRules rules)
    {
        foreach (var body in question.Treated.Concat(question.Comparators))
        {
            if (body.Points.Select(point => point.Month).Distinct().Count() < body.Points.Length)
                throw new ArgumentException($"The series of {body.Name} has a month twice.", nameof(question));
        }
        if (question.Treated is [])
            return Unusable(question, [], "No body is named that has the scheme. Name at least one.");
        if (question.Treated.Concat(question.Comparators).GroupBy(body => body.Body).FirstOrDefault(body => body.Skip(1).Any()) is { } twice)
            return Unusable(question, [], $"{twice.First().Name} is named twice: a body either has the scheme or is a comparator. Name it once.");
        if (question.Treated.FirstOrDefault(body => !body.Points.Any(point => point.Value is not null)) is { } empty)
            return Unusable(question, [], $"{empty.Name} has no figures. Missing figures are not zero: nothing can be said of it.");
        var window = Asked(question);
        if (window is [])
            return Unusable(question, [], "There is no month in which all the bodies with the scheme have figures. Name fewer bodies, or another window.");
        var problems = question.Treated.SelectMany(body => Faults(body, window, rules)).ToList();
        var judged = question.Comparators.Select(body => (Body: body, Why: Faults(body, window, rules).FirstOrDefault())).ToList();
        ImmutableArray<string> leftOut = [.. judged.Where(one => one.Why is not null).Select(one => one.Why!)];
        var comparators = judged.Where(one => one.Why is null).Select(one => one.Body).ToList();
        if (question.Comparators is not [] && comparators.Count < rules.LeastComparators)
        {
            problems.Add($"{Words.Of(comparators.Count, "comparator")} can be used of {question.Comparators.Length} chosen; at least {rules.LeastComparators} are needed to see how bodies without the scheme differ among themselves. Choose more.");
            comparators = [];
        }
        var values = question.Treated.Concat(comparators).Select(Values).ToList();
        ImmutableArray<ReportingMonth> used = [.. window.Where(month => values.TrueForAll(body => body.ContainsKey(month)))];
        var panel = new Panel(
            question.Starts, window, [.. used.Select(month => question.Starts.MonthsTo(month))], [.. question.Treated.Select(body => Of(body, used))], [.. comparators.Select(body => (body.Name, Of(body, used)))], leftOut, []);
        if (used.Length < rules.LeastMonths)
            problems.Add($"{Words.Of(used.Length, "month")} can be used, in which every body has a figure; at least {rules.LeastMonths} are needed. Choose a longer window or bodies with fewer gaps, or ask again when more months are known.");
        if (panel.Before < rules.LeastSide || panel.After < rules.LeastSide)
            problems.Add($"{Words.Of(panel.Before, "month")} can be used before {question.Starts.Name} and {panel.After} from then on; at least {rules.LeastSide} are needed on either side. Choose a longer window, or ask again when more months are known.");
        if (comparators is [] && panel.Before < rules.LeastBeforeAlone)
            problems.Add($"{Words.Of(panel.Before, "month")} can be used before {question.Starts.Name}; without comparators at least {rules.LeastBeforeAlone} are needed to know season and trend. Choose comparators or a longer window.");
        if (panel.Before > 0 && panel.Treated.All(body => body.Take(panel.Before).All(value => value == 0)))
            problems.Add($"Before {question.Starts.Name} every month of {(question.Treated.Length == 1 ? question.Treated[0].Name : "the bodies with the scheme")} was none: there was nothing to reduce.");
        return panel with { Problems = [.. problems] };
    }

    /// <summary>This panel with so many calendar months on either side; null for all.</summary>
    public Panel Within(int? before, int? after) => Keep(Enumerable.Range(0, Months.Length).Where(at => (before is null || Months[at] >= -before) && (after is null || Months[at] < after)));

    /// <summary>The months before the start alone, as if it had been so many months from the true one.</summary>
    public Panel AsIfAt(int start)
    {
        var before = Keep(Enumerable.Range(0, Before));
        return before with { Starts = Starts.AddMonths(start), Months = [.. before.Months.Select(month => month - start)] };
    }

    /// <summary>The mean of the treated bodies in each month that is used.</summary>
    public double[] TreatedMean() => Mean([.. Treated]);

    /// <summary>The mean of the comparators; null without any.</summary>
    public double[]? ComparatorMean() => Comparators is [] ? null : Mean([.. Comparators.Select(body => body.Values)]);

    private Panel Keep(IEnumerable<int> which)
    {
        int[] rows = [.. which];
        return this with
        {
            Months = [.. rows.Select(at => Months[at])],
            Treated = [.. Treated.Select(body => rows.Select(at => body[at]).ToArray())],
            Comparators = [.. Comparators.Select(body => (body.Name, rows.Select(at => body.Values[at]).ToArray()))],
        };
    }

    private static double[] Mean(IReadOnlyList<double[]> bodies) => [.. Enumerable.Range(0, bodies[0].Length).Select(at => bodies.Average(body => body[at]))];

    private static Panel Unusable(EvidenceQuestion question, ImmutableArray<ReportingMonth> window, string why) => new(question.Starts, window, [], [], [], [], [why]);

    /// <summary>From the first month that all treated bodies have reached to the last that none has passed, within what is asked.</summary>
    private static ImmutableArray<ReportingMonth> Asked(EvidenceQuestion question)
    {
        var spans = question.Treated.Select(body => body.Points.Where(point => point.Value is not null).Select(point => point.Month).ToList()).ToList();
        var (first, last) = (spans.Max(span => span.Min()), spans.Min(span => span.Max()));
        if (question.Before is { } before && question.Starts.AddMonths(-before) is var earliest && earliest > first)
            first = earliest;
        if (question.After is { } after && question.Starts.AddMonths(after - 1) is var latest && latest < last)
            last = latest;
        return first > last ? [] : [.. Enumerable.Range(0, first.MonthsTo(last) + 1).Select(first.AddMonths)];
    }

    private static IEnumerable<string> Faults(RateSeries body, ImmutableArray<ReportingMonth> window, EvidenceRules rules)
    {
        foreach (var change in body.Breaks.Where(month => month > window[0] && month <= window[^1]).Order())
            yield return $"{body.Name} is not the same before and from {change.Name}: the body, or what is counted, is another. No estimate runs across that. Choose a window that ends before {change.Name} or begins with it.";
        var values = Values(body);
        var missing = window.Count(month => !values.ContainsKey(month));
        if (missing > rules.MostMissing * window.Length)
            yield return $"{body.Name} has no figure in {missing} of the {window.Length} months from {window[0].Name} to {window[^1].Name}. Missing is not zero: choose another body or another window.";
    }

    private static Dictionary<ReportingMonth, double> Values(RateSeries body) => body.Points.Where(point => point.Value is not null).ToDictionary(point => point.Month, point => (double)point.Value!.Value);

    private static double[] Of(RateSeries body, ImmutableArray<ReportingMonth> months)
    {
        var values = Values(body);
        return [.. months.Select(month => values[month])];
    }
}

internal static class MonthDistance
{
    extension(ReportingMonth from)
    {
        /// <summary>How many months later the other is: below zero when it is earlier.</summary>
        public int MonthsTo(ReportingMonth other) => (other.Year - from.Year) * 12 + other.Month - from.Month;
    }
}

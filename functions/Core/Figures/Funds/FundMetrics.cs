using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// The metrics of a year of the Better Care Fund (domain note 2.6): of every period with a goal, or about which the board says something, what it was, what was planned, and whether it is on track. What a metric
/// is made of, divided by and compared with is read from its row of policy data.
/// </summary>
public static class FundMetrics
{
    /// <summary>
    /// The positions in the order of the table of metrics, of one metric years before quarters before months. A value is worked out where its inputs exist; else it is what the board's return gives; else it is not
    /// calculable, and says why. None for a year without metrics about which nothing was said.
    /// </summary>
    public static ImmutableArray<MetricPosition> Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference)
    {
        var work = new Work(facts, year, policy, reference);
        return [.. policy.Metrics.Rows.Select(row => row.Key).Distinct().SelectMany(work.Of)];
    }

    /// <summary>The estimate of the population by which the rates of a year are divided: <c>mid-2018</c>.</summary>
    internal static string EstimateOf(FinancialYear year, PolicyBook policy)
    {
        var before = int.Parse(policy.On(year.FirstDay, "bcf.population").Value, NumberStyles.None, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"mid-{year.Start - before}");
    }

    /// <summary>A period that is to be shown, with what was planned for it.</summary>
    /// <param name="Planned">Of a performance quarter.</param>
    private sealed record Asked(PlanPeriod Period, MetricGoal? Goal, PlanAdmissions? Planned)
    {
        public static Asked Of(string period) => new(PlanPeriod.Read(period)!.Value, null, null);

        public bool IsYear => Period.Grain == "year";

        public string Name => FinancialQuarter.TryRead(Period.Text, out var quarter) ? quarter.Name : ReportingMonth.TryParse(Period.Text, out var month) ? month.Name : Period.Text;

        public FinancialQuarter? Quarter => FinancialQuarter.TryRead(Period.Text, out var quarter) ? quarter : null;

        public IEnumerable<ReportingMonth> Months => Enumerable.Range(0, Period.Grain switch { "year" => 12, "quarter" => 3, _ => 1 }).Select(ReportingMonth.Of(Period.FirstDay).AddMonths);
    }

    /// <summary>What a value is made of, as far as it is known.</summary>
    /// <param name="Count">Admissions, people or days; null when not known.</param>
    /// <param name="Value">In the metric's unit; null when not known.</param>
    /// <param name="Why">Why there is no value, in a sentence; null when there is one.</param>
    private sealed record Made(decimal? Count, decimal? Value, string? Why, FigureStatus Status, ImmutableArray<Step> Steps)
    {
        public decimal? OutOf { get; init; }

        public string? OutOfName { get; init; }

        public People? People { get; init; }

        /// <summary>What is told beside the comparison.</summary>
        public ImmutableArray<string> Notes { get; init; } = [];

        public static Made NotKnown(string why, params ImmutableArray<Step> steps) => new(null, null, why, FigureStatus.NotCalculable, steps);
    }

    private sealed class Work(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference)
    {
        /// <summary>Beyond it a per cent says nothing, and cannot always be worked out.</summary>
        private const decimal Most = BetterCareFund.MostCounted;

        private readonly ImmutableArray<PlanRow> _plan = [.. facts.PlanOf(year)?.Rows.Select(row => row.Row) ?? []];
        private readonly ImmutableArray<PooledFundMetric> _returned = [.. year.Quarters.Select(facts.QuarterOf).OfType<FundReturn<PooledFundRow>>().SelectMany(one => one.Of<PooledFundMetric>()).Select(row => row.Row)];

        /// <summary>The last day that anything reaches which was returned. Whether a period is over is told by that: what day it is, is not known here.</summary>
        private readonly DateOnly _reached = Reached(facts);

        public IEnumerable<MetricPosition> Of(string key)
        {
            var metric = policy.Metrics.On(year.FirstDay, key) ?? policy.Metrics.Find(key)!;
            var goals = _plan.OfType<MetricGoal>().Where(goal => goal.Metric == key).ToList();
            var returned = _returned.Where(row => row.Metric == key).ToList();
            if (BcfPlanRules.Grain(policy, year, key) is not { } grain || (grain == "none" && goals.Count == 0 && returned.Count == 0))
                return [];
            var asked = Periods(grain, goals);
            // The last return of a year says what the year was, where goals are set for the year and not for its last quarter.
            var last = year.Quarter(4);
            var isOfYear = asked.Exists(one => one.IsYear) && grain is "year" or "any" && !asked.Exists(one => one.Quarter == last);
            var more = returned.Select(row => row.Quarter).Distinct().Where(quarter => !asked.Exists(one => one.Quarter == quarter) && !(isOfYear && quarter == last)).Select(quarter => Asked.Of(quarter.ToString()));
            return asked.Concat(more)
                .OrderBy(one => one.Period.Grain switch { "year" => 0, "quarter" => 1, _ => 2 }).ThenBy(one => one.Period.FirstDay)
                .Select(one => Position(metric, one, GivenFor(one, returned, isOfYear), one.IsYear ? returned.LastOrDefault() : null, asked.Count(other => other.Period == one.Period) > 1));
        }

        private List<Asked> Periods(string grain, List<MetricGoal> goals)
        {
            List<Asked> asked = [.. from goal in goals where PlanPeriod.Read(goal.Period) is not null select new Asked(PlanPeriod.Read(goal.Period)!.Value, goal, null)];
            if (grain == "admissions")
            {
                var planned = _plan.OfType<PlanAdmissions>().ToLookup(line => line.Quarter);
                asked = [.. BcfPlanRules.PerformanceQuarters(policy, year)
                    .Select(quarter => (asked.Find(one => one.Quarter == quarter) ?? Asked.Of(quarter.ToString())) with { Planned = planned[quarter].FirstOrDefault() })
                    .UnionBy(asked, one => one.Period)];
            }
            return [.. asked, .. PlanPeriod.Of(year, grain == "any" && goals.Count == 0 ? "year" : grain).Where(period => !asked.Exists(one => one.Period.Text == period)).Select(Asked.Of)];
        }

        private static PooledFundMetric? GivenFor(Asked asked, List<PooledFundMetric> returned, bool isOfYear) =>
            asked.Quarter is { } quarter ? returned.Find(row => row.Quarter == quarter) : asked.IsYear && isOfYear ? returned.Find(row => row.Quarter.Number == 4) : null;

        /// <param name="given">What the return of the period says.</param>
        /// <param name="lastSaid">Of a year: the last return that says anything.</param>
        /// <param name="several">The board has several goals for the period, so that a return cannot say which of them it is about.</param>
        private MetricPosition Position(Metric metric, Asked asked, PooledFundMetric? given, PooledFundMetric? lastSaid, bool several)
        {
            var (said, outlook) = several ? (null, null) : (given?.Actual, given ?? lastSaid);
            var made = Make(metric, asked);
            var isGiven = made.Value is null && said is not null;
            var value = made.Value ?? said;
            var steps = made.Why is { } wanting && made.Steps.IsEmpty ? [new Step(wanting)] : made.Steps;
            if (isGiven)
                steps = [.. steps, new Step($"As the board's return of {given!.Quarter.Name} gives it", said, "Domain note on the Better Care Fund 2.6: what cannot be worked out is taken as given")];
            var count = asked.Planned?.Planned ?? asked.Goal?.Numerator;
            var goal = asked.Goal?.Value ?? (asked.Planned is { } line ? Rate(metric, line.Planned, made.People) : several ? null : given?.Planned);
            var figure = new Figure(
                $"metric.{metric.Key}.{asked.Period.Text}", $"{metric.Name}, {asked.Name}", value, metric.Unit, value is null ? FigureStatus.NotCalculable : isGiven ? FigureStatus.Final : made.Status,
                made.Count, made.OutOf, made.OutOfName, steps);

            var (track, why) = Track(metric, asked, made, value, isGiven, goal, count);
            return new(
                metric.Key, metric.Name, asked.Period.Text, goal, figure, said, made.People is { } people ? $"{people.Estimate}, {Ages(people.Ages)}: {Words.Number(people.Number)} ({people.Source})" : null,
                metric.Direction, track, outlook?.Outlook, string.Join(" ", [why, .. made.Notes, .. Differences(metric, asked, made, said, outlook, track)]), metric.Mark, metric.Source)
            {
                Places = metric.Places,
                GoalCount = count,
                Definition = asked.Goal?.Definition,
            };
        }

        private (MetricTrack Track, string Why) Track(Metric metric, Asked asked, Made made, decimal? value, bool isGiven, decimal? goal, decimal? goalCount)
        {
            // Where only a number was planned, the number is what was planned.
            var byCount = made.Count is not null && goalCount is not null && (asked.Goal is null || value is null);
            if (!byCount && (goal is null || value is null))
            {
                if (value is null && (goal ?? goalCount) is not null && asked.Period.LastDay > _reached)
                    return (MetricTrack.NotDueYet, $"{asked.Name} is not over by what has been returned: the goal is judged when it is.");
                var noValue = value is null ? made.Why ?? $"There is no value for {asked.Name}." : null;
                var noGoal = goal is null && goalCount is null ? $"There is no goal for {asked.Name}." : null;
                return (MetricTrack.CannotTell, string.Join(" ", new[] { noGoal, noValue }.OfType<string>()));
            }

            var (actual, planned) = byCount ? (made.Count!.Value, goalCount!.Value) : (value!.Value, goal!.Value);
            var places = byCount ? 0 : metric.Places;
            var order = Rounding.HalfAwayFromZero(actual, places).CompareTo(Rounding.HalfAwayFromZero(planned, places));
            var subject = byCount ? Count(metric, actual) : Value(metric, actual) + (isGiven ? " (as returned)" : "");
            var many = byCount && Rounding.HalfAwayFromZero(actual, 0) != 1;
            var aim = byCount ? Words.Number(planned, 0) : Value(metric, planned);
            var rest = byCount && value is null && metric.IsPerHead ? $" {made.Why}" : "";
            var compared = order == 0
                ? $"{subject} {(many ? "meet" : "meets")} the goal of {aim}"
                : $"{subject} {(many ? "are" : "is")} {By(metric, actual, planned, byCount)}{(order > 0 ? "above" : "below")} the goal of {aim}";
            return metric.Direction == MetricDirection.NotKnown
                ? (MetricTrack.CannotTell, $"{compared}. Which way is better is not known.{rest}")
                : (order == 0 || order > 0 == (metric.Direction == MetricDirection.Higher) ? MetricTrack.OnTrack : MetricTrack.NotOnTrack,
                    $"{compared}; {(metric.Direction == MetricDirection.Higher ? "higher" : "lower")} is better.{rest}");
        }

        private static DateOnly Reached(FundFacts facts) => facts.Quarters.Where(IsActual).Select(quarter => FinancialQuarter.Parse(quarter.Slice.Page).LastDay)
            .Concat(facts.Activity.Select(one => one.Row.Month.LastDay)).Concat(facts.Delays.Where(one => one.All is not null).Select(one => one.Month.LastDay)).Concat(facts.Discharges.Select(figure => figure.Month.LastDay))
            .DefaultIfEmpty(DateOnly.MinValue).Max();

        /// <summary>It has an actual of anything: a return with none but forecasts may have been sent before its quarter ended.</summary>
        private static bool IsActual(FundReturn<PooledFundRow> quarter) =>
            quarter.Rows.Any(row => row.Row is PooledFundLine { Actual: not null } or PooledFundPerformance { Admissions: not null } or PooledFundMetric { Actual: not null });

        private static IEnumerable<string> Differences(Metric metric, Asked asked, Made made, decimal? said, PooledFundMetric? outlook, MetricTrack track)
        {
            if (made.Value is { } value && said is { } given && Rounding.HalfAwayFromZero(value, metric.Places) != Rounding.HalfAwayFromZero(given, metric.Places))
                yield return $"The board's return gives {Value(metric, given)}; the figures come to {Value(metric, value)}.";
            if (outlook is null)
                yield break;
            var when = $"in its return of {outlook.Quarter.Name}";
            if (outlook.Quarter == asked.Quarter && asked.Goal is { } goal && outlook.Planned is { } planned && Rounding.HalfAwayFromZero(planned, metric.Places) != Rounding.HalfAwayFromZero(goal.Value, metric.Places))
                yield return $"The board's goal {when} is {Value(metric, planned)}; the goal of its plan, {Value(metric, goal.Value)}, is used.";
            if (outlook.Outlook == MetricOutlook.OnTrack && track == MetricTrack.NotOnTrack)
                yield return $"The board says {when} that it is on track; by the figures it is not.";
            if (outlook.Outlook == MetricOutlook.NotOnTrack && track == MetricTrack.OnTrack)
                yield return $"The board says {when} that it is not on track; by the figures it is.";
            if (outlook.Outlook == MetricOutlook.NoData && made.Value is { } known && outlook.Quarter == asked.Quarter)
                yield return $"The board says {when} that there are no data; the figures come to {Value(metric, known)}.";
        }

        private Made Make(Metric metric, Asked asked) => metric.MadeFrom switch
        {
            MetricInput.Activity => Counted(metric, asked),
            MetricInput.DelayedTransfers => Delayed(metric, asked),
            MetricInput.DischargeReady => Waited(metric, asked),
            _ => Published(metric, asked),
        };

        private Made Counted(Metric metric, Asked asked)
        {
            var months = asked.IsYear && !metric.YearMonths.IsEmpty ? asked.Months.Where(month => metric.YearMonths.Contains(month.Month)) : asked.Months;
            var activity = HwbActivity.Of(facts, metric.Key, months, reference);
            var returned = asked.Quarter is { } quarter && metric.Goals == GoalGrain.Admissions
                ? facts.QuarterOf(quarter)?.Of<PooledFundPerformance>().Select(row => row.Row.Admissions).FirstOrDefault(admissions => admissions is not null) : null;
            var isReturned = returned is not null && (activity.Count is null || policy.TryOn(year.FirstDay, "performance-payment.actual")?.Value != "activity");
            if ((isReturned ? returned : activity.Count) is not { } count)
                return Made.NotKnown(activity.Why!);

            var made = new Made(count, null, null, activity.IsProvisional && !isReturned ? FigureStatus.Provisional : FigureStatus.Final,
                [new Step(isReturned ? $"{Sentence(metric.Counts)} in {asked.Name}, as the board's return has them" : $"{Sentence(metric.Counts)} in {asked.Name}, {Origin(activity)}", count, "Domain note on the Better Care Fund 1.6")])
            {
                Notes = isReturned && activity.Count is { } other && Rounding.HalfAwayFromZero(other, 0) != count
                    ? [$"The board's return has {Count(metric, count)}, the activity returns {Words.Number(other, 0)}: those of the board's return are used."] : [],
            };
            return metric.Denominator switch
            {
                MetricDenominator.Given when activity.OutOf is not > 0 => made with { Why = $"How many {metric.Counts} there were altogether is not known for {asked.Name}, or there were none.", Status = FigureStatus.NotCalculable },
                MetricDenominator.Given => Over(metric, made, activity.OutOf!.Value, $"all {metric.Counts}, of whom those were a part"),
                MetricDenominator.Days => Over(metric, made, Days(asked), "calendar days"),
                MetricDenominator.None => made with { Value = count * (metric.Per ?? 1) },
                _ => PerHead(metric, made),
            };
        }

        private Made Delayed(Metric metric, Asked asked)
        {
            var known = facts.Delays.ToLookup(delays => delays.Month);
            var missing = asked.Months.Where(month => known[month].FirstOrDefault()?.All is null).ToList();
            if (missing.Count > 0)
                return Made.NotKnown($"Delayed days are not known for {Words.Months(missing)}.");
            var months = asked.Months.Select(month => known[month].First()).ToList();
            var days = months.Sum(month => month.All!.Value);
            var made = new Made(days, null, null, months.TrueForAll(month => month.Status is FigureStatus.Final or FigureStatus.FinalLate) ? FigureStatus.Final : FigureStatus.Provisional,
                [new Step($"Delayed days in {asked.Name}", days, "Delayed transfers of care, of the residents of the authority")]);
            return metric.Denominator == MetricDenominator.Days ? Over(metric, made, Days(asked), "calendar days") : PerHead(metric, made);
        }

        private Made Waited(Metric metric, Asked asked)
        {
            var figures = facts.Discharges.Where(figure => figure.Level == BodyLevel.Authority).ToLookup(figure => figure.Month);
            var months = asked.Months.Select(month => (Month: month, Delay: DischargeReady.DelayOf(figures[month]))).ToList();
            if (months.Where(month => month.Delay is null).Select(month => month.Month).ToList() is { Count: > 0 } missing)
                return Made.NotKnown($"Discharge ready dates do not say the delay of {Words.Months(missing)}.");
            if (months.Count > 1 && months.Where(month => month.Delay!.Discharges is null).Select(month => month.Month).ToList() is { Count: > 0 } uncounted)
                return Made.NotKnown($"The number of discharges is not given for {Words.Months(uncounted)}, without which months cannot be put together.");

            var status = months.Exists(month => month.Delay!.IsAcceptable == false || month.Delay.Coverage < 1) ? FigureStatus.Incomplete : FigureStatus.Final;
            var steps = months.SelectMany(month => new[]
            {
                new Step($"Share not discharged on the day on which they were ready, {month.Month.Name}", month.Delay!.DelayedShare),
                new Step($"Average days of delay of those, {month.Month.Name}", month.Delay.DaysOfDelayed),
            }).ToList();
            steps.AddRange(months.Where(month => month.Delay!.Coverage < 1).Select(month => new Step($"The figures of {month.Month.Name} are of this share of the discharges of residents", month.Delay!.Coverage)));
            steps.AddRange(months.Where(month => month.Delay!.IsAcceptable == false).Select(month => new Step($"NHS England did not find the data of {month.Month.Name} acceptable")));
            // Of the days themselves where they are given; else of the printed averages.
            decimal? discharges = months.Sum(month => month.Delay!.Discharges ?? 0), days = months.Sum(month => month.Delay!.BedDays ?? month.Delay.Average * (month.Delay.Discharges ?? 0));
            var isOfCounts = discharges > 0 && months.TrueForAll(month => month.Delay!.Discharges is not null && (months.Count > 1 || month.Delay.BedDays is not null));
            var value = isOfCounts ? days!.Value / discharges!.Value : months[0].Delay!.Average;
            return new(isOfCounts ? days : null, value, null, status, [.. steps, new Step(months.Count == 1 ? Sentence(metric.Formula) : $"{Sentence(metric.Formula)}; months count by their discharges", value)])
            {
                OutOf = isOfCounts ? discharges : null,
                OutOfName = isOfCounts ? "discharges" : null,
            };
        }

        /// <summary>A standardised rate is taken as published, of one month; rates of several months make no rate of a period.</summary>
        private Made Published(Metric metric, Asked asked)
        {
            var months = asked.Months.ToList();
            return months.Count == 1 && HwbActivity.Of(facts, metric.Key, months, reference) is { Count: { } rate, IsShared: false } activity
                ? new(null, rate, null, activity.IsProvisional ? FigureStatus.Provisional : FigureStatus.Final, [new Step($"As published for {asked.Name}: {metric.Formula}", rate)])
                : Made.NotKnown($"It is never worked out here, only taken as given ({metric.Formula}), and nothing was given for {asked.Name}.");
        }

        private Made PerHead(Metric metric, Made made)
        {
            var ages = metric.Denominator switch { MetricDenominator.Population65Plus => AgeGroup.Older, MetricDenominator.Population18Plus => AgeGroup.Adults, _ => AgeGroup.All };
            var estimate = EstimateOf(year, policy);
            if (reference.PeopleOfBoard(facts.Hwb, year.FirstDay, estimate, ages) is not { Number: > 0 } people)
            {
                var why = $"There is no rate, for no estimate of {Ages(ages)} of {estimate} is loaded: send the population estimates of the Office for National Statistics.";
                return made with { Why = why, Status = FigureStatus.NotCalculable, Steps = [.. made.Steps, new Step(why)] };
            }
            return Over(metric, made, people.Number, $"{Ages(people.Ages)}, {people.Estimate}") with { People = people };
        }

        private static Made Over(Metric metric, Made made, decimal denominator, string name)
        {
            var value = made.Count!.Value * (metric.Per ?? 1) / denominator;
            return made with
            {
                Value = value,
                OutOf = denominator,
                OutOfName = name,
                Steps = [.. made.Steps, new Step(Sentence(name), denominator), new Step($"{Sentence(metric.Formula)}: {Words.Number(made.Count.Value, 0)} / {Words.Number(denominator, 0)}{(metric.Per is { } per ? $" x {Words.Number(per)}" : "")}", value)],
            };
        }

        private static decimal? Rate(Metric metric, decimal count, People? people) => people is null ? null : count * (metric.Per ?? 1) / people.Number;

        private static int Days(Asked asked) => asked.Period.LastDay.DayNumber - asked.Period.FirstDay.DayNumber + 1;

        private static string Origin(BoardActivity activity) =>
            $"{(activity.IsShared ? "shared out from CCGs" : "the board's own counts")} ({string.Join(", ", activity.Sources.Select(source => source.Name ?? BetterCareFund.AdmissionsSourceKind.Write(source.Source)))})";

        private static string Ages(AgeGroup ages) => ages switch { AgeGroup.Older => "people aged 65 and over", AgeGroup.Adults => "adults", _ => "people of all ages" };

        private static string Value(Metric metric, decimal value) => $"{Words.Number(value, metric.Places)}{(metric.Unit is "%" or "" ? metric.Unit : $" {metric.Unit}")}";

        private static string Count(Metric metric, decimal count) => Words.Number(count, 0) is "1" ? $"1 {metric.Counts.TrimEnd('s')}" : $"{Words.Number(count, 0)} {metric.Counts}";

        /// <summary>By how much: per cent of the goal, or points where value and goal are per cent themselves. Nothing of a goal of nothing.</summary>
        private static string By(Metric metric, decimal actual, decimal goal, bool byCount)
        {
            if (decimal.Abs(actual) > Most || decimal.Abs(goal) > Most)
                return "";
            if (metric.Per == 100 && !byCount)
                return $"{Words.Number(decimal.Abs(Rounding.HalfAwayFromZero(actual, metric.Places) - Rounding.HalfAwayFromZero(goal, metric.Places)), metric.Places)} points ";
            if (decimal.Abs(goal) < 0.001m)
                return "";
            var percent = decimal.Abs((actual - goal) / goal * 100);
            return percent < 0.05m ? "less than 0.1% " : $"{Words.Number(percent, 1)}% ";
        }

        private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
    }
}

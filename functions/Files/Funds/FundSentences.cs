using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds;

/// <summary>A fund's year in a few sentences: what was paid in and spent, what was released, what is owed, and what fails.</summary>
internal static class FundSentences
{
    public static IEnumerable<string> Of(FundRows rows) =>
        [.. Pool(rows), .. Released(rows.Year), .. Owed(rows), .. Fails(rows), $"The figures are {Phrases.Of(rows.Year.Status)}.{string.Concat(rows.Year.StatusReasons.Select(reason => $" {reason}"))}"];

    /// <summary>What came in and went out, up to the last return, and what is expected of the whole year.</summary>
    public static IEnumerable<string> Pool(FundRows rows)
    {
        if (rows.Last is not { } last)
        {
            yield return rows.Year.Plan is { } plan
                ? $"No return of a quarter has arrived. The plan has income of {plan.Income} and expenditure of {plan.Expenditure}."
                : "Neither a plan nor a return of a quarter has arrived.";
            yield break;
        }
        yield return (last.IncomeToDate.Actual, last.ExpenditureToDate.Actual) switch
        {
            ({ } income, { } spent) => $"By {Words.Date(last.Quarter.LastDay)} the pool had had {income} of income and {spent} of expenditure{(rows.Year.Pool?.Account is { Closing: { } closing, Opening: var opening } ? $": {Left(opening, closing)}" : "")}.",
            ({ } income, null) => $"By {Words.Date(last.Quarter.LastDay)} the pool had had {income} of income. What had been spent is not known.",
            (null, { } spent) => $"By {Words.Date(last.Quarter.LastDay)} {spent} had been spent. What income the pool had had is not known.",
            _ when last is { Income.Actual: { } income, Expenditure.Actual: { } spent } => $"In {(last.Covers == PoolPeriod.Year ? "the year" : last.Quarter.Name)} the pool had {income} of income and {spent} of expenditure. What both came to since the year began is not known.",
            _ => $"What income and expenditure the pool had had by {Words.Date(last.Quarter.LastDay)} is not known.",
        };
        if (rows.Year.Pool is { IsOutturn: false, Income.Forecast: { } in_, Expenditure.Forecast: { } out_ })
            yield return $"For the whole year income of {in_} and expenditure of {out_} are expected.";
    }

    /// <summary>What performance, the sum held of 2016-17 or the expectation of 2017-18 came to.</summary>
    public static IEnumerable<string> Released(FundYear year)
    {
        if (year.Performance is { } performance)
            yield return Performance(performance);
        if (year.Release is { } release)
        {
            yield return release.ToPool is { } toPool
                ? $"Of {release.Held} held against admissions above plan {FundWords.Money(release.ToNhs)} goes to the NHS and {toPool} is released to the pool."
                : $"{release.Held} is held against admissions above plan. What is released to the pool is known once all four quarters are.";
        }
        if (year.Expectation is { } expectation)
        {
            yield return $"The council was expected to have {Beds(expectation.Expected)} delayed days a day in September 2017, from {Beds(expectation.Baseline)} in February 2017; it had {Beds(expectation.ReachedInSeptember)}.";
            yield return expectation.AtRisk is { } atRisk
                ? $"{atRisk} of next year's improved Better Care Fund was at risk. It is shown for information: nothing was withdrawn for 2017-18, and nothing is taken off here."
                : "How much of next year's improved Better Care Fund was at risk is not known: the allocation of the next year is not loaded.";
        }
    }

    /// <summary>What is still to be paid in, and who pays or gets what of an over- or underspend.</summary>
    public static IEnumerable<string> Owed(FundRows rows)
    {
        if (!rows.Contributions.IsEmpty)
        {
            var owing = rows.Partners.Where(partner => partner.Outstanding > default(Pence)).ToList();
            var unknown = rows.Partners.Where(partner => partner.Outstanding is null && rows.Contributions.Any(row => row.Due.Partner == partner.Code)).ToList();
            yield return owing.Count > 0
                ? $"Due and not yet paid in: {Phrases.List([.. owing.Select(partner => $"{partner.Name} {partner.Outstanding}{(partner.NextInstalment is { } next ? $" (next instalment {Words.Date(next)})" : "")}")])}."
                : unknown.Count == 0 ? "Everything that was due to the pool has been paid in." : "As far as is known, everything that was due to the pool has been paid in.";
            if (unknown.Count > 0)
                yield return $"It is not known what is outstanding from {Phrases.List([.. unknown.Select(partner => partner.Name)])}.";
        }
        if (rows.Year.RiskSharing is not { } sharing)
            yield break;
        yield return Sharing(sharing);
        if (sharing.Needs is { } needs)
            yield return $"A decision is needed. {needs}";
    }

    /// <summary>Checks that fail and goals that are missed.</summary>
    public static IEnumerable<string> Fails(FundRows rows) => [.. Checks(rows), .. Goals(rows)];

    /// <summary>How many checks of the plan passed, and what the others say.</summary>
    public static IEnumerable<string> Checks(FundRows rows)
    {
        var asked = rows.Checks.Where(check => check.Result != PlanCheckResult.NotAsked).GroupBy(check => check.Rule).ToList();
        if (asked.Count == 0)
            yield break;
        var failed = rows.Checks.Where(check => check.Result == PlanCheckResult.Failed).ToList();
        var open = asked.Where(checks => checks.All(check => check.Result != PlanCheckResult.Failed) && checks.Any(check => check.Result == PlanCheckResult.CannotTell)).Select(checks => Named(checks.First())).ToList();
        var rules = failed.Select(check => check.Rule).Distinct().Count();
        yield return $"{Words.Number(asked.Count - rules - open.Count)} of {Words.Of(asked.Count, "check")} of the plan passed{(rules == 0 ? " and none failed" : $" and {Words.Number(rules)} failed")}.{(open.Count == 0 ? "" : $" It cannot be told for {Phrases.List(open)}.")}";
        foreach (var check in failed.Take(MostNamed))
            yield return $"{Named(check)} failed: {check.Says}";
        if (failed.Count > MostNamed)
            yield return $"{Words.Number(failed.Count - MostNamed)} more failed.";
    }

    /// <summary>How many goals are on track, and which are not; nothing where no goal is known.</summary>
    public static IEnumerable<string> Goals(FundRows rows)
    {
        var goals = GoalCounts.Of(rows.Year.Metrics);
        if (goals is { Due: 0, NotDueYet: 0 })
            yield break;
        var later = goals.NotDueYet > 0 ? $" {Words.Number(goals.NotDueYet)} {(goals.NotDueYet == 1 ? "is" : "are")} not due yet." : "";
        yield return goals.Due == 0 ? $"No goal is due yet: {(goals.NotDueYet == 1 ? "the one there is" : $"all {Words.Number(goals.NotDueYet)}")} of periods that are not over."
            : $"{Words.Number(goals.OnTrack)} of {Words.Of(goals.Due, "goal")} that {(goals.Due == 1 ? "is" : "are")} due {(goals.OnTrack == 1 ? "is" : "are")} on track.{(goals.CannotTell > 0 ? $" For {Words.Number(goals.CannotTell)} it cannot be told." : "")}{later}";
        var missed = rows.Year.Metrics.GroupBy(metric => metric.Metric).Where(metrics => metrics.Any(metric => metric.Track == MetricTrack.NotOnTrack)).Select(Missed).ToList();
        if (missed.Count > 0)
            yield return $"Not on track: {string.Join("; ", missed)}.";
    }

    /// <summary>Why there are no goals, in a sentence.</summary>
    public static string NoGoals(FundRows rows) => rows.Year.Plan is null ? "No plan has arrived, so no goal is known." : "The plan sets no goal.";

    /// <summary>What somebody has to answer or decide, each in one sentence with the sheet that it is on.</summary>
    public static IEnumerable<(string About, string Question)> Open(FundRows rows)
    {
        var year = rows.Year;
        if (year.Plan is null && PolicyBook.Current.TryOn(year.Key.Year.FirstDay, "bcf.plan") is { Value: "submitted" })
            yield return ("no sheet", $"No plan for {year.Key.Year} has arrived: nothing can be checked or compared with it.");
        foreach (var quarter in year.Pool?.Missing ?? [])
            yield return ("Pool", $"The return of {quarter.Name} is missing: year to date and outturn cannot be told without it.");
        foreach (var check in rows.Checks.Where(check => check.Result == PlanCheckResult.Failed))
            yield return ("Checks", $"{Named(check)}: {check.Says}");
        // Of one rule mostly the same thing is not known.
        foreach (var checks in rows.Checks.Where(check => check.Result == PlanCheckResult.CannotTell).GroupBy(check => check.Rule))
        {
            var others = checks.Skip(1).Select(check => check.About ?? "the plan").ToList();
            yield return ("Checks", $"{Named(checks.First())}: {checks.First().Says}{(others.Count == 0 ? "" : $" Nor can it be told for {Phrases.List(others)}.")}");
        }
        if (year.RiskSharing?.Needs is { } needs)
            yield return ("Risk share", needs);
        foreach (var comparison in year.Comparisons.Where(comparison => comparison.Recomputed is { } recomputed && recomputed != comparison.Submitted && comparison.Why is null or "not explained"))
            yield return ("Reconciliation", $"{comparison.What} ({comparison.Where}): {comparison.Submitted} as submitted, {comparison.Recomputed} recomputed. Nothing explains the difference.");
        if (year.Performance?.Unabsorbed is { } unabsorbed && unabsorbed != default)
            yield return ("Performance payment", $"After the last quarter was settled {(unabsorbed > default(Pence) ? $"{unabsorbed} more is found due" : $"{-unabsorbed} is found overpaid")}. There is no next quarter to take it in: the partners have to settle it.");
        // Periods of a metric mostly wait for the same thing.
        foreach (var metrics in year.Metrics.Where(metric => metric.IsGoal && metric.Track == MetricTrack.CannotTell).GroupBy(metric => metric.Metric))
        {
            var first = metrics.First();
            yield return ("Metrics", $"{FundWords.Named(first)}, {FundWords.Period(first.Period)}{(metrics.Count() > 1 ? $" and {Words.Of(metrics.Count() - 1, "other period")}" : "")}: {first.Why}");
        }
    }

    public static string Performance(PerformancePayment performance)
    {
        var settled = performance.Quarters.Count(quarter => quarter.Paid is not null);
        return (performance.Fund, performance.Paid, performance.Unreleased) switch
        {
            (null, null, _) => string.Join(' ', performance.Notes.Take(1).Prepend("The performance payment cannot be worked out.")),
            ({ Number: 0 }, _, _) => "There is no performance fund: no fall in admissions was planned.",
            (_, null, _) => $"Performance has released nothing yet: no quarter is settled. The fund is {FundWords.Money(performance.Fund)}.",
            (_, { } paid, { } unreleased) => $"Performance released {paid} of a fund of {FundWords.Money(performance.Fund)}; {unreleased} was not released{Used(performance)}.",
            (_, { } paid, null) => $"Performance released {paid} so far of a fund of {FundWords.Money(performance.Fund)}: {Words.Number(settled)} of {Words.Of(performance.Quarters.Length, "quarter")} {(settled == 1 ? "is" : "are")} settled.",
        };
    }

    public static string Sharing(RiskSharing sharing) => sharing.Variance switch
    {
        null => "Whether there is an over- or underspend to share is not known.",
        { Number: 0 } => "There is neither an over- nor an underspend to share.",
        { } variance => $"The {(variance > default(Pence) ? $"overspend of {variance}" : $"underspend of {-variance}")} is "
            + (sharing.Rule is { } rule ? $"dealt with by rule {rule}, {FundWords.Of(rule)}" : "not shared: the agreement names no rule for it")
            + Parts([.. sharing.Partners.Where(partner => partner.Share is not null)]) + "."
            + (sharing.CarriedForward is { Number: not 0 } carried ? $" {Size(carried)} is carried forward in the pool." : "") + (sharing.Unallocated is { Number: not 0 } left ? $" {Size(left)} is not allocated to anybody." : ""),
    };

    private static string Parts(IReadOnlyCollection<PartnerShare> partners)
    {
        var bearing = partners.Where(partner => partner.Share is { Number: not 0 }).Select(Part).ToList();
        return partners.Count == 0 ? ""
            : bearing.Count == 0 ? ": no partner pays or gets anything"
            : $": {Phrases.List(bearing)}{(bearing.Count < partners.Count ? $"; the other {Words.Of(partners.Count - bearing.Count, "partner")} nothing" : "")}";
    }

    private static string Part(PartnerShare partner) => partner.Share!.Value switch
    {
        { Number: > 0 } pays => $"{partner.Name} pays {pays}",
        var gets => $"{partner.Name} gets {-gets}",
    };

    private static string Used(PerformancePayment performance) =>
        performance.Quarters.Select(quarter => quarter.Use).OfType<UnreleasedUse>().Distinct().Select(use => use == UnreleasedUse.NotYetDecided ? "what is not yet decided" : FundWords.Of(use).ToLowerInvariant()).ToList() is { Count: > 0 } uses ? $", to be used for {Phrases.List(uses)}" : "";

    /// <summary>A metric with its periods; where they are many, how many of all.</summary>
    private static string Missed(IGrouping<string, MetricPosition> metrics)
    {
        var missed = metrics.Where(metric => metric.Track == MetricTrack.NotOnTrack).Select(metric => FundWords.Period(metric.Period)).ToList();
        return $"{metrics.First().Name} ({(missed.Count > MostNamed ? $"{Words.Number(missed.Count)} of {Words.Of(GoalCounts.Of(metrics).Due, "period")}" : Phrases.List(missed))})";
    }

    private static string Named(PlanCheck check) => $"{check.Rule} ({check.Title})";

    /// <summary>Beyond so many, a sentence says how many there are.</summary>
    private const int MostNamed = 4;

    private static Pence Size(Pence amount) => amount < default(Pence) ? -amount : amount;

    /// <summary>What the pool began the year with is neither income nor expenditure of it, and without it the sum does not come out.</summary>
    private static string Left(Pence? opening, Pence closing) =>
        $"{(opening is { } brought && brought != default ? $"with {brought} that it began the year with, " : "")}{(closing < default(Pence) ? $"the pool is overspent by {-closing}" : $"{closing} is left")}";

    private static string Beds(decimal? beds) => beds is { } known ? Words.Number(known, 1) : "a number not known of";
}

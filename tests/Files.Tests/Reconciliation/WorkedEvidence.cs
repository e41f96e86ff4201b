using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Evidence;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>
/// What changed in Greater Manchester's delays after 1 April 2016, from published figures: the question, the answer, the same question of councils and dates where nothing started, and the page that says all of it.
/// What is compared with what was written down before the first answer was seen.
/// </summary>
internal static class WorkedEvidence
{
    private const string Scheme = "the Greater Manchester agreement on health and social care";

    /// <summary>No estimate of adults is in force for months before April 2016 (policy <c>population-estimate</c>), so the measure is people and not a rate.</summary>
    private const string People = "people delayed a day in each council, on average,";

    private const string Fixed = "mid-2015";

    private static readonly PolicyBook Policy = PolicyBook.Current;

    internal static readonly ReportingMonth Starts = new(2016, 4);

    /// <summary>Aprils with two years before and one after in the data; councils other than Greater Manchester's began nothing in common in any of them.</summary>
    internal static readonly ImmutableArray<ReportingMonth> FalseStarts = [new(2015, 4), Starts, new(2017, 4)];

    private static readonly Lazy<EvidenceAnswer> Found = new(() => EvidenceOf.Answer(Question(), Policy));
    private static readonly Lazy<EvidenceAnswer> FoundPerAdult = new(() => EvidenceOf.Answer(PerAdult(), Policy));
    private static readonly Lazy<ImmutableArray<EvidenceAnswer>> FoundOfCouncils = new(() => [.. FalseStarts.SelectMany(start => Comparators.Select(council => (start, council))).AsParallel().AsOrdered().Select(one => Placebo(one.start, [one.council]))]);
    private static readonly Lazy<ImmutableArray<EvidenceAnswer>> FoundOfCounties = new(() => [.. FalseStarts.SelectMany(start => Comparators.GroupBy(council => County(council.Body)).Select(county => Placebo(start, [.. county])))]);

    internal static EvidenceAnswer Answer => Found.Value;

    internal static EvidenceAnswer AnswerPerAdult => FoundPerAdult.Value;

    /// <summary>Each comparator as if it had begun something in each of the false starts, against the 25 others.</summary>
    internal static ImmutableArray<EvidenceAnswer> OfCouncils => FoundOfCouncils.Value;

    /// <summary>The same of the councils of one metropolitan county, against those of the four others.</summary>
    internal static ImmutableArray<EvidenceAnswer> OfCounties => FoundOfCounties.Value;

    internal static ImmutableArray<RateSeries> Treated => [.. Metropolitan().Where(council => IsGreaterManchester(council.Body))];

    internal static ImmutableArray<RateSeries> Comparators => [.. Metropolitan().Where(council => !IsGreaterManchester(council.Body))];

    internal static EvidenceQuestion Question() => new(
        Scheme, null, People, Starts, Treated, Comparators, "all metropolitan district councils outside Greater Manchester (London has none)", null, null, true, null, null);

    /// <summary>Every month over the same adults, those of mid-2015: not a published rate, and no estimate in force before April 2016, but a rate in which a large council counts no more than a small one.</summary>
    internal static EvidenceQuestion PerAdult() => Question() with
    {
        Measure = "people delayed a day per 100,000 adults",
        Treated = [.. Treated.Select(PerAdult)],
        Comparators = [.. Comparators.Select(PerAdult)],
        Adults = Treated.Sum(council => (long)Adults(council)),
    };

    /// <summary>People delayed a day in a council on average, before and from the start, without any model.</summary>
    internal static FourAverages Averages
    {
        get
        {
            var (before, after) = (Answer.Points.Where(point => point.Month < Starts).ToList(), Answer.Points.Where(point => point.Month >= Starts).ToList());
            return new(
                before.Average(point => point.Treated!.Value), after.Average(point => point.Treated!.Value), before.Average(point => point.Comparators!.Value), after.Average(point => point.Comparators!.Value));
        }
    }

    /// <summary>Codes of the councils have the region in the first digit and the county in what follows.</summary>
    internal static string County(string code) => int.Parse(code, CultureInfo.InvariantCulture) switch
    {
        >= 106 and <= 110 => "Tyne and Wear",
        >= 204 and <= 207 => "South Yorkshire",
        >= 209 and <= 213 => "West Yorkshire",
        >= 304 and <= 313 => "Greater Manchester",
        >= 315 and <= 319 => "Merseyside",
        >= 406 and <= 412 => "West Midlands",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No metropolitan district."),
    };

    /// <summary>The page as it must stand in sample-data/delays.</summary>
    internal static string Page()
    {
        var text = new StringBuilder();
        Line("# What changed in Greater Manchester's delays after April 2016: a worked example");
        Line();
        Line("Made from published figures by the code of this project, and checked by its tests: nothing here is typed in by hand. It answers one question for a board, and says how far the answer goes.");
        Line();
        Line("## The question");
        Line();
        Line($"On 1 April 2016 Greater Manchester took charge of its health and social care budgets of about £6bn ([Management in Practice, 1 April 2016](https://managementinpractice.com/news/devolution-to-greater-manchester-comes-into-force); [Pennine Care NHS Foundation Trust](https://www.penninecare.nhs.uk/about-us/greater-manchester-devolution/)). Were fewer people delayed in hospital in its ten councils from then on than one would expect from other large towns?");
        Line();
        Line($"- Councils with the change: {Names(Treated)}.");
        Line($"- Compared with all {Comparators.Length} other metropolitan district councils of England: {Names(Comparators)}.");
        Line($"- Months: {RealMonths.First.Name} to {Treated[0].Points[^1].Month.Name}, {Answer.Points.Count(point => point.Month < Starts)} before and {Answer.Points.Count(point => point.Month >= Starts)} from the start.");
        Line($"- Measure: people delayed a day, which is delayed days over the days of the month, as an average over councils. It is not a rate per 100,000 adults, because under the policy of this project no population estimate is in force for months before April 2016. A rate over the adults of {Fixed} in every month is told beside it.");
        Line("- Source: NHS England, Total Delayed Days Local Authority, 60 monthly workbooks (`sample-data/reference/council-months-2013-04-to-2018-03.csv`), Open Government Licence v3.0.");
        Line();
        Line("## The answer");
        Line();
        Line($"**{Verdict(Answer)}**");
        Line();
        foreach (var says in Answer.Says)
            Line($"- {says}");
        List("Why it cannot be told", Answer.Reasons);
        Line();
        Line($"With rates over the adults of {Fixed}: **{Verdict(AnswerPerAdult)}** {string.Join(" ", AnswerPerAdult.Says)}{string.Concat(AnswerPerAdult.Reasons.Select(reason => $" {reason}"))}");
        Line();
        Line("## Estimates");
        Line();
        Line("| Design | Quantity | Estimate | 95% interval | Months | Councils | Resembles the month before by |");
        Line("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var one in Answer.Estimates)
            Line($"| {one.Design} | {one.Quantity} | {Number(one.Value)} | {Number(one.Lower)} to {Number(one.Upper)} | {one.Months} | {one.Bodies} | {(one.Autocorrelation is { } autocorrelation ? Words.Number((decimal)autocorrelation, 2) : "not known")} |");
        Line();
        foreach (var method in Answer.Estimates.Select(one => $"{one.Design}: {one.Method}").Distinct())
            Line($"- {method}");
        Line();
        Line($"Without any model: Greater Manchester's average went from {Number(Averages.TreatedBefore)} to {Number(Averages.TreatedAfter)}, that of the others from {Number(Averages.OthersBefore)} to {Number(Averages.OthersAfter)}, a difference of {Number(Averages.Difference)}. Where a month resembles the one before closely, as here, the regression rests mostly on the months next to the start and the plain averages do not; that the two are so far apart is one more reason to tell nothing.");
        Line();
        Line("## Checks");
        Line();
        Line("| Check | Holds | What it says |");
        Line("| --- | --- | --- |");
        foreach (var check in Answer.Checks)
            Line($"| {check.Name} | {check.Holds switch { true => "yes", false => "no", null => "could not be made" }} | {check.Says} |");
        Line();
        Line("## The same question where nothing started");
        Line();
        Line($"If the method finds changes where nothing began, it is not to be believed. Each of the {Comparators.Length} other councils was taken in turn as if it had begun something in {string.Join(", ", FalseStarts.Select(start => start.Name))}, against the {Comparators.Length - 1} others; and so were the five metropolitan counties that they make up.");
        Line();
        Line("| False questions | Asked | Improved | Worsened | No change seen | Cannot tell | Interval alone would find |");
        Line("| --- | --- | --- | --- | --- | --- | --- |");
        Line(Row("One council", OfCouncils));
        Line(Row("All councils of a county", OfCounties));
        Line();
        Line("An improvement or a worsening is a false finding here, unless the council did something of its own then. With 95% intervals one in twenty is to be expected by chance alone. The last column counts the intervals that lie wholly on one side of no change: without the checks so many would have been told.");
        Line();
        Line(FalseFindings is [] ? "Nothing was found." : "What was found:");
        Line();
        foreach (var one in FalseFindings)
            Line($"- {one.Says[0]}");
        Line();
        var (asked, told) = (OfCouncils.Length + OfCounties.Length, OfCouncils.Concat(OfCounties).Count(one => one.Verdict != Core.Figures.Evidence.Verdict.CannotTell));
        Line($"Of these {asked} questions {asked - told} could not be told, and of the {told} that could {FalseFindings.Length} are such findings. Series like these answer few questions about one council, and what they answer needs another source before a board relies on it.");
        Line();
        Line("## What it does not show");
        Line();
        foreach (var one in Answer.DoesNotShow)
            Line($"- {one}");
        Line("- More than budgets changed in Greater Manchester: £450m of additional transformation money came with the agreement (Pennine Care, above), and other towns had schemes of their own, of the Better Care Fund among them. The figures do not tell one from the other.");
        Line("- An agreement signed is not a service changed. If anything followed from it slowly, the first two years show little of it.");
        Line("- Guidance on what counts was issued anew on 8 April 2015 and on 5 October 2015, and from April 2017 there was a reason Other. It was the same for all councils; whether all of them took it up alike is not known.");
        Line("- Delays are of council residents wherever the hospital is, and hospitals of Greater Manchester serve neighbours too.");
        Line();
        Line("## The chart");
        Line();
        Line("Averages over councils of people delayed a day. Expected is what the ten would have had if they had moved as the others did.");
        Line();
        foreach (var says in Control().Says)
            Line($"- Control chart of the ten councils' average by itself: {says}");
        Line($"- Its limits over all 60 months: {Number((double)Control().Phases[0].Lower!.Value)} to {Number((double)Control().Phases[0].Upper!.Value)} around a mean of {Number((double)Control().Phases[0].Mean!.Value)}; {Control().Points.Count(point => point.Signal != Signal.None)} months are a signal. Limits of a series that rises for years are those of no settled process: they say that it changed, not when.");
        Line();
        Line("| Month | Greater Manchester | Others | Expected |");
        Line("| --- | --- | --- | --- |");
        foreach (var point in Answer.Points)
            Line($"| {point.Month.Name} | {Shown(point.Treated)} | {Shown(point.Comparators)} | {Shown(point.Expected)} |");
        return text.ToString();

        void Line(string line = "") => text.Append(line).Append('\n');

        void List(string head, IReadOnlyCollection<string> lines)
        {
            if (lines.Count == 0)
                return;
            Line();
            Line($"{head}:");
            Line();
            foreach (var line in lines)
                Line($"- {line}");
        }
    }

    internal static ImmutableArray<EvidenceAnswer> FalseFindings => [.. OfCouncils.Concat(OfCounties).Where(answer => answer.Verdict is Core.Figures.Evidence.Verdict.Improved or Core.Figures.Evidence.Verdict.Worsened)];

    private static XmrChart Control() => XmrCharts.Of(
        [.. Answer.Points.Select(point => new SeriesPoint(point.Month, (decimal?)point.Treated))], XmrCharts.Settings(RealMonths.First.FirstDay, MetricDirection.Lower, Policy), [], "people delayed a day");

    private static EvidenceAnswer Placebo(ReportingMonth start, ImmutableArray<RateSeries> treated) => EvidenceOf.Answer(
        Question() with { Scheme = "nothing", Measure = treated is [_] ? "people delayed a day" : People, Starts = start, Treated = treated, Comparators = [.. Comparators.Where(other => !treated.Any(body => body.Body == other.Body))] }, Policy);

    private static IEnumerable<RateSeries> Metropolitan() => RealMonths.Councils
        .Select(code => (Printed: code, Authority: RealMonths.Authority(code, Starts)))
        .Where(council => council.Authority.OnsCode?.StartsWith("E08", StringComparison.Ordinal) == true)
        .OrderBy(council => council.Authority.Code, StringComparer.Ordinal)
        .Select(council => new RateSeries(council.Authority.Code, council.Authority.Name, RealMonths.Content.Beds(council.Printed), []));

    private static bool IsGreaterManchester(string code) => County(code) == "Greater Manchester";

    private static RateSeries PerAdult(RateSeries council) =>
        council with { Points = [.. council.Points.Select(point => point with { Value = point.Value * 100_000 / Adults(council) })] };

    private static int Adults(RateSeries council) => ReferenceBook.Current.AdultsOf(RealMonths.Authority(council.Body, Starts), Fixed)!.Number;

    private static string Verdict(EvidenceAnswer answer) => answer.Verdict switch
    {
        Core.Figures.Evidence.Verdict.Improved => "Improved.",
        Core.Figures.Evidence.Verdict.Worsened => "Worsened.",
        Core.Figures.Evidence.Verdict.NoChangeSeen => "No change seen.",
        _ => "It cannot be told.",
    };

    private static string Row(string what, ImmutableArray<EvidenceAnswer> answers) =>
        $"| {what} | {answers.Length} | {string.Join(" | ", Enum.GetValues<Verdict>().Select(verdict => answers.Count(answer => answer.Verdict == verdict)))} | {answers.Count(answer => answer.Estimates is [{ } main, ..] && (main.Lower > 0 || main.Upper < 0))} |";

    private static string Names(IEnumerable<RateSeries> councils) => string.Join(", ", councils.Select(council => council.Name));

    private static string Number(double value) => Words.Number((decimal)value, 1);

    private static string Shown(double? value) => value is { } shown ? Number(shown) : "missing";
}

/// <summary>Averages of two groups in two times, and the difference of their changes.</summary>
internal sealed record FourAverages(double TreatedBefore, double TreatedAfter, double OthersBefore, double OthersAfter)
{
    internal double Difference => TreatedAfter - TreatedBefore - (OthersAfter - OthersBefore);
}

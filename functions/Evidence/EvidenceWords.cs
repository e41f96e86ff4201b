using System.Collections.Immutable;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;

namespace Monitoring.Evidence;

/// <summary>What an answer says, in words that a board can read aloud.</summary>
internal static class EvidenceWords
{
    /// <summary>Below this a rate is shown with two places.</summary>
    private const double Small = 1;

    /// <summary>Of more comparators that are left out the reasons are a wall that nobody reads.</summary>
    private const int MostTold = 3;

    private static readonly string[] Counts = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary><c>1.8 fewer</c>, <c>0.25 more</c>; <c>no more and no fewer</c> where it is nothing in the places shown.</summary>
    public static string Change(double value) => Number(Math.Abs(value)) is var shown && IsNone(shown) ? "no more and no fewer" : $"{shown} {(value < 0 ? "fewer" : "more")}";

    /// <summary><c>0.4 to 3.2 fewer</c>, <c>0.4 fewer to 1.2 more</c>: the end nearer to none first where both are on one side.</summary>
    public static string Between(double lower, double upper)
    {
        if (lower < 0 && upper > 0)
            return $"{Number(-lower)} fewer to {Number(upper)} more";
        var (near, far) = lower >= 0 ? (lower, upper) : (-upper, -lower);
        return $"{Number(near)} to {Number(far)} {(lower >= 0 ? "more" : "fewer")}";
    }

    public static string Interval(double lower, double upper) => $"95% interval {Between(lower, upper)}";

    public static string Number(double value) => Words.Number((decimal)value, Math.Abs(value) < Small ? 2 : 1);

    /// <summary><c>From April 2016 the ten councils of Home First had</c>.</summary>
    public static string Who(EvidenceQuestion question) => question.Treated is [var only] ? only.Name : $"the {Count(question.Treated.Length)} {Kind(question.Treated)} of {question.Scheme}";

    /// <summary>The answer, before its verdict.</summary>
    public static string Headline(EvidenceQuestion question, Panel panel, Finding found) =>
        $"From {question.Starts.Name} {Who(question)} had {Change(found.Average.Value)} {question.Measure} than {(panel.Comparators is [] ? "the months before would lead" : "the comparators would lead")} one to expect ({Interval(found.Average.Lower, found.Average.Upper)}).";

    public static string OfVerdict(EvidenceQuestion question, Verdict verdict, double matters) => verdict switch
    {
        Verdict.Improved => $"No change at all is outside the interval, the checks hold, and {(question.LowerIsBetter ? "fewer" : "more")} is better: an improvement was seen after {question.Scheme} started.",
        Verdict.Worsened => $"No change at all is outside the interval, the checks hold, and {(question.LowerIsBetter ? "fewer" : "more")} is better: things were worse after {question.Scheme} started.",
        Verdict.NoChangeSeen => $"No change was seen, and a change of {Number(matters)} or more either way, which would matter, is outside the interval.",
        _ => "Whether anything changed cannot be told from these data, for the reasons given.",
    };

    /// <summary>What is told of one body alone is told of what that body's months did, by chance or by anything else; null where there are several.</summary>
    public static string? OfOne(EvidenceQuestion question) => question.Treated is [_] ? $"{(Kind(question.Treated) == "councils" ? "One council" : "One body")}: a second source is needed before anybody acts on it." : null;

    public static string OfDays(EvidenceQuestion question, Interval days, ReportingMonth last) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"For {question.Adults:#,0} adults that comes to {Math.Abs(days.Value):#,0} delayed days {(days.Value >= 0 ? "fewer" : "more")} than expected over the months used from {question.Starts.Name} to {last.Name} (95% interval {Days(days)}).{(question.Treated.Length > 1 ? " The average of the bodies' rates is taken for the rate of all their adults." : "")}");

    public static string OfCost(EvidenceQuestion question, Interval cost) => $"{question.Cost} was spent: {Pounds(cost.Value)} for each delayed day avoided (95% interval {Pounds(cost.Lower)} to {Pounds(cost.Upper)}).";

    public static string Method(Panel panel, Finding found, bool season, bool alone) =>
        (alone
            ? $"Regression of the {(panel.Treated.Length == 1 ? "series" : "mean of the series")} with a level and a slope before and from the start{(season ? ", and a level for each month of the year" : "")}; the trend before the start is taken to go on. "
            : $"{(panel.Treated.Length == 1 ? "One body" : $"Mean of {panel.Treated.Length} bodies")} less the mean of {Words.Of(panel.Comparators.Length, "comparator")}, with another level from the start{(season ? " and a level for each month of the year" : "")}. ")
        + "Errors are taken to follow the month before (first-order autocorrelation); the interval averages over how strongly, weighted by the restricted likelihood"
        + (found.Widened ? ", and is wider because comparators changed differently from each other by more than their months explain." : ".");

    public static IEnumerable<string> DoesNotShow(EvidenceQuestion question, Panel panel, EvidenceRules rules)
    {
        yield return $"It does not show that {question.Scheme} caused what was seen: a change that came with the start may have come from anything else that began about then in the same places.";
        yield return question.Comparators is []
            ? "There are no comparators: what changed everywhere at that time cannot be told from what changed here."
            : $"Other comparators could give another answer. These were chosen so: {question.ChosenBy}.";
        if (panel.LeftOut is not [])
            yield return $"{Words.Of(panel.LeftOut.Length, "chosen comparator")} {(panel.LeftOut.Length == 1 ? "is" : "are")} not in it. {string.Join(" ", panel.LeftOut.Take(MostTold))}{(panel.LeftOut.Length > MostTold ? $" The other {Count(panel.LeftOut.Length - MostTold)} {(panel.LeftOut.Length == MostTold + 1 ? "is" : "are")} left out for reasons of this kind." : "")}";
        if (panel.Window.Length > panel.Months.Length && panel.Months is not [])
            yield return $"{Words.Of(panel.Window.Length - panel.Months.Length, "month")} of {panel.Window.Length} {(panel.Window.Length - panel.Months.Length == 1 ? "is" : "are")} not in it, because a body has no figure there: nothing is put in their place.";
        yield return "To whom a delay is attributed, and when a patient counts as ready, are judgements that a scheme may change: fewer delays recorded are not always fewer people waiting.";
        yield return "A delay avoided is not an outcome for a person: whether people went to the right place, and stayed well, is not in these figures.";
        yield return "Rates of small places move much by chance. The interval allows for the movement seen in these months, not for a rare event.";
        yield return $"That no difference in trend was seen before the start does not show that there was none, nor that the trends would have stayed alike. In simulated series the intervals hold the truth in 92% to 97% of cases where a month resembles the one before by up to 0.5 and at least {rules.LeastMonths} months are used; beyond that they are not known to.";
        if (question.Cost is not null)
            yield return "The cost is what was spent on the scheme. What it would have cost otherwise, who saved, and what else the money brought are not in it.";
    }

    private static bool IsNone(string shown) => shown.All(character => character is '0' or '.');

    private static string Count(int number) => number < Counts.Length ? Counts[number] : Words.Number(number);

    /// <summary>Authorities have codes of three digits in the collections of delays.</summary>
    private static string Kind(ImmutableArray<RateSeries> bodies) => bodies.All(body => body.Body is { Length: 3 } code && code.All(char.IsAsciiDigit)) ? "councils" : "bodies";

    private static string Days(Interval days) => days.Lower < 0 && days.Upper > 0
        ? $"{Whole(-days.Lower)} more to {Whole(days.Upper)} fewer"
        : days.Lower >= 0 ? $"{Whole(days.Lower)} to {Whole(days.Upper)} fewer" : $"{Whole(-days.Upper)} to {Whole(-days.Lower)} more";

    private static string Whole(double value) => Words.Number((decimal)value, 0);

    private static string Pounds(double value) => Pence.FromPounds(Rounding.HalfAwayFromZero((decimal)value, 2)).ToString();
}

using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Figures.Evidence;

/// <summary>A rate of one body over time.</summary>
/// <param name="Breaks">Months from which the body, or what is counted, is another: no estimate runs across one silently.</param>
public sealed record RateSeries(string Body, string Name, ImmutableArray<SeriesPoint> Points, ImmutableArray<ReportingMonth> Breaks);

/// <summary>
/// A question: what changed after a scheme started, against chosen comparators?
/// </summary>
/// <param name="Scheme">What started: a scheme of a plan, a policy, a reorganisation.</param>
/// <param name="Model">Model of joint working of the scheme, in the words of the plan; null where it has none.</param>
/// <param name="Measure">What is measured, with its unit: <c>people delayed a day per 100,000 adults</c>.</param>
/// <param name="Starts">First month of the scheme.</param>
/// <param name="Treated">The bodies that have it.</param>
/// <param name="Comparators">Bodies that do not, chosen by name, by neighbours or by region; none for the series by itself.</param>
/// <param name="ChosenBy">How the comparators were chosen, in words.</param>
/// <param name="Before">Months before the start that are used; null for all.</param>
/// <param name="After">Months from the start that are used; null for all.</param>
/// <param name="LowerIsBetter">Which way is good.</param>
/// <param name="Cost">What the scheme cost in the months after the start; null where it is not known.</param>
/// <param name="Adults">People aged 18 and over of the treated bodies: turns a rate into days; null where not known.</param>
public sealed record EvidenceQuestion(
    string Scheme, string? Model, string Measure, ReportingMonth Starts, ImmutableArray<RateSeries> Treated, ImmutableArray<RateSeries> Comparators, string ChosenBy, int? Before, int? After, bool LowerIsBetter, Pence? Cost, long? Adults);

/// <summary>What the data allow to be said.</summary>
public enum Verdict
{
    /// <summary>The interval lies on the good side of no change, and the checks hold.</summary>
    Improved,

    /// <summary>The interval lies on the bad side of no change, and the checks hold.</summary>
    Worsened,

    /// <summary>The interval holds no change, and is narrow enough to say that a change of any size that matters is not there.</summary>
    NoChangeSeen,

    /// <summary>The data do not support an answer; the reasons say why.</summary>
    CannotTell,
}

/// <summary>An estimate with its uncertainty.</summary>
/// <param name="Design"><c>Interrupted time series</c>, <c>Difference in differences</c>.</param>
/// <param name="Quantity"><c>Change of level</c>, <c>Change of slope a month</c>, <c>Average difference after the start</c>.</param>
/// <param name="Lower">Of the 95% interval, which allows for autocorrelation.</param>
/// <param name="Method">How, in one sentence, with what it assumes.</param>
public sealed record Estimate(string Design, string Quantity, string Unit, double Value, double StandardError, double Lower, double Upper, double? P, int Months, int Bodies, double? Autocorrelation, string Method);

/// <summary>A check that an answer must stand.</summary>
/// <param name="Holds">False where it stands in the way of an answer; null where it could not be made, which does not.</param>
public sealed record EvidenceCheck(string Name, bool? Holds, string Says, ImmutableArray<CheckPoint> Points)
{
    /// <summary>What the check asks, as a question.</summary>
    public string Asks { get; init; } = "";
}

/// <summary>One of the results behind a check: a placebo start, a window, a comparator left out.</summary>
public sealed record CheckPoint(string Label, double Value, double? Lower, double? Upper);

/// <summary>The series as they were used, for the chart: treated, comparators, and what would have been expected without the scheme.</summary>
public sealed record EvidencePoint(ReportingMonth Month, double? Treated, double? Comparators, double? Expected);

/// <summary>The answer with all that a reader needs to judge it.</summary>
/// <param name="Says">What it shows, in two or three sentences.</param>
/// <param name="Reasons">Why it cannot be told, where it cannot.</param>
/// <param name="DaysAvoided">Delayed days fewer (above zero) than expected, over the months after the start, with its interval; null where it cannot be told.</param>
/// <param name="CostPerDay">Pounds for each delayed day avoided; null without costs, and where the interval holds no change.</param>
/// <param name="DoesNotShow">What it does not show: always there.</param>
public sealed record EvidenceAnswer(
    EvidenceQuestion Question, Verdict Verdict, ImmutableArray<string> Says, ImmutableArray<string> Reasons, ImmutableArray<Estimate> Estimates, ImmutableArray<EvidenceCheck> Checks, Interval? DaysAvoided, Interval? CostPerDay,
    ImmutableArray<EvidencePoint> Points, ImmutableArray<string> DoesNotShow)
{
    /// <summary>The data and the design hold, whatever the estimate is: such answers are pooled over schemes. To pool only those that can be told would pool the largest.</summary>
    public bool Supported { get; init; }

    /// <summary>The answers in force to questions that practice leaves open, on the first day of the scheme.</summary>
    public ImmutableArray<SwitchInForce> Switches { get; init; } = [];
}

/// <summary>A value with a lower and an upper bound.</summary>
public sealed record Interval(double Value, double Lower, double Upper);

/// <summary>Answers of schemes of one model of joint working together.</summary>
public sealed record EvidenceGroup(string Model, int Schemes, int Improved, int Worsened, int NoChangeSeen, int CannotTell, Interval? Pooled, string Says);

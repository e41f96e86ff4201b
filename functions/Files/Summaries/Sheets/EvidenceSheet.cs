using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What changed after schemes of the plan started, with what it does not show; and a chart of one of them.</summary>
internal static class EvidenceSheet
{
    public const string Name = "Evidence";

    public static SheetPlan Of(SummaryRows rows) => new(Name, "What changed after schemes started, against comparators, or that it cannot be told", Name)
    {
        Sentences = SheetPlan.Say(
        [
            $"One row for each scheme of the plan of {rows.Period.Year} that says when it began, while delayed transfers were collected. Rates to the end of {rows.Period.Name} are used, and no later ones. What other authorities had is as their histories stood when this version was made; a correction of theirs makes a new version.",
            "An estimate without its interval says nothing: between lower and upper lies what the data allow. A delay avoided is no outcome for a person.",
            .. rows.Summary.EvidenceLeftOut > 0 ? [$"{Words.Of(rows.Summary.EvidenceLeftOut, "scheme")} more {(rows.Summary.EvidenceLeftOut == 1 ? "says" : "say")} when {(rows.Summary.EvidenceLeftOut == 1 ? "it" : "they")} began, later than these, and {(rows.Summary.EvidenceLeftOut == 1 ? "is" : "are")} left out. The page Evidence answers for any of them."] : Array.Empty<string>(),
        ]),
        Table = new TablePlan("tblEvidence",
            [
                new("Scheme", Widest: 18), new("From", Number: true), new("Answer", Widest: 16), new("In words", Widest: 48), new("Estimate", Number: true), new("Lower", Number: true), new("Upper", Number: true),
                new("Days avoided", Number: true), new("Pounds a day avoided", Number: true), new("What it does not show, and why it cannot be told", Widest: 54),
            ],
            [.. rows.Summary.Evidence.Select(Row)]),
    };

    public const string ChartName = "Evidence over time";

    private const string Month = "Month", Treated = "The board", Others = "Comparators", Expected = "Expected";

    /// <summary>The scheme with a chart: the first that can be told, else the first of which there are figures; null where there are none.</summary>
    public static EvidenceAnswer? Charted(SummaryRows rows) =>
        rows.Summary.Evidence.Where(answer => answer.Points.Any(point => point.Treated is not null)).OrderBy(answer => answer.Verdict == Verdict.CannotTell).FirstOrDefault();

    public static SheetPlan Chart(SummaryRows rows)
    {
        var answer = Charted(rows)!;
        var (question, comparators, expected) = (answer.Question, answer.Points.Any(point => point.Comparators is not null), answer.Points.Any(point => point.Expected is not null));
        var unit = char.ToUpperInvariant(question.Measure[0]) + question.Measure[1..];
        return new(ChartName, $"The rates before and after {question.Scheme} began, with a chart", $"Before and after {question.Scheme} began")
        {
            Sentences = SheetPlan.Say(
                $"{unit}. {question.Scheme} began in {question.Starts.Name}. {(comparators ? $"Comparators are {question.ChosenBy}: their mean. " : "")}{(expected ? $"Expected is what {(comparators ? "the comparators" : "the months before")} would lead one to expect of {rows.Summary.Name} without it. " : "")}The sheet {Name} says what may be concluded.",
                $"{Of(answer.Verdict)}.{(answer.Points.Any(point => point.Treated is null) ? " A month without figures is one in which a body has none: nothing is put in its place." : "")}"),
            Table = new TablePlan("tblEvidenceMonths",
                [new(Month, Number: true), new(Treated, Number: true), .. Columns(Others, comparators), .. Columns(Expected, expected), new("Time", Widest: 22)],
                [.. answer.Points.Select(point => (Entry[])
                [
                    Entry.Month(point.Month), Point(point.Treated), .. comparators ? [Point(point.Comparators)] : Array.Empty<Entry>(), .. expected ? [Point(point.Expected)] : Array.Empty<Entry>(),
                    Entry.Of(point.Month < question.Starts ? "Before it began" : "After it began"),
                ])], Filter: false),
            Charts = [ChartPlan.Lines($"{rows.Summary.Name} before and after {question.Starts.Name}", $"Line chart by month: {question.Measure}. {string.Join(" ", answer.Says)}", unit, Month,
                [Treated, .. comparators ? [Others] : Array.Empty<string>(), .. expected ? [Expected] : Array.Empty<string>()])],
        };

        static IEnumerable<ColumnPlan> Columns(string heading, bool isKnown) => isKnown ? [new(heading, Number: true)] : [];

        static Entry Point(double? value) => Entry.Point(value is { } known ? Rounding.HalfAwayFromZero((decimal)known, 6) : null, Look.TwoDecimals);
    }

    private static Entry[] Row(EvidenceAnswer answer)
    {
        // What cannot be told has no number to be quoted.
        var estimate = answer.Verdict == Verdict.CannotTell ? null : answer.Estimates.FirstOrDefault();
        return
        [
            Entry.Of(answer.Question.Scheme), Entry.Month(answer.Question.Starts), Entry.Of(Of(answer.Verdict)), Entry.Of(string.Join(" ", answer.Says)),
            Number(estimate?.Value, Look.TwoDecimals), Number(estimate?.Lower, Look.TwoDecimals), Number(estimate?.Upper, Look.TwoDecimals),
            Number(answer.DaysAvoided?.Value, Look.Whole), Number(answer.CostPerDay?.Value, Look.Money), Entry.Of(string.Join(" ", answer.Reasons.Concat(answer.DoesNotShow))),
        ];
    }

    private static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Improved => "An improvement was seen",
        Verdict.Worsened => "Things were worse",
        Verdict.NoChangeSeen => "No change was seen",
        _ => "It cannot be told",
    };

    private static Entry Number(double? value, Look look) => value is { } known ? Entry.Of(Rounding.HalfAwayFromZero((decimal)known, 6), look) : Entry.Words("not told");
}

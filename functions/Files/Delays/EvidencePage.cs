using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;
using Monitoring.Files.Charts;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>What is known of a scheme's effect as a page: the verdict in words first, then the interval, the series, each check with its sentence, what it does not show, and the method.</summary>
public static class EvidencePage
{
    /// <summary>Estimates below this are shown with two places.</summary>
    private const double Small = 1;

    /// <param name="downloads">Files that go with it: what to call each, and where it is.</param>
    public static string Html(EvidenceAnswer answer, IReadOnlyList<(string Text, string Href)>? downloads = null)
    {
        var title = $"{answer.Question.Scheme}: what changed?";
        return Page.Of(title, "Evidence", Answers(answer, title) + PageSection.Downloads(downloads) + PageSection.All([.. Sections(answer)]),
            "It describes what came after a start. It does not show that the scheme was the cause.");
    }

    /// <summary><c>2.0 fewer (0.9 fewer to 3.1 fewer)</c>.</summary>
    internal static string Changed(Interval change) => $"{Change(change.Value)} ({Between(change.Lower, change.Upper)})";

    private static string T(string? text) => Receipts.Html.Text(text);

    /// <summary>The first screen. Where it cannot be told, no number stands in it: a reader would take it for the answer.</summary>
    private static string Answers(EvidenceAnswer answer, string title)
    {
        var question = answer.Question;
        var (look, shape, word) = Told(answer.Verdict);
        var html = new StringBuilder($"<h1>{T(title)}</h1>\n<p>{T($"{Phrases.Capital(question.Measure)}, from {question.Starts.Name}, {Compared(question)}.")}</p>\n");
        if (answer.Verdict != Verdict.CannotTell)
            return html.Append(PageSection.Panel(look, shape, word, answer.Says.Take(1))).Append(PageSection.List(answer.Says.Skip(1))).ToString();
        html.Append(PageSection.Panel(look, shape, word, ["Whether anything changed cannot be told from these data."]));
        return html.Append("<p><strong>Why it cannot be told</strong></p>\n").Append(PageSection.List(answer.Reasons)).ToString();
    }

    private static string Compared(EvidenceQuestion question) => question.Comparators.IsEmpty ? $"{Names(question.Treated)} by itself: without comparators" : $"{Names(question.Treated)} beside {Words.Of(question.Comparators.Length, "comparator")}";

    private static (string Look, string Shape, string Word) Told(Verdict verdict) => verdict switch
    {
        Verdict.Improved => ("plain good", Shape("<path d=\"M18 33l10 10 19-21\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"6\"/>"), "An improvement was seen"),
        Verdict.Worsened => ("part", Shape("<path d=\"M32 17v20M32 42v6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"6\"/>"), "Things were worse"),
        Verdict.NoChangeSeen => ("plain", Shape("<path d=\"M18 26h28M18 38h28\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"6\"/>"), "No change was seen"),
        _ => ("plain", Shape("<path d=\"M24 25a8 8 0 1 1 11 8q-3 2-3 6M32 44v6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"5\"/>"), "It cannot be told"),
    };

    private static string Shape(string inside) => $"<svg class=\"shape\" viewBox=\"0 0 64 64\" width=\"64\" height=\"64\" aria-hidden=\"true\" focusable=\"false\"><circle cx=\"32\" cy=\"32\" r=\"29\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"4\"/>{inside}</svg>";

    private static string Names(IReadOnlyCollection<RateSeries> bodies) => Phrases.List([.. bodies.Select(body => body.Name)]);

    private static IEnumerable<PageSection> Sections(EvidenceAnswer answer)
    {
        if (answer.Verdict == Verdict.CannotTell && answer.Says.Length > 1)
            yield return new("seen", "What was estimated, for what it is worth", "<p>These are numbers of a model that did not pass. Do not quote them as an answer.</p>\n" + PageSection.List(answer.Says));
        if (!answer.Points.IsEmpty)
            yield return new("series", "The series", Series(answer));
        if (!answer.Estimates.IsEmpty)
            yield return new("estimates", "Estimates", Estimates(answer));
        if (!answer.Checks.IsEmpty)
            yield return new("checks", "Checks", Checks(answer));
        yield return new("does-not-show", "What it does not show", PageSection.List(answer.DoesNotShow));
        yield return new("question", "What was asked", Question(answer.Question));
        if (!answer.Switches.IsEmpty)
            yield return new("rules", "Rules in force", PageTable.Of("Where practice could be another, this is what was done", [new("Rule"), new("Value"), new("What it means"), new("Standing"), new("Source")],
                answer.Switches.Select(one => (IReadOnlyList<string>)[T(one.Policy), T(one.Value), T(one.Meaning), T(Standing(one.Mark)), T(one.Source)])));
        if (!answer.Estimates.IsEmpty)
            yield return new("method", "Method", string.Concat(answer.Estimates.DistinctBy(estimate => (estimate.Design, estimate.Method)).Select(estimate => $"<h3>{T(estimate.Design)}</h3>\n<p>{T(estimate.Method)}</p>\n")));
    }

    private static string Series(EvidenceAnswer answer)
    {
        var (question, by, told) = (answer.Question, answer.Points.ToDictionary(point => point.Month), answer.Verdict != Verdict.CannotTell);
        var months = MonthAxis.Between(by.Keys.Min(), by.Keys.Max());
        var title = $"{Phrases.Capital(question.Measure)}: {question.Scheme}";
        ChartLine[] lines =
        [
            new(question.Treated.Length == 1 ? question.Treated[0].Name : $"Mean of the {Words.Number(question.Treated.Length)} with the scheme", Values(point => point.Treated), "#005eb8", "", Dots: true),
            // What cannot be told is not drawn either: a reader would take the gap between the lines for the answer.
            .. told ? [new("Expected without the scheme", Values(point => point.Expected), "#212b32", "3 3", Dots: false)] : (ChartLine[])[],
            new("Mean of comparators", Values(point => point.Comparators), "#768692", "9 4", Dots: false),
        ];
        var html = new StringBuilder(PageSection.Picture(title, LinesSvg.Of(title, $"Lines for each month from {months[0].Name} to {months[^1].Name}. The scheme starts in {question.Starts.Name}. The numbers are in the table below.", question.Measure, months, lines, question.Starts)));
        return html.Append(PageSection.Details("The same in numbers", PageTable.Of(title, [new("Month"), new("With the scheme", Number: true), .. told ? [new("Expected", Number: true)] : (TableColumn[])[], new("Comparators", Number: true)],
            answer.Points.Select(point => (IReadOnlyList<string>)
            [
                T(point.Month.Name), Value(point.Treated, DelayWords.Missing), .. told ? [Value(point.Expected, "not estimated")] : (string[])[], Value(point.Comparators, question.Comparators.IsEmpty ? "none chosen" : DelayWords.Missing),
            ])))).ToString();

        List<decimal?> Values(Func<EvidencePoint, double?> value) => [.. months.Select(month => by.TryGetValue(month, out var point) && value(point) is { } known ? (decimal?)known : null)];
    }

    private static string Estimates(EvidenceAnswer answer)
    {
        var (main, title) = (answer.Estimates[0], $"Change from {answer.Question.Starts.Name}, with 95% intervals");
        // A slope is of another unit: it has its row in the table.
        var rows = answer.Estimates.Where(estimate => estimate.Unit == main.Unit).Select(estimate => new RangeRow($"{estimate.Design}: {Lower(estimate.Quantity)}", (decimal)estimate.Value, (decimal)estimate.Lower, (decimal)estimate.Upper, null, $"{estimate.Design}, {Lower(estimate.Quantity)}: {Change(estimate.Value)}, {Between(estimate.Lower, estimate.Upper)}.")).ToList();
        return "<p>The first is what the verdict rests on. Where an interval crosses the strong line, no change at all is possible.</p>\n"
            + PageSection.Picture(title, RangesSvg.Of(title, $"{main.Unit}, below 0 is fewer", rows, "no change"))
            + PageTable.Of("Estimates", [new("Design"), new("What"), new("Change", Number: true), new("95% interval", Number: true), new("Unit"), new("p", Number: true), new("Months", Number: true), new("Bodies", Number: true), new("Autocorrelation", Number: true)],
                answer.Estimates.Select(estimate => (IReadOnlyList<string>)
                [
                    T(estimate.Design), T(estimate.Quantity), T(Change(estimate.Value)), T(Between(estimate.Lower, estimate.Upper)), T(estimate.Unit), estimate.P is { } p ? T(Chance(p)) : PageSection.Quiet("not worked out"), T(Words.Number(estimate.Months)), T(Words.Number(estimate.Bodies)),
                    estimate.Autocorrelation is { } rho ? T(Words.Number((decimal)rho, 2)) : PageSection.Quiet(DelayWords.NotKnown),
                ]), rowHeads: 2)
            + PageSection.Terms(
                ("Days avoided", answer.DaysAvoided is { } days ? $"{Whole(days.Value)} delayed days {(days.Value < 0 ? "more" : "fewer")} than expected ({Days(days)})" : "Cannot be told."),
                ("Cost of each", answer.CostPerDay is { } cost ? $"{Pounds(cost.Value)} for each delayed day avoided (95% interval {Pounds(cost.Lower)} to {Pounds(cost.Upper)})" : answer.Question.Cost is null ? "Not known: no cost was given." : "Cannot be told: that days were avoided at all is not certain."));
    }

    private static string Checks(EvidenceAnswer answer)
    {
        var html = new StringBuilder(PageTable.Of("One that stands in the way is enough for nothing to be told", [new("Check"), new("What it asks"), new("What came out"), new("In the way?")],
            answer.Checks.Select(check => (IReadOnlyList<string>)[T(check.Name), T(check.Asks), T(check.Says), check.Holds switch { true => "No", false => "<strong>Yes: it stands in the way</strong>", _ => PageSection.Quiet("Could not be made, so it is not in the way") }])));
        foreach (var check in answer.Checks.Where(check => check.Points.Length > 1))
        {
            var title = $"{check.Name}: results behind the check";
            html.Append(PageSection.Details(title, PageSection.Picture(check.Name, RangesSvg.Of(check.Name, $"{answer.Question.Measure}, below 0 is fewer",
                [.. check.Points.Select(point => new RangeRow(Phrases.Capital(point.Label), (decimal)point.Value, (decimal?)point.Lower, (decimal?)point.Upper, null, $"{Phrases.Capital(point.Label)}: {Change(point.Value)}{(point is { Lower: { } lower, Upper: { } upper } ? $", {Between(lower, upper)}" : "")}."))], "no change"))
                + PageTable.Of(check.Name, [new("Which"), new("Change", Number: true), new("95% interval", Number: true)],
                    check.Points.Select(point => (IReadOnlyList<string>)[T(Phrases.Capital(point.Label)), T(Change(point.Value)), point is { Lower: { } lower, Upper: { } upper } ? T(Between(lower, upper)) : PageSection.Quiet("not worked out")]))));
        }
        return html.ToString();
    }

    private static string Question(EvidenceQuestion question) => PageSection.Terms(
        ("Scheme", question.Scheme),
        ("Joint working", question.Model ?? "No model is given in the plan."),
        ("Measure", $"{Phrases.Capital(question.Measure)}; {(question.LowerIsBetter ? "fewer" : "more")} is better"),
        ("Starts", question.Starts.Name),
        ("With the scheme", string.Join("; ", question.Treated.Select(body => $"{body.Name} ({body.Body})"))),
        ("Comparators", question.Comparators.IsEmpty ? "None: the series by itself." : string.Join("; ", question.Comparators.Select(body => $"{body.Name} ({body.Body})"))),
        ("Chosen by", question.Comparators.IsEmpty ? null : Phrases.Capital(question.ChosenBy)),
        ("Months used", $"{(question.Before is { } before ? Words.Of(before, "month") : "All months")} before the start and {(question.After is { } after ? Words.Of(after, "month") : "all")} from it"),
        ("Adults", question.Adults is { } adults ? Words.Number(adults) : "Not known: a rate cannot be turned into days."),
        ("Cost", question.Cost is { } cost ? cost.ToString() : "Not known."));

    private static string Standing(Core.Policy.Mark mark) => mark switch
    {
        Core.Policy.Mark.Verified => "verified in its source",
        Core.Policy.Mark.Derived => "derived",
        Core.Policy.Mark.Recalled => "recalled, not read in its publication",
        _ => "assumed: decide it",
    };

    private static string Change(double value) => End(value, Places(value));

    /// <summary>Both ends with their side, so that nobody has to know which way a sign points.</summary>
    private static string Between(double lower, double upper) => lower < 0 && upper < 0 || lower > 0 && upper > 0
        ? $"{Size(lower < 0 ? upper : lower, Places(lower, upper))} to {Size(lower < 0 ? lower : upper, Places(lower, upper))} {(lower < 0 ? "fewer" : "more")}"
        : $"{End(lower, Places(lower, upper))} to {End(upper, Places(lower, upper))}";

    private static string End(double value, int places) => IsNone(value) ? "none" : $"{Size(value, places)} {(value < 0 ? "fewer" : "more")}";

    /// <summary>As many for both ends as the farther one needs.</summary>
    private static int Places(params ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (Math.Abs(value) >= Small)
                return 1;
        }
        return 2;
    }

    private static string Days(Interval days) => days.Lower < 0 && days.Upper > 0 ? $"95% interval {Whole(days.Lower)} more to {Whole(days.Upper)} fewer"
        : days.Lower >= 0 ? $"95% interval {Whole(days.Lower)} to {Whole(days.Upper)} fewer" : $"95% interval {Whole(days.Upper)} to {Whole(days.Lower)} more";

    private static bool IsNone(double value) => Math.Abs(value) < 0.005;

    private static string Size(double value, int places) => Words.Number((decimal)Math.Abs(value), places);

    private static string Whole(double value) => Words.Number((decimal)Math.Abs(value), 0);

    private static string Chance(double p) => p < 0.001 ? "below 0.001" : Words.Number((decimal)p, 3);

    private static string Pounds(double pounds) => Pence.FromPounds(Rounding.HalfAwayFromZero((decimal)pounds, 2)).ToString();

    private static string Value(double? value, string words) => value is { } known ? T(Words.Number((decimal)known, 2)) : PageSection.Quiet(words);

    private static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}

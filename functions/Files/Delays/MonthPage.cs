using System.Globalization;
using System.Text;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>The figures of a body for a month as a page, each with its working: as they stand, or as they were known at a time beside what stands now.</summary>
public static class MonthPage
{
    /// <param name="figures">As they stand, or stood.</param>
    /// <param name="address">Where the figures of the month are: <c>/delays/507/2019-11</c>.</param>
    /// <param name="vintage">The time as at which the figures stood, with what stands now; null where these are what stands.</param>
    /// <param name="downloads">Files that go with it: what to call each, and where it is.</param>
    public static string Html(DelayFigures figures, string address, (DateTimeOffset AsAt, DelayFigures? Now)? vintage = null, IReadOnlyList<(string Text, string Href)>? downloads = null)
    {
        var title = $"Delayed transfers of care: {figures.Subject()}";
        return Page.Of(title, "Delayed transfers of care", Answers(figures, title, vintage) + Form(address, vintage?.AsAt) + PageSection.Downloads(downloads) + PageSection.All([.. Sections(figures, vintage)]),
            "Every version of every return is kept: what was known on any day can be worked out again.");
    }

    private static string T(string? text) => Receipts.Html.Text(text);

    private static string Answers(DelayFigures figures, string title, (DateTimeOffset AsAt, DelayFigures? Now)? vintage)
    {
        var html = new StringBuilder($"<h1>{T(title)}</h1>\n<p><strong>{T(vintage is { } then ? $"As known {Time(then.AsAt)}." : "As it stands.")} Figures: {T(Phrases.Of(figures.Status))}.</strong> {T(string.Join(" ", figures.StatusReasons))}</p>\n");
        if (vintage is { } compared)
            html.Append(PageSection.Panel("plain", "", IsSame(figures, compared.Now) ? "The same stands now" : "Other figures stand now", [Compared(figures, compared.Now)]));
        return html.Append(PageSection.List(figures.Notes)).ToString();
    }

    private static string Time(DateTimeOffset asAt) => London.EndOf(London.DateOf(asAt)) == asAt ? $"at the end of {Words.Date(London.DateOf(asAt))}" : $"on {Phrases.LondonTime(asAt)}";

    private static bool IsSame(DelayFigures then, DelayFigures? now) => now is not null && then.Figures.Select(figure => (figure.Id, figure.Value)).SequenceEqual(now.Figures.Select(figure => (figure.Id, figure.Value)));

    private static string Compared(DelayFigures then, DelayFigures? now)
    {
        if (now is null)
            return "Nothing stands now: what was reported then was withdrawn.";
        var (was, stands) = (then.Find("days.total")?.Value, now.Find("days.total")?.Value);
        var changed = then.Figures.Count(figure => now.Find(figure.Id)?.Value != figure.Value);
        return IsSame(then, now) ? "No figure was restated since."
            : was == stands ? $"The total is the same, {Value(was, "days")} days, but {Words.Of(changed, "other figure")} {(changed == 1 ? "is" : "are")} not."
            : $"Delayed days were {Value(was, "days")} then and are {Value(stands, "days")} now.";
    }

    /// <summary>A day is enough: all that was received on it counts.</summary>
    private static string Form(string address, DateTimeOffset? asAt) => string.Create(CultureInfo.InvariantCulture, $"""
        <form method="get" action="{T(address)}">
        <div class="fields">
        <div><label for="as-at">As known at the end of the day</label><p class="hint" id="as-at-hint">In London. As it stands now, if left empty.</p><input type="date" id="as-at" name="as-at" aria-describedby="as-at-hint" value="{(asAt is { } time ? London.DateOf(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "")}" /></div>
        </div>
        <button type="submit">Show</button>
        </form>

        """);

    private static IEnumerable<PageSection> Sections(DelayFigures figures, (DateTimeOffset AsAt, DelayFigures? Now)? vintage)
    {
        yield return new("figures", "Figures", vintage is { } then ? Beside(figures, then.Now) : Alone(figures));
        yield return new("workings", "Workings", PageSection.Details("How each figure was worked out", Workings(figures)));
        if (!figures.Warnings.IsEmpty)
            yield return new("warnings", "Warnings", PageTable.Of("What stood out in the returns and was accepted", [new("Rule"), new("What"), new("Sender's explanation")],
                figures.Warnings.GroupBy(warning => (warning.Warning.Rule, warning.Title, warning.Explanation?.Text)).Select(same => (IReadOnlyList<string>)
                    [T(same.Key.Rule), T(same.Key.Title), same.Key.Text is { } text ? $"<bdi>{T(text)}</bdi>" : PageSection.Quiet("none yet")])));
        yield return new("about", "About these figures", PageSection.Terms(
        [
            ("About", $"{figures.Body.Name} ({figures.Body.Code}), {figures.Month.Name}"),
            ("Last return that counts", figures.AsAt == default ? null : $"Received {Phrases.LondonTime(figures.AsAt)}"),
            ("Rules", $"Version {figures.Policy}"),
            ("Reference data", $"Version {figures.Reference}"),
        ]));
    }

    private static string Alone(DelayFigures figures) => PageTable.Of("Delayed days, people delayed a day, and rates", [new("Figure"), new("Value", Number: true), new("Unit"), new("Divided by"), new("Status")],
        figures.Figures.Select(figure => (IReadOnlyList<string>)[T(figure.Name), Shown(figure.Value, figure.Unit), T(figure.Unit), T(Divided(figure)), T(Phrases.Of(figure.Status))]));

    private static string Beside(DelayFigures then, DelayFigures? now) => PageTable.Of("What was known then beside what stands now", [new("Figure"), new("Unit"), new("Then", Number: true), new("Now", Number: true), new("Change", Number: true), new("Then divided by")],
        then.Figures.Select(figure =>
        {
            var stands = now?.Find(figure.Id)?.Value;
            return (IReadOnlyList<string>)
            [
                T(figure.Name), T(figure.Unit), Shown(figure.Value, figure.Unit), Shown(stands, figure.Unit),
                figure.Value == stands ? "<span class=\"day\">no change</span>" : figure.Value is { } was && stands is { } value ? $"<strong class=\"day\">{T($"{Value(Math.Abs(value - was), figure.Unit)} {(value > was ? "more" : "less")}")}</strong>" : "<strong>changed</strong>", T(Divided(figure)),
            ];
        }));

    private static string Divided(Figure figure) => figure is { Numerator: { } numerator, Denominator: { } denominator }
        ? $"{Divisor(numerator)} / {Divisor(denominator)}{(figure.DenominatorName is { } name ? $" ({name})" : "")}" : "";

    private static string Divisor(decimal number) => Words.Number(number, decimal.IsInteger(number) ? 0 : 2);

    private static string Workings(DelayFigures figures) => PageTable.Of("Step by step", [new("Figure"), new("Steps")],
        figures.Figures.Select(figure => (IReadOnlyList<string>)
        [
            T(figure.Name), string.Join("<br />", figure.Working.Select(step => T($"{step.Text}{(step.Amount is { } amount ? $": {Words.Number(amount, decimal.IsInteger(amount) ? 0 : 4)}" : "")}{(step.Source is { } source ? $" ({source})" : "")}"))),
        ]));

    private static string Shown(decimal? value, string unit) => value is null ? PageSection.Quiet(DelayWords.NotKnown) : T(Value(value, unit));

    private static string Value(decimal? value, string unit) => value is { } known ? Words.Number(known, unit == "days" ? 0 : 2) : DelayWords.NotKnown;
}

using System.Globalization;
using System.Text;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Charts;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>Delays of a body over time as a page: complete in itself, without scripts, and loading nothing from anywhere. It begins with what a board should know, in words; each picture has its numbers in a table.</summary>
public static class DelaysPage
{
    /// <summary>Months of the pictures and tables of the mix and of ranks; what is older is in the table of every month.</summary>
    private const int Year = 12, TwoYears = 24;

    /// <param name="downloads">Files that go with it: what to call each, and where it is.</param>
    /// <param name="restatements">Where the restatements are shown cell by cell; null where they are not.</param>
    public static string Html(DelayHistory history, IReadOnlyList<(string Text, string Href)>? downloads = null, string? restatements = null) => Page.Of(
        history.Title(), "Delayed transfers of care", Answers(history) + PageSection.Downloads(downloads) + PageSection.All([.. Sections(history, restatements)]),
        "A missing month is never zero. If a figure looks wrong, name the month and what it should be: the provider corrects it by a new return.");

    private static string T(string? text) => Receipts.Html.Text(text);

    /// <summary>The first screen.</summary>
    private static string Answers(DelayHistory history)
    {
        var html = new StringBuilder($"<h1>{T(history.Title())}</h1>\n<p><strong>{T(Period(history))}</strong></p>\n");
        var meaning = history.Beds.Last?.Meaning ?? SignalMeaning.None;
        html.Append(PageSection.Panel(Look(meaning), XmrSvg.Shape(meaning), DelayWords.Verdict(history), history.Says.Take(1)));
        return html.Append(PageSection.List(history.Says.Skip(1))).ToString();
    }

    private static string Period(DelayHistory history) => history.Months.IsEmpty ? "No month is known." : $"{(history.Months.Length == 1 ? history.Months[0].Month.Name : $"{history.Months[0].Month.Name} to {history.Months[^1].Month.Name}")}. Figures: {Phrases.Of(history.Status)}.";

    private static string Look(SignalMeaning meaning) => meaning switch
    {
        SignalMeaning.Concern => "part",
        SignalMeaning.Improvement => "plain good",
        _ => "plain",
    };

    /// <summary>What there is nothing of is left out.</summary>
    private static IEnumerable<PageSection> Sections(DelayHistory history, string? restatements)
    {
        var restated = history.Months.Where(month => month.Marks.Contains(MonthMark.Restated)).Select(month => month.Month).ToHashSet();
        yield return new("beds", "People delayed a day", Chart(history.Beds, $"People delayed a day, {history.Name}", restated, [.. history.Says.Take(1)]));
        if (history.SocialCareBeds is { } socialCare)
            yield return new("social-care", "Of these, social care alone", $"<p>Days attributed to social care alone; days attributed to both are left out.</p>\n{Chart(socialCare, $"People delayed a day, social care alone, {history.Name}", restated, socialCare.Says)}");
        if (history.Months.Any(month => month.Days > 0))
            yield return new("mix", "Who is responsible, and why", Mix(history));
        if (history.Months.Any(month => month.Rank is not null))
            yield return new("rank", "Rank among authorities", Ranks(history));
        if (!history.Comparisons.IsEmpty)
            yield return new("others", "Beside others", Others(history));
        if (!history.Answers.IsEmpty)
            yield return new("agreed", "Agreed and disputed", Agreed(history));
        if (!history.Years.IsEmpty)
            yield return new("years", "Measures of the year", Years(history));
        if (!history.Changed.IsEmpty)
            yield return new("restated", "Restated figures", Restated(history, restatements));
        if (!history.Months.IsEmpty)
            yield return new("months", "Every month", Months(history));
        if (!history.Switches.IsEmpty)
            yield return new("rules", "Rules in force", Rules(history));
        yield return new("about", "About these figures", About(history));
    }

    /// <summary>The last two years first, under the limits of the whole series; then all of it, its signals, and how the limits came about, for who asks.</summary>
    private static string Chart(XmrChart chart, string title, IReadOnlySet<ReportingMonth> restated, IReadOnlyList<string> says)
    {
        var recent = chart.Recent(TwoYears, DelayWords.Unit);
        var whole = ReferenceEquals(recent, chart);
        var shown = whole ? title : $"{title}: the last {TwoYears} months";
        var html = new StringBuilder(PageSection.Picture(shown, XmrSvg.Of(recent, shown, DelayWords.Unit, restated) + (whole || !HasLimits(chart) ? "" : "<p class=\"hint\">The limits are those of the whole series: they start anew for a recorded reason only.</p>\n")));
        html.Append(says.Count == 1 ? $"<p>{T(says[0])}</p>\n" : PageSection.List(says));
        if (!whole)
        {
            var all = $"{title}: {chart.Points[0].Month.Name} to {chart.Points[^1].Month.Name}";
            html.Append(PageSection.Details($"All {Words.Of(MonthAxis.Between(chart.Points[0].Month, chart.Points[^1].Month).Count, "month")}", PageSection.Picture(all, XmrSvg.Of(chart, all, DelayWords.Unit, restated))));
        }
        if (chart.Phases.LastOrDefault() is { Upper: not null, Points: var months } && chart.Points.Count(point => point.Phase == chart.Phases.Length - 1 && point.Signal != Signal.None) * 2 > months)
            html.Append("<p>Most months are signals: one mean does not describe them any more. Whoever knows what changed, and in which month, sends it as \"Limits that start anew\" (<a href=\"/templates/rebases.xlsx\">template</a>): limits start there, and the reason stands beside them.</p>\n");
        return html.Append(Signals(chart)).Append(PageSection.Details("How the limits were worked out", Limits(chart))).ToString();
    }

    private static bool HasLimits(XmrChart chart) => chart.Phases.Any(phase => phase.Upper is not null);

    /// <summary>Each signal once, however many months it has. The one that the last month is in is told above, so the earlier ones are counted apart from it.</summary>
    private static string Signals(XmrChart chart)
    {
        var episodes = chart.Episodes();
        var now = episodes.Count(episode => episode.Last.Month == chart.Last?.Month);
        if (episodes.IsEmpty)
            return HasLimits(chart) ? "<p>No month has a signal.</p>\n" : "";
        var earlier = episodes.Length - now;
        return PageSection.Details(earlier == 0 ? "The signal" : $"{Words.Of(earlier, "earlier signal")}{(now == 0 ? "" : ", and that of the last month")}", PageTable.Of(
            $"What chance seldom does, the latest first{(chart.IsSmall ? ". Small numbers: one patient moves the chart" : "")}", [new("Months"), new("How many", Number: true), new("People a day", Number: true), new("What it means"), new("Why it is a signal")],
            episodes.OrderByDescending(episode => episode.Last.Month).Select(episode => (IReadOnlyList<string>)
            [
                T(episode.First == episode.Last ? episode.First.Month.Name : $"{episode.First.Month.Name} to {episode.Last.Month.Name}"), T(Words.Number(episode.Points.Length)), T(Range([.. episode.Points.Select(point => point.Value!.Value)])),
                T(Phrases.Capital(DelayWords.Of(episode.First.Meaning))), T(Phrases.Capital(episode.First.Says ?? "")),
            ])));
    }

    private static string Range(IReadOnlyCollection<decimal> values)
    {
        var places = values.Max() < 10 ? 2 : 1;
        var (least, most) = (Words.Number(values.Min(), places), Words.Number(values.Max(), places));
        return least == most ? least : $"{least} to {most}";
    }

    private static string Limits(XmrChart chart) => PageTable.Of("Each stretch of months has limits of its own",
        [new("From"), new("To"), new("Why it begins"), new("Months", Number: true), new("Mean", Number: true), new("Lower limit", Number: true), new("Upper limit", Number: true), new("What they are made of")],
        chart.Phases.Select(phase => (IReadOnlyList<string>)
        [
            T(phase.From.Name), T(phase.To.Name), T(Phrases.Capital(phase.Why)), T(Words.Number(phase.Points)), Number(phase.Mean, "too few months"),
            phase.Lower < 0 ? PageSection.Quiet("below zero: says nothing") : Number(phase.Lower, "too few months"), Number(phase.Upper, "too few months"), T(MadeOf(phase)),
        ])) + $"<p>{T($"Limits lie 2.66 average moving ranges from the mean: nearly all months fall between them by chance. {(chart.Settings.Screened ? "Changes from month to month of 3.267 times their average and more are left out of the average, once. " : "")}"
            + $"{Words.Number(chart.Settings.RunLength)} months in a row on one side of the mean, or rising, or falling, are a signal too. Below {Words.Number(chart.Settings.Least)} months the limits are trial limits.")}</p>\n";

    private static string MadeOf(XmrPhase phase) => phase.AverageMovingRange is not { } range ? "Two months in a row are needed."
        : $"Average moving range {Words.Number(range, 2)}{(phase.Screened > 0 ? $"; {Words.Of(phase.Screened, "change")} left out as unusual" : "")}{(phase.Trial ? "; trial limits" : "")}.";

    private static string Mix(DelayHistory history)
    {
        List<HistoryMonth> months = [.. history.Months.TakeLast(TwoYears)], known = [.. history.Months.TakeLast(Year).Where(month => month.Days is not null)];
        var days = known.Sum(month => month.Days!.Value);
        var title = $"People delayed a day by who is responsible, {history.Name}";
        var rows = DelayedTransfers.Attributions.Select(attribution => new BarRow(DelayWords.Of(attribution), [.. months.Select(month => Days(month, attribution) is { } value ? (decimal?)value / month.Month.Days : null)])).ToList();
        var says = $"Bars for each month from {months[0].Month.Name} to {months[^1].Month.Name}. {string.Join(" ", DelayedTransfers.Attributions.Select(attribution => days == 0 ? "" : $"{DelayWords.Of(attribution)}: {DelayWords.Percent((decimal)known.Sum(month => Days(month, attribution)!.Value) / days, 0)} of the days of the months below."))}".TrimEnd();
        var html = new StringBuilder(PageSection.Picture(title, BarsSvg.Of(title, says, DelayWords.Unit, [.. months.Select(month => month.Month)], rows)));
        if (days == 0)
            return html.Append(CultureInfo.InvariantCulture, $"<p>{T(known.Count == 0 ? "The last twelve months are missing." : "No day of delay was reported in the last twelve months.")}</p>\n").ToString();
        var when = known.Count == 1 ? known[0].Month.Name : $"{Words.Of(known.Count, "month")} from {known[0].Month.Name} to {known[^1].Month.Name}";
        html.Append(PageTable.Of($"Delayed days by who is responsible, {when}", [new("Responsible"), new("Days", Number: true), new("Share", Number: true)],
            DelayedTransfers.Attributions.Select(attribution => (IReadOnlyList<string>)[T(DelayWords.Of(attribution)), T(Words.Number(known.Sum(month => Days(month, attribution)!.Value))), T(DelayWords.Percent((decimal)known.Sum(month => Days(month, attribution)!.Value) / days))])));
        var reasons = known.SelectMany(month => month.ByReason).GroupBy(reason => reason.Key).Select(reason => (Code: reason.Key, Days: reason.Sum(one => one.Value))).OrderByDescending(reason => reason.Days).ThenBy(reason => reason.Code, StringComparer.Ordinal).ToList();
        return html.Append(reasons.Sum(reason => reason.Days) != days ? "<p>The days are not known by reason here.</p>\n" : PageTable.Of($"Delayed days by reason, {when}", [new("Reason"), new("Days", Number: true), new("Share", Number: true), new("Bar")],
            reasons.Select(reason => (IReadOnlyList<string>)[T(DelayWords.Reason(reason.Code)), T(Words.Number(reason.Days)), T(DelayWords.Percent((decimal)reason.Days / days)), Bar((decimal)reason.Days / decimal.Max(1, reasons[0].Days))]))).ToString();
    }

    private static long? Days(HistoryMonth month, Attribution attribution) => attribution switch
    {
        Attribution.Nhs => month.Nhs,
        Attribution.SocialCare => month.SocialCare,
        _ => month.Both,
    };

    /// <summary>For the eye only: the number stands beside it.</summary>
    internal static string Bar(decimal share) => string.Create(CultureInfo.InvariantCulture, $"<svg class=\"share\" width=\"100%\" height=\"14\" aria-hidden=\"true\" focusable=\"false\"><rect width=\"{ValueAxis.Number(share * 100)}%\" height=\"14\" fill=\"#005eb8\"/></svg>");

    private static string Ranks(DelayHistory history) => "<p>Rank 1 has the fewest people delayed a day per 100,000 adults, and quartile 1 is the quarter with the fewest. Ranks move by chance from month to month: a change of rank is not news by itself.</p>\n" + Latest(history) + PageSection.Details("Month by month", PageTable.Of(
        "Rank of the last twelve months, the latest first", [new("Month"), new("Per 100,000 adults", Number: true), new("Rank", Number: true), new("Quartile", Number: true), new("Read with care")],
        history.Months.TakeLast(Year).Reverse().Select(month => (IReadOnlyList<string>)
        [
            T(month.Month.Name), Rate(month), Rank(month), month.Quartile is { } quartile ? T($"{quartile} of 4") : PageSection.Quiet(DelayWords.NotRanked),
            month.Days is null ? PageSection.Quiet(DelayWords.Missing) : month.SmallNumbers.IsEmpty ? "" : T(Phrases.Capital(string.Join("; ", month.SmallNumbers))),
        ])));

    private static string Latest(DelayHistory history) => history.Months.LastOrDefault(month => month.Rank is not null) is not { } last ? "" :
        $"<p><strong>{T($"{last.Month.Name}: rank {last.Rank} of {last.RankedOf}, quartile {last.Quartile} of 4.")}</strong>{(last.SmallNumbers.IsEmpty ? "" : T($" Read it with care: {string.Join(" and ", last.SmallNumbers)}."))}</p>\n";

    private static string Rank(HistoryMonth month) => month is { Rank: { } rank, RankedOf: { } of } ? T($"{rank} of {of}") : PageSection.Quiet(DelayWords.NotRanked);

    private static string Others(DelayHistory history)
    {
        var html = new StringBuilder();
        foreach (var window in history.Comparisons.GroupBy(comparison => (comparison.Month, comparison.Months)).OrderByDescending(window => window.Key.Months))
        {
            var when = window.Key.Months == 1 ? window.Key.Month.Name : $"mean of {Words.Of(window.Key.Months, "month")} to {window.Key.Month.Name}";
            var title = $"People delayed a day per 100,000 adults: {history.Name} beside others, {when}";
            html.Append(PageSection.Picture(title, RangesSvg.Of(title, "people a day per 100,000 adults", [.. window.Select(one => new RangeRow($"{Phrases.Capital(one.Group)} ({one.Bodies})", one.Own, one.Lowest, one.Highest, one.Median, one.Says))], null)
                + $"<p class=\"hint\">Diamond: {T(history.Name)}. Line: from the lowest to the highest of the others. Long stroke: their median.</p>\n"));
            html.Append(PageTable.Of($"The same in numbers, {when}", [new("Others"), new("Bodies", Number: true), new(history.Name, Number: true), new("Median", Number: true), new("Lowest", Number: true), new("Highest", Number: true)],
                window.Select(one => (IReadOnlyList<string>)[T(Phrases.Capital(one.Group)), T(Words.Number(one.Bodies)), Number(one.Own, DelayWords.NotKnown), Number(one.Median, DelayWords.NotKnown), Number(one.Lowest, DelayWords.NotKnown), Number(one.Highest, DelayWords.NotKnown)])));
        }
        return html.Append(PageSection.Details("The same in sentences", PageSection.List(history.Comparisons.Select(comparison => comparison.Says)))).ToString();
    }

    private static string Agreed(DelayHistory history)
    {
        var answers = history.Answers.OrderByDescending(answer => answer.Month).ThenBy(answer => answer.Attribution).ToList();
        var recent = answers.Select(answer => answer.Month).Distinct().Take(Year).ToHashSet();
        var older = answers.Where(answer => !recent.Contains(answer.Month)).ToList();
        return "<p>What authorities answered to the days that providers reported. An answer never changes the reported figure: the provider does, by a new return.</p>\n"
            + Answered("Answers, the latest month first", answers.Where(answer => recent.Contains(answer.Month)))
            + (older.Count == 0 ? "" : PageSection.Details("Older answers", Answered("Older answers", older)));
    }

    private static string Answered(string caption, IEnumerable<AnsweredDays> answers) => PageTable.Of(caption,
        [new("Month"), new("Responsible"), new("Reported", Number: true), new("Agreed", Number: true), new("Disputed", Number: true), new("Not answered", Number: true), new("Decided by")],
        answers.Select(answer => (IReadOnlyList<string>)
        [
            T(answer.Month.Name), T(DelayWords.Of(answer.Attribution)), Number(answer.Reported, DelayWords.Missing), T(Words.Number(answer.Agreed)), answer.Disputed > 0 ? $"<strong>{T(Words.Number(answer.Disputed))}</strong>" : "0",
            answer.Reported is not { } reported ? PageSection.Quiet(DelayWords.NotKnown) : reported < answer.Agreed + answer.Disputed ? PageSection.Quiet("more answered than stands") : T(Words.Number(reported - answer.Agreed - answer.Disputed)),
            answer.Decisions.IsEmpty ? PageSection.Quiet("not shown here") : string.Join("<br />", answer.Decisions.Select(decision => $"<bdi>{T(decision.By)}</bdi>, {T(Words.Date(decision.On))}")),
        ]), rowHeads: 2);

    private static string Years(DelayHistory history)
    {
        var years = history.Years.GroupBy(measure => measure.Year).OrderByDescending(year => year.Key).ToList();
        return "<p>What each measure counts changed over the years, so it is said beside each. Two years with another count are not comparable.</p>\n"
            + Measured($"{years[0].Key}", years[0]) + (years.Count == 1 ? "" : PageSection.Details($"Earlier years: {years[^1].Key} to {years[1].Key}", string.Concat(years.Skip(1).Select(year => Measured($"{year.Key}", year)))));
    }

    private static string Measured(string caption, IEnumerable<YearMeasure> measures) => PageTable.Of($"Measures of {caption}", [new("Measure"), new("Value", Number: true), new("Unit"), new("Months", Number: true), new("What it counts"), new("To know")],
        measures.Select(measure => (IReadOnlyList<string>)
        [
            T(measure.Name), measure.Value is { } value ? T(Words.Number(value, 1)) : PageSection.Quiet(Phrases.NotCalculable), T(Phrases.Capital(measure.Unit)), T($"{measure.Months} of 12"), T(Phrases.Capital(measure.Numerator)),
            T($"{Phrases.Capital(Phrases.Of(measure.Status))}.{(measure.Why is { } why ? $" {why}" : "")} {measure.Source}"),
        ]));

    private static string Restated(DelayHistory history, string? restatements) => PageTable.Of($"{Words.Of(history.Changed.Length, "restatement")}, the latest first", [new("Month"), new("Restated on"), new("Total was", Number: true), new("Total is", Number: true), new("What moved")],
        history.Changed.Select(one => (IReadOnlyList<string>)
        [
            T(one.Month.Name), T(Words.Date(London.DateOf(one.At))), Number(one.Was, "nothing stood"), Number(one.Is, "nothing stands"), T($"{(one.Body == history.Key.Body ? "" : $"{one.Body}: ")}{one.Says}"),
        ])) + (restatements is null ? "" : $"<p><a href=\"{T(restatements)}\">Cell by cell</a></p>\n");

    private static string Months(DelayHistory history)
    {
        var signals = history.Beds.Points.ToDictionary(point => point.Month);
        var years = history.Months.GroupBy(month => FinancialYear.Of(month.Month.FirstDay)).OrderByDescending(year => year.Key);
        return "<p>Months of each financial year, the latest first.</p>\n" + string.Concat(years.Select((year, i) => PageSection.Details($"{year.Key}", PageTable.Of(
            $"Delayed days of {year.Key}, and people delayed a day",
            [new("Month"), new("Days", Number: true), new("People a day", Number: true), new("Per 100,000 adults", Number: true), new("NHS days", Number: true), new("Social care days", Number: true), new("Days of both", Number: true), new("To know")],
            year.Reverse().Select(month => (IReadOnlyList<string>)
            [
                MonthOf(history, month), Number(month.Days, DelayWords.Missing), Number(month.Beds, DelayWords.Missing), Rate(month), Number(month.Nhs, DelayWords.Missing), Number(month.SocialCare, DelayWords.Missing), Number(month.Both, DelayWords.Missing),
                Marks(month, signals.GetValueOrDefault(month.Month), history.Beds.IsSmall),
            ])), open: i == 0)));
    }

    /// <summary>Its name, with the way to its workings and to what was known of it on any day: single months are told of England and of authorities, under the code that they had then.</summary>
    private static string MonthOf(DelayHistory history, HistoryMonth month) =>
        month.Days is not null && history.Level is HistoryLevel.England or HistoryLevel.Authority && month.From is [var from] && from == history.Key.Body ? $"<a href=\"/delays/{T(from)}/{month.Month}\">{T(month.Month.Name)}</a>" : T(month.Month.Name);

    /// <summary>Marks first, then why, then what the chart says of the month.</summary>
    private static string Marks(HistoryMonth month, XmrPoint? point, bool small)
    {
        var signal = point is { Signal: not Signal.None } ? $"{Phrases.Capital(DelayWords.Of(point.Meaning))}, {DelayWords.Short(point)}.{(small || !month.SmallNumbers.IsEmpty ? " Small numbers: read it with care." : "")}" : "";
        var marks = month.Marks.IsEmpty ? "" : $"<strong>{T(Phrases.Capital(string.Join(", ", month.Marks.Select(DelayWords.Of))))}.</strong> ";
        return $"{marks}{T(string.Join(" ", month.Notes.Append(signal).Where(text => text.Length > 0)))}";
    }

    private static string Rules(DelayHistory history) => "<p>Where practice differs a rule decides. What is assumed is open to challenge: name the rule.</p>\n" + PageTable.Of(
        "How the charts are drawn where it could be done otherwise", [new("Rule"), new("In force"), new("What that means"), new("How sure"), new("Source")],
        history.Switches.Select(one => (IReadOnlyList<string>)[T(one.Policy), T(one.Value), T(one.Meaning), T(Phrases.Of(one.Mark)), T(one.Source)]));

    private static string About(DelayHistory history)
    {
        var denominators = history.Months.Select(month => month.Denominator).OfType<string>().Distinct().ToList();
        return PageSection.Terms(
            ("About", $"{history.Name} ({history.Key.Body}), {DelayWords.Of(history.Level)}"),
            ("People a day", "Delayed days of a month / days of the month: what NHS England called DTOC beds."),
            ("Adults", denominators.Count == 0 ? "There is no estimate of adults for it, so there are no rates." : string.Join("; ", denominators)),
            ("Responsible", "To whom the days were attributed when they were reported: NHS, social care, or both. How delays were attributed differed between places and years."),
            ("As at", $"{Phrases.LondonTime(history.AsAt)}: arrival of the last return that counts here"),
            ("Worked out with", $"policy {history.Policy}, reference data {history.Reference}"));
    }

    private static string Rate(HistoryMonth month) => Number(month.Per100000, month.Days is null ? DelayWords.Missing : month.Adults is null ? DelayWords.NoEstimate : "not whole");

    private static string Number(decimal? value, string words) => value is { } known ? T(Words.Number(known, 1)) : PageSection.Quiet(words);

    private static string Number(long? value, string words) => value is { } known ? T(Words.Number(known)) : PageSection.Quiet(words);
}

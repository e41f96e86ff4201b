using System.Text;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>A history in a list of them.</summary>
/// <param name="Last">The last month with a figure; null when none has one.</param>
/// <param name="Beds">People delayed a day in that month.</param>
/// <param name="Meaning">Of that month's signal.</param>
/// <param name="Verdict">The same in a few words: <c>Noise: no signal (trial limits)</c>.</param>
/// <param name="Address">Where its page is: <c>/delays/507</c>.</param>
public sealed record DelaysEntry(HistoryKey Key, HistoryLevel Level, string Name, FigureStatus Status, ReportingMonth? Last, decimal? Beds, SignalMeaning Meaning, string Verdict, string Address)
{
    /// <summary>So few people that one patient moves the chart: a signal is told with that warning.</summary>
    public bool Small { get; init; }

    public static DelaysEntry Of(DelayHistory history, string address)
    {
        var last = history.Beds.Last;
        return new(history.Key, history.Level, history.Name, history.Status, last?.Month, last?.Value, last?.Meaning ?? SignalMeaning.None, DelayWords.Verdict(history), address) { Small = history.IsSmall() };
    }
}

/// <summary>The bodies of which there are histories, with those first that have a signal.</summary>
public static class DelaysListPage
{
    /// <summary>Names up to which a list is open.</summary>
    private const int Few = 20;

    private static readonly (HistoryLevel Level, string Heading, string Body)[] Levels =
        [(HistoryLevel.England, "England", "Body"), (HistoryLevel.Region, "Regions", "Region"), (HistoryLevel.Authority, "Authorities", "Authority"), (HistoryLevel.Provider, "Providers", "Provider")];

    /// <param name="find">Part of a name or code that was asked for; null for all.</param>
    public static string Html(IReadOnlyList<DelaysEntry> entries, string? find = null)
    {
        var shown = entries.Where(entry => find is null || entry.Name.Contains(find, StringComparison.OrdinalIgnoreCase) || entry.Key.Body.Contains(find, StringComparison.OrdinalIgnoreCase)).ToList();
        var main = new StringBuilder("<h1>Delayed transfers of care</h1>\n<p>People whose discharge from hospital was delayed, month by month: what is a signal and what is noise, who was responsible, how others did, and what was restated.</p>\n");
        if (entries.Count == 0)
            main.Append("<p>There are none yet. A history is there as soon as figures of a month of England are.</p>\n");
        else
            main.Append(PageSection.Find("/delays", find, shown.Count, "body", "bodies")).Append(find is null ? Signals(entries) : "");
        foreach (var (level, heading, body) in Levels)
        {
            var own = shown.Where(entry => entry.Level == level).OrderBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.Key.Body, StringComparer.Ordinal).ToList();
            if (own.Count > 0)
                main.Append(new PageSection(heading.ToLowerInvariant(), heading, Folded(own.Count, heading, Listed(body, $"{heading}, {(own.Count == 1 ? "" : "each ")}with the last month that has a figure", own))).Html);
        }
        return Page.Of("Delayed transfers of care", "Delayed transfers of care", main.ToString(), "No patient is in it. The same list as data: <a href=\"/delays?as=json\">/delays?as=json</a>.");
    }

    /// <summary>Bodies to ask first. Bodies that ended are in the tables only: their last month is not now.</summary>
    private static string Signals(IReadOnlyList<DelaysEntry> entries)
    {
        if (entries.Max(entry => entry.Last) is not { } last)
            return "<p>No body has a figure.</p>\n";
        var now = entries.Where(entry => entry.Level is HistoryLevel.Authority or HistoryLevel.Provider && entry.Last == last).ToList();
        if (now.Count == 0)
            return "";
        List<DelaysEntry> concern = [.. now.Where(entry => entry.Meaning == SignalMeaning.Concern)], improved = [.. now.Where(entry => entry.Meaning == SignalMeaning.Improvement)];
        if (concern.Count + improved.Count == 0)
            return $"<p><strong>{T($"In {last.Name} none of {Words.Number(now.Count)} authorities and providers has a signal.")}</strong> {T(now.TrueForAll(entry => entry.Verdict == DelayWords.TooFew) ? "Too few months are known to tell a signal from noise." : "What moved is noise, or there are too few months to tell.")}</p>\n";
        return $"<p><strong>{T($"In {last.Name} {Words.Number(concern.Count)} of {Words.Number(now.Count)} authorities and providers {(concern.Count == 1 ? "has" : "have")} a signal of concern and {Words.Number(improved.Count)} {(improved.Count == 1 ? "has" : "have")} a signal of improvement.")}</strong> {T("The others have none: what moved there is noise, or there are too few months to tell.")}</p>\n"
            + Named("Signal of concern", concern) + Named("Signal of improvement", improved);
    }

    /// <summary>A long list is opened by whoever looks for something in it.</summary>
    private static string Folded(int count, string heading, string table) => count <= Few ? table : PageSection.Details($"{Words.Number((long)count)} {heading.ToLowerInvariant()}", table);

    /// <summary>The larger numbers first: a signal of a few patients is named, with the warning, after those of many.</summary>
    private static string Named(string what, List<DelaysEntry> entries)
    {
        if (entries.Count == 0)
            return "";
        var list = $"<ul class=\"names\">\n{string.Concat(entries.OrderBy(entry => entry.Small).ThenBy(entry => entry.Level).ThenByDescending(entry => entry.Beds).ThenBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => $"<li><a href=\"{T(entry.Address)}\">{T(entry.Name)}</a>{(entry.Small ? "<span class=\"quiet\">, small numbers</span>" : "")}</li>\n"))}</ul>\n";
        return PageSection.Details($"{what}: {Words.Number(entries.Count)}, those with the most people delayed first", list, open: entries.Count <= Few);
    }

    private static string Listed(string body, string caption, List<DelaysEntry> entries) => PageTable.Of(
        caption,
        [new(body), new("Code"), new("Last month"), new("People delayed a day", Number: true), new("Signal or noise"), new("Figures"), new("Data")],
        entries.Select(entry => (IReadOnlyList<string>)
        [
            $"<a href=\"{T(entry.Address)}\">{T(entry.Name)}</a>", T(entry.Key.Body), entry.Last is { } last ? $"<span class=\"day\">{T(last.Name)}</span>" : PageSection.Quiet("none"), entry.Beds is { } beds ? T(Words.Number(beds, 1)) : PageSection.Quiet(DelayWords.NotKnown),
            entry.Meaning == SignalMeaning.None ? T(entry.Verdict) : $"<strong>{T(entry.Verdict)}</strong>", T(Phrases.Capital(Phrases.Of(entry.Status))), $"<a href=\"{T(entry.Address)}?as=csv\" aria-label=\"CSV: {T(entry.Name)}\">CSV</a>",
        ]));

    private static string T(string? text) => Receipts.Html.Text(text);
}

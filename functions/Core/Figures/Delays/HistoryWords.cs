using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>What a board should know of a history, most important first: signal or noise, what is disputed or was restated, how others do, who and why, and what is to be read with care.</summary>
internal static class HistoryWords
{
    private const int Year = 12;

    /// <param name="history">With everything but its sentences.</param>
    /// <param name="target">Where the target stands; null without one.</param>
    /// <param name="succeeded">Sentences about reorganisation that no chart tells.</param>
    internal static IEnumerable<string> Of(DelayHistory history, string? target, IReadOnlyList<string> succeeded)
    {
        yield return $"{history.Beds.Says[0]}{Care(history)}";
        foreach (var sentence in succeeded)
            yield return sentence;
        // The target and a last month that is missing are told below, with where it stands and why.
        var assurance = history.Beds.Last is { } point ? history.Beds.Phases[point.Phase].Assurance : null;
        foreach (var sentence in history.Beds.Says.Skip(1).Where(sentence => sentence != assurance && sentence != XmrWords.Unknown(history.Months[^1].Month)))
            yield return sentence;
        if (history.Months.LastOrDefault(month => month.Days is not null) is not { } last)
            yield break;
        if (history.Months[^1].Days is null)
            yield return $"{history.Months[^1].Notes[0]} The sentences here are about {last.Month.Name}.";
        else if (last.Status == FigureStatus.Incomplete)
            yield return $"{last.Month.Name} is incomplete: {last.Notes[0]}";
        if (Answered(history) is { } answered)
            yield return answered;
        if (Restated(history, last.Month) is { } restated)
            yield return restated;
        if (history.Comparisons.FirstOrDefault(comparison => comparison.Months > 1) is { } comparison)
            yield return comparison.Says;
        if (last is { Rank: { } rank, RankedOf: { } of, Quartile: { } quartile })
            yield return $"Rank {rank} of {of} authorities with a rate in {last.Month.Name}, where 1 has the fewest people delayed per 100,000 adults: quartile {quartile} of 4. {(last.SmallNumbers.IsEmpty ? "Ranks move by chance from month to month: read them beside the chart." : $"Read it with care: {string.Join(" and ", last.SmallNumbers)}.")}";
        else if (!last.SmallNumbers.IsEmpty)
            yield return $"Read the figures with care: {string.Join(" and ", last.SmallNumbers)}.";
        foreach (var sentence in Mix(history, last.Month))
            yield return sentence;
        if (history.SocialCareBeds is { } chart && chart.Points.LastOrDefault(point => point.Value is not null) is { Signal: not Signal.None })
            yield return chart.Says[0];
        if (target is not null)
            yield return $"{assurance ?? $"The target is {XmrWords.Number(history.Beds.Settings.Target!.Value)} people delayed a day."} It comes from {target}.";
        if (history.Years.LastOrDefault(measure => measure.Id == "ascof.2c-1" && measure.Value is not null) is { } year)
            yield return $"{year.Name} of {year.Year}: {Words.Number(year.Value!.Value, 1)} {year.Unit}.{(year.Why is null ? "" : $" {year.Why}")}";
    }

    /// <summary>A signal of a body with few adults or few days is told with that; a chart of small numbers says so itself.</summary>
    private static string Care(DelayHistory history) => history.Beds is { IsSmall: false, Last: { Signal: not Signal.None } last } && history.Months.FirstOrDefault(month => month.Month == last.Month) is { SmallNumbers.IsEmpty: false } small
        ? $" Read it with care: {string.Join(" and ", small.SmallNumbers)}." : "";

    private static string? Answered(DelayHistory history)
    {
        if (history.Answers.IsEmpty)
            return null;
        var month = history.Answers.Max(answer => answer.Month);
        var answers = history.Answers.Where(answer => answer.Month == month).ToList();
        var (agreed, disputed) = (answers.Sum(answer => answer.Agreed), answers.Sum(answer => answer.Disputed));
        var whose = string.Join(", ", answers.Where(answer => answer.Disputed > 0).Select(answer => $"{Words.Number(answer.Disputed)} of {(answer.Attribution == Attribution.Both ? "both" : Words.Responsible(answer.Attribution))}"));
        return disputed == 0 ? $"In {month.Name} {Words.Days(agreed)} {(agreed == 1 ? "was" : "were")} agreed and none disputed."
            : $"In {month.Name} {Words.Days(disputed)} {(disputed == 1 ? "is" : "are")} disputed ({whose}) and {Words.Number(agreed)} agreed: the reported figure stays until the provider corrects it. Settle the dispute.";
    }

    private static string? Restated(DelayHistory history, ReportingMonth last)
    {
        var recent = history.Changed.Where(restated => restated.Month > last.AddMonths(-Year)).ToList();
        var months = recent.Select(restated => restated.Month).Distinct().Count();
        return recent.Count == 0 ? null : $"{Words.Of(months, "month")} of the last twelve {(months == 1 ? "was" : "were")} restated, last on {Words.Date(London.DateOf(recent[0].At))}. {recent[0].Says}";
    }

    /// <summary>Who is responsible and why, over the last twelve months that are there.</summary>
    private static IEnumerable<string> Mix(DelayHistory history, ReportingMonth last)
    {
        var window = history.Months.Where(month => month.Days is not null && month.Month > last.AddMonths(-Year) && month.Month <= last).ToList();
        var days = window.Sum(month => month.Days!.Value);
        if (days == 0)
            yield break;
        var when = window.Count == 1 ? $"In {last.Name}" : $"Over {Words.Of(window.Count, "month")} to {last.Name}";
        yield return $"{when} {Share(window.Sum(month => month.Nhs!.Value), days)} of delayed days were attributed to the NHS, {Share(window.Sum(month => month.SocialCare!.Value), days)} to social care and {Share(window.Sum(month => month.Both!.Value), days)} to both.";
        var reasons = window.SelectMany(month => month.ByReason).GroupBy(reason => reason.Key).Select(reason => (Code: reason.Key, Days: reason.Sum(one => one.Value))).Where(reason => reason.Days > 0)
            .OrderByDescending(reason => reason.Days).ThenBy(reason => reason.Code, StringComparer.Ordinal).Take(2).ToList();
        // Months of which only the total is known by reason would make every share too small.
        if (reasons.Count > 0 && window.Sum(month => month.ByReason.Sum(reason => reason.Value)) == days)
            yield return $"The most days were {string.Join(", then ", reasons.Select(reason => $"{Uncapital(DelayedTransfers.Reasons.Single(one => one.Code == reason.Code).Label)} ({reason.Code}, {Share(reason.Days, days)})"))}.";
    }

    private static string Uncapital(string label) => $"{char.ToLowerInvariant(label[0])}{label[1..]}";

    private static string Share(long part, long whole) => $"{Words.Number((decimal)part / whole * 100, 0)}%";
}

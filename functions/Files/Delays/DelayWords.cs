using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>Words for what histories, discharges and evidence hold as values.</summary>
internal static class DelayWords
{
    public const string Missing = "missing", NotKnown = "not known", NotGiven = "not given", Unit = "people delayed a day", NoEstimate = "no estimate of adults", NotRanked = "not ranked", TooFew = "Too few months to tell a signal from noise";

    public static string Of(MonthMark mark) => mark switch
    {
        MonthMark.Missing => Missing,
        MonthMark.Incomplete => "incomplete",
        MonthMark.Restated => "restated",
        _ => "first month after reorganisation",
    };

    public static string Of(SignalMeaning meaning) => meaning switch
    {
        SignalMeaning.Concern => "signal: concern",
        SignalMeaning.Improvement => "signal: improved",
        SignalMeaning.Neutral => "signal: a change",
        _ => "noise: no signal",
    };

    public static string Of(HistoryLevel level) => level switch
    {
        HistoryLevel.England => "England",
        HistoryLevel.Region => "region",
        HistoryLevel.Authority => "authority",
        _ => "provider",
    };

    public static string Of(Attribution attribution) => attribution switch
    {
        Attribution.Nhs => "NHS",
        Attribution.SocialCare => "Social care",
        _ => "Both",
    };

    /// <summary>The code with its words; the code alone where it is none of ours.</summary>
    public static string Reason(string code) => DelayedTransfers.Reasons.FirstOrDefault(reason => reason.Code == code) is { } reason ? $"{reason.Label} ({code})" : code;

    /// <summary><c>1,204 delayed days: 14 more</c>.</summary>
    public static string Moved(long? was, long? now) => (was, now) switch
    {
        ({ } before, { } after) when before == after => "no change",
        ({ } before, { } after) => $"{Words.Number(long.Abs(after - before))} {(after > before ? "more" : "fewer")}",
        _ => NotKnown,
    };

    /// <summary>The rule that a month is told by, in a few words; runs of months are told whole elsewhere.</summary>
    public static string Short(XmrPoint point) => point.Signal switch
    {
        Signal.Trend => "in a run of months that rise or fall",
        Signal.TwoInThree => "close to a limit, as others beside it",
        Signal.Shift => "in a run of months on one side of the mean",
        _ => point.Says ?? "",
    };

    /// <summary>What a chart says of its last figure, in a few words; limits that may still move say so, and so does a series that one patient moves.</summary>
    public static string Verdict(DelayHistory history) => Verdict(history.Beds, history.IsSmall());

    /// <param name="small">The figures are to be read with care for their size.</param>
    public static string Verdict(XmrChart chart, bool small) => chart.Last is not { } last ? "Nothing is known"
        : chart.Phases[last.Phase].Upper is null ? TooFew
        : $"{Phrases.Capital(Of(last.Meaning))}{Reservations(chart.Phases[last.Phase].Trial, small)}";

    /// <summary>One patient moves the chart, or few adults or days stand behind its last month.</summary>
    public static bool IsSmall(this DelayHistory history) => history.Beds.IsSmall || (history.Beds.Last is { } last && history.Months.Any(month => month.Month == last.Month && !month.SmallNumbers.IsEmpty));

    private static string Reservations(bool trial, bool small) => (trial, small) switch
    {
        (true, true) => " (trial limits, small numbers)",
        (true, false) => " (trial limits)",
        (false, true) => " (small numbers)",
        _ => "",
    };

    /// <summary>With one place; a large number without.</summary>
    public static string Amount(decimal value) => Words.Number(value, decimal.Abs(value) >= 100 ? 0 : 1);

    public static string Percent(decimal share, int places = 1) => $"{Words.Number(share * 100, places)}%";

    public static string Title(this DelayHistory history) => $"Delayed transfers of care: {history.Name}";
}

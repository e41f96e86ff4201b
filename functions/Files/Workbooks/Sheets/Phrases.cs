using System.Globalization;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>Words for what figures hold as values.</summary>
internal static class Phrases
{
    public const string NotCalculable = "not calculable";

    public static bool Calculable(this DelayFigures figures) => figures.Status != FigureStatus.NotCalculable;

    public static bool IsEngland(this DelayFigures figures) => figures.Body.Code == Body.EnglandCode;

    public static string Subject(this DelayFigures figures) => $"{figures.Body.Name}, {figures.Month.Name}";

    public static long TotalDays(this DelayFigures figures) => figures.Cells.Sum(cell => Days(cell.Days));

    public static long Days(ByAttribution<Total> totals) => totals.Nhs.Days + totals.SocialCare.Days + totals.Both.Days;

    public static int NotGiven(ByAttribution<Total> totals) => totals.Nhs.NotGiven + totals.SocialCare.NotGiven + totals.Both.NotGiven;

    /// <summary>The figure, or null when the document has none of that name: one with nothing to count has its total only.</summary>
    public static Figure? Find(this DelayFigures figures, string id) => figures.Figures.FirstOrDefault(figure => figure.Id == id);

    public static string Of(FigureStatus status) => status switch
    {
        FigureStatus.Final => "final",
        FigureStatus.FinalLate => "final, late",
        FigureStatus.Provisional => "provisional",
        FigureStatus.Incomplete => "incomplete",
        _ => NotCalculable,
    };

    public static string Of(Mark mark) => mark switch
    {
        Mark.Verified => "Verified: read in its source",
        Mark.Derived => "Derived: worked out from a source",
        Mark.Recalled => "Recalled: not read in a source",
        _ => "Assumed: our default, until someone decides otherwise",
    };

    public static string Of(View view) => view == View.NhsEngland ? "NHS England's edition" : "The provider's own return";

    /// <summary>As a column is headed: <c>Non-acute social care</c>.</summary>
    public static string Heading(CareType care, Attribution attribution) => $"{Of(care)} {(attribution == Attribution.Nhs ? "NHS" : Of(attribution).ToLowerInvariant())}";

    public static string Of(CareType care) => care == CareType.Acute ? "Acute" : "Non-acute";

    public static string Of(Attribution attribution) => DelayedTransfers.Name(attribution);

    public static string Percent(long part, long whole) => $"{Words.Number(100m * part / whole, 1)}%";

    public static string LondonTime(DateTimeOffset instant)
    {
        var local = London.LocalOf(instant);
        return $"{Words.Date(DateOnly.FromDateTime(local.DateTime))}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)} London time";
    }

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };

    /// <summary>The same with its first letter large; an abbreviation or a code stays as it is.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}

using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Charts;

/// <summary>Months along a chart of any width: places in percent of what the margins leave, and labels that stay apart in the narrowest one.</summary>
/// <param name="months">Each month from the first to the last.</param>
/// <param name="left">Margin in pixels.</param>
/// <param name="right">Margin in pixels.</param>
internal sealed class MonthAxis(IReadOnlyList<ReportingMonth> months, int left, int right)
{
    /// <summary>Narrowest chart, in a window of 320 pixels; and the narrowest window in which the additional labels of months are shown, of which a page takes at most so much for its margins.</summary>
    internal const int Narrow = 288, Wide = 760, PageMargin = 64;

    internal const string Style = FileStyle + ".chart .wide{display:none}@media(min-width:760px),print{.chart .wide{display:inline}}";

    /// <summary>Of a picture whose width is known to have room for every label.</summary>
    internal const string FileStyle = ".chart{display:block;font:13px Frutiger,Arial,Helvetica,sans-serif;fill:#212b32}.chart text{stroke:none}";

    /// <summary>A label such as Apr 2017, with room beside it.</summary>
    private const int MonthLabel = 66;

    /// <summary>Steps between labels, in months. Each is a multiple of those before it which it is used with.</summary>
    private static readonly int[] Steps = [1, 3, 6, 12, 24, 48, 96];

    internal IReadOnlyList<ReportingMonth> Months => months;

    internal static List<ReportingMonth> Between(ReportingMonth first, ReportingMonth last)
    {
        var all = new List<ReportingMonth>();
        for (var month = first; month <= last; month = month.AddMonths(1))
            all.Add(month);
        return all;
    }

    internal int Index(ReportingMonth month) => (month.Year - months[0].Year) * 12 + month.Month - months[0].Month;

    /// <summary>The middle of a month along the axis, in percent.</summary>
    internal string X(ReportingMonth month) => Percent(Index(month) + 0.5m);

    /// <summary>Where so many months have gone by, in percent.</summary>
    internal string Percent(decimal gone) => $"{ValueAxis.Number(gone * 100 / months.Count)}%";

    /// <summary>Ticks and labels under a plot of a height.</summary>
    internal void Draw(StringBuilder svg, int height)
    {
        if (months.Count == 0)
            return;
        var (few, more) = (StepFor(Narrow), StepFor(Wide - PageMargin));
        foreach (var month in months)
        {
            var always = IsLabelled(month, few);
            if (!always && !IsLabelled(month, more))
                continue;
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"month{(always ? "" : " wide")}\"><line x1=\"{X(month)}\" x2=\"{X(month)}\" y1=\"{height}\" y2=\"{height + 6}\" stroke=\"#425563\"/><text x=\"{X(month)}\" y=\"{height + 22}\" text-anchor=\"middle\">{Label(month)}</text></g>\n");
        }
    }

    private static string Label(ReportingMonth month) => month.FirstDay.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The least step between labels that keeps them apart in a chart of a width.</summary>
    private int StepFor(int width) => Steps.FirstOrDefault(step => (decimal)step / months.Count * (width - left - right) >= MonthLabel, Steps[^1]);

    /// <summary>Counted from an April, where the financial year begins; where no month of a short series falls on a step, its first one is labelled.</summary>
    private bool IsLabelled(ReportingMonth month, int step) => months.Any(other => IsOnStep(other, step)) ? IsOnStep(month, step) : month == months[0];

    private static bool IsOnStep(ReportingMonth month, int step) => (month.Year * 12 + month.Month - 4) % step == 0;
}

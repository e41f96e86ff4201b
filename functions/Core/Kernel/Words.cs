using System.Globalization;

namespace Monitoring.Core.Kernel;

/// <summary>Numbers and dates as they are written in sentences and workbooks: British, whatever the culture of the machine.</summary>
public static class Words
{
    /// <summary><c>9 January 2020</c>.</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>1 day</c>, <c>1,204 days</c>.</summary>
    public static string Days(long days) => string.Create(CultureInfo.InvariantCulture, $"{days:#,0} {(days == 1 ? "day" : "days")}");

    /// <summary><c>145,876</c>.</summary>
    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Rounded half away from zero to so many places: <c>4,862.53</c>.</summary>
    public static string Number(decimal number, int places) => Rounding.HalfAwayFromZero(number, places).ToString($"#,0.{new string('0', places)}".TrimEnd('.'), CultureInfo.InvariantCulture);

    /// <summary><c>1 return</c>, <c>3 returns</c>: the noun takes an s when the number is not one.</summary>
    public static string Of(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {noun}{(number == 1 ? "" : "s")}");

    /// <summary><c>July 2015</c>, <c>July 2015 and May 2016</c>; three and more in a row as <c>July 2015 to March 2016</c>.</summary>
    public static string Months(IEnumerable<ReportingMonth> months)
    {
        var runs = new List<(ReportingMonth First, ReportingMonth Last)>();
        foreach (var month in months.Distinct().Order())
        {
            if (runs is [.., var run] && run.Last.LastDay.AddDays(1) == month.FirstDay)
                runs[^1] = run with { Last = month };
            else
                runs.Add((month, month));
        }
        return Returns.BetterCareFund.List(runs.SelectMany(run =>
            run.Last == run.First ? [run.First.Name] : run.First.LastDay.AddDays(1) == run.Last.FirstDay ? [run.First.Name, run.Last.Name] : new[] { $"{run.First.Name} to {run.Last.Name}" }));
    }

    internal static string Responsible(Returns.Attribution attribution) => attribution switch
    {
        Returns.Attribution.Nhs => "the NHS",
        Returns.Attribution.SocialCare => "social care",
        _ => "both",
    };
}

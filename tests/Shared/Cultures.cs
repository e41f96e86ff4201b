using System.Globalization;

namespace Monitoring.TestTools;

/// <summary>Machines on which commas, points and the letter I mean something else.</summary>
internal static class Cultures
{
    internal static readonly string[] All = ["en-GB", "de-DE", "tr-TR", "ar-SA", ""];

    internal static T In<T>(string culture, Func<T> run)
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            return run();
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    /// <summary>The answer is the same in every culture, and this.</summary>
    internal static void Same<T>(T expected, Func<T> run) => Assert.All(All, culture => Assert.Equal(expected, In(culture, run)));
}

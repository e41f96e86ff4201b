using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Figures;

/// <summary>The invented quarters are returns that the checks take, and their tables agree with themselves, whatever the figures make of them.</summary>
public class SampleQuarterFilesTests
{
    public static TheoryData<string> Paths => [.. SampleQuarters.Table("sent.csv").Select(line => line["file"])];

    internal static readonly ImmutableArray<string> Laws = ["act-2003", "act-2014", "end-2022"];

    public static TheoryData<string> Regimes => [.. Laws];

    [Theory, MemberData(nameof(Paths))]
    public void A_file_is_taken_whole(string path)
    {
        var found = SampleQuarters.Files.Single(file => file.Path == path).Found;
        Assert.Equal([], found.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Wrong));
        Assert.Empty(found.Refused);
        Assert.NotEmpty(found.Accepted);
        Assert.False(found.Quarantine);
    }

    [Fact]
    public void Every_file_of_the_folder_was_sent_by_somebody()
    {
        var root = TestFiles.PathOf(SampleQuarters.Folder);
        Assert.Equal(
            Directory.EnumerateFiles(root, "invented-*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
            SampleQuarters.Table("sent.csv").Select(line => line["file"]).Order(StringComparer.Ordinal));
        Assert.All(SampleQuarters.Files, file => Assert.Equal(file.Sender, file.Path.Split('/')[1]));
    }

    /// <summary>Received one after the other, each party is told of the facts on which the other differs.</summary>
    [Fact]
    public void The_disputes_are_those_that_the_summary_names()
    {
        var ledger = new MemoryLedger();
        var told = SampleQuarters.Files.Where(file => file.Found.Collection == DelayNotices.Collection)
            .OrderBy(file => file.ArrivedOn)
            .SelectMany(file => ledger.Receive(TestFiles.ReadPath($"{SampleQuarters.Folder}/{file.Path}"), file.Sender, file.ArrivedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Path.GetFileName(file.Path)).Effects)
            .SelectMany(effect => effect.Findings).Where(finding => finding.Rule == "DN-51").Select(finding => finding.Wrong).ToList();
        Assert.Equal(
            [
                "'Cause of delay from here' on 20 June 2015 is not in the return of RTK.",
                "When of 'Arrangements in place' is 2005-05-12 10:55 here and 2005-05-12 11:01 in the return of RVV.",
                "When of 'Arrangements in place' is 2015-06-08 10:45 here and 2015-06-08 13:00 in the return of RJ7.",
                "When of 'Arrangements in place' is 2022-06-06 10:59 here and 2022-06-06 11:20 in the return of RJ7.",
                "When of 'Authority says all is ready' is 2005-05-12 10:55 here and 2005-05-12 11:01 in the return of RVV.",
                "When of 'Authority says all is ready' is 2015-06-08 10:45 here and 2015-06-08 13:00 in the return of RJ7.",
                "When of 'Authority says all is ready' is 2022-06-06 10:59 here and 2022-06-06 11:20 in the return of RJ7.",
                "When of 'Discharge notice' is 2005-04-15 14:20 here and 2005-04-15 13:55 in the return of RWH.",
            ],
            told.Order(StringComparer.Ordinal));
    }

    /// <summary>Days and summary were written by hand, apart from each other.</summary>
    [Theory, MemberData(nameof(Regimes))]
    public void Days_and_summary_say_the_same(string regime)
    {
        var days = SampleQuarters.Table($"expected/{regime}-days.csv").ToLookup(row => (row["Case"], row["View"]));
        var summary = SampleQuarters.Table($"expected/{regime}-summary.csv").ToLookup(row => (row["Case"], row["View"]));
        Assert.Equal(summary.Select(one => one.Key).Order(), days.Select(one => one.Key).Order());
        Assert.All(summary, one =>
        {
            var counted = days[one.Key].Where(day => day["Counts"] == "Yes").ToList();
            Assert.Equal(one.Sum(period => int.Parse(period["Days"], CultureInfo.InvariantCulture)), counted.Count);
            Assert.Equal(Sum(one.Select(period => period["Amount"])), Sum(counted.Select(day => day["Rate"])));
            Assert.All(counted, day => Assert.Contains(one, period => Within(SampleQuarters.Day(day["Date"]), period)));
        });
        Assert.All(days, one => Assert.Equal(Enumerable.Range(0, one.Count()).Select(SampleQuarters.Day(one.First()["Date"]).AddDays), one.Select(day => SampleQuarters.Day(day["Date"]))));

        static bool Within(DateOnly day, Dictionary<string, string> period) =>
            SampleQuarters.DayOrNone(period["First day"]) <= day && (period["Last day"] is "" or "open" || day <= SampleQuarters.Day(period["Last day"]));
    }

    [Theory, MemberData(nameof(Regimes))]
    public void Weekday_and_month_are_those_of_the_date(string regime) => Assert.All(SampleQuarters.Table($"expected/{regime}-days.csv"), row =>
        Assert.Equal((SampleQuarters.Day(row["Date"]).DayOfWeek.ToString(), row["Date"][..7]), (row["Weekday"], row["Month"])));

    /// <summary>What an NHS body claims in these samples is what the table of days has; what is sought is days times rate.</summary>
    [Theory, MemberData(nameof(Regimes))]
    public void Decisions_claim_the_days_of_the_table(string regime)
    {
        var days = SampleQuarters.Table($"expected/{regime}-days.csv");
        var decisions = SampleQuarters.Files.Where(file => file.Regime == regime && file.Found.Collection == ReimbursementDecisions.Collection).SelectMany(SampleQuarters.Decisions).ToList();
        Assert.NotEmpty(decisions);
        Assert.All(decisions, decision =>
        {
            var counted = days.Where(day => day["Case"] == decision.Case && day["View"] == decision.NhsBody && day["Month"] == decision.Month.ToString() && day["Authority"] == decision.Authority && day["Counts"] == "Yes").ToList();
            Assert.Equal(counted.Count, decision.Days);
            Assert.Equal(Sum(counted.Select(day => day["Rate"])), decision.Sought);
        });
    }

    private static Pence Sum(IEnumerable<string> amounts) => amounts.Select(SampleQuarters.Amount).Aggregate(default(Pence), (sum, amount) => sum + amount!.Value);
}

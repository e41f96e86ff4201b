using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Monitoring.Core;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>
/// The acute discharge report by trust through layout, rows and rules of the collection: the tidied files written again in the published columns, one file for each month. Of the 41 months
/// of the daily files, the year 2024-25 and the month of the lost day are taken.
/// </summary>
public class AcuteDischargeReconciliationTests
{
    private const string Folder = "sample-data/reference/discharge/";
    private const string Headings = "Period,Level,Region,ICB,Org Code,Org Name,Metric,Metric Type,Metric Group,Value";
    private const string Nctr = "Number of patients who no longer meet the criteria to reside";
    private const string Discharged = "Number of patients discharged";
    private const string Remaining = "Number of patients remaining in hospital who no longer meet the criteria to reside";

    internal sealed record Read(ReportingMonth Month, CheckedReturn Found, ImmutableArray<AcuteDischargeFigure> Rows);

    internal static readonly Lazy<ImmutableArray<Read>> Daily = new(() =>
        [.. Table("acute-sitrep-trust-criteria-to-reside-daily.csv").Select(cells => (Day: cells[1], Line: Line(cells[1], cells[0], Nctr, "NCTR", cells[2])))
            .Concat(Table("acute-sitrep-trust-discharged-daily.csv").Select(cells => (Day: cells[1], Line: Line(cells[1], cells[0], Discharged, "Discharges", cells[4]))))
            .GroupBy(one => one.Day[..7])
            .OrderBy(month => month.Key, StringComparer.Ordinal)
            .Where(month => month.Key == "2022-06" || ReportingMonth.Parse(month.Key).FinancialYear == "2024-25")
            .Select(month => Take(month.Key, month.Select(one => one.Line)))]);

    /// <summary>The lines below the headings. The reasons are compressed, because they are larger than a file here may be.</summary>
    private static IEnumerable<string[]> Table(string file)
    {
        using var stream = File.OpenRead(TestFiles.PathOf(Folder + file));
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream, Encoding.UTF8);
        return [.. CsvText.Read(reader.ReadToEnd()).Skip(1)];
    }

    /// <summary><c>NA</c> of the tidied files is a dash as published.</summary>
    private static string Line(string day, string code, string metric, string group, string value) =>
        CsvText.Line($"{day[8..]}/{day[5..7]}/{day[..4]}", "Provider", "[z]", "[z]", code, "[z]", metric, "Daily metric", group, value == "NA" ? "-" : value);

    private static Read Take(string month, IEnumerable<string> lines)
    {
        var file = TestFiles.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(Headings)) + "\n"), $"{month}.csv");
        var found = Pipeline.Check(file, new CheckContext("X24", new DateOnly(2025, 10, 9), PolicyBook.Current, ReferenceBook.Current, Mandates.Current));
        return new(ReportingMonth.Parse(month), found, [.. found.Accepted.SelectMany(slice => slice.Rows).Select(AcuteDischarge.Collection.RowOf)]);
    }

    private static decimal Sum(IEnumerable<Read> months, string metric) => months.SelectMany(month => month.Rows).Where(row => row.Metric == metric).Sum(row => row.Value(PolicyBook.Current) ?? 0);

    [Fact]
    public void Every_month_is_taken_and_only_what_is_odd_is_told()
    {
        Assert.Equal(13, Daily.Value.Length);
        Assert.All(Daily.Value, month => Assert.Empty(month.Found.Refused));
        Assert.All(Daily.Value.SelectMany(month => month.Found.Accepted.Select(slice => (month.Month, slice.Key.Page))), one => Assert.Equal(one.Month.ToString(), one.Page));
        Assert.Equal(2 * 47_065, Daily.Value.Sum(month => month.Rows.Length));
        // Counted in the files themselves: 121 trusts with two noughts each on the lost day; 90 days of a trust that the tidied files have without its code (NA); 35 days on which a trust has
        // more discharges than patients; 785 days not given, twice.
        Assert.Equal([("AD-06", 242), ("AD-11", 180), ("AD-33", 35)], Daily.Value.SelectMany(month => month.Found.Findings).GroupBy(finding => finding.Rule, (rule, found) => (rule, found.Count())).Order());
        Assert.Equal(2 * 785, Daily.Value.Sum(month => month.Rows.Count(row => row.Given is null)));
    }

    [Fact]
    public void The_lost_day_has_no_figures()
    {
        var lost = Daily.Value.SelectMany(month => month.Rows).Where(row => row.Day == new DateOnly(2022, 6, 19)).ToList();
        Assert.Equal(242, lost.Count);
        Assert.All(lost, row => Assert.Equal((0m, null), (row.Given!.Value, row.Value(PolicyBook.Current))));
    }

    /// <summary>
    /// E13, England in 2024-25: 8,293,981 and 3,671,864. The tidied files have trusts alone, of an earlier edition than the series that E13 is from: they fall 739 and 757 short.
    /// </summary>
    [Fact]
    public void Trusts_of_2024_25_come_to_England_but_for_the_revision()
    {
        var year = Daily.Value.Where(month => month.Month.FinancialYear == "2024-25").ToList();
        Assert.Equal(12, year.Count);
        Assert.Equal(8_293_981 - 739, Sum(year, "nctr"));
        Assert.Equal(3_671_864 - 757, Sum(year, "discharged"));
    }

    /// <summary>E13: 8,293,981 - 3,671,864 = 4,622,117; a day 22,723.24, 10,059.90 and 12,663.33.</summary>
    [Theory]
    [InlineData(4_622_117, true)]
    [InlineData(4_622_118, false)]
    public void The_identity_of_England_is_exact(int remaining, bool kept)
    {
        string[] lines = [England(Nctr, 8_293_981), England(Discharged, 3_671_864), England(Remaining, remaining)];
        var read = Take("2025-03", lines);
        Assert.Equal(kept ? [] : ["AD-30"], read.Found.Findings.Select(finding => finding.Rule));
        if (kept)
            Assert.Equal(["22,723.24", "10,059.90", "12,663.33"], read.Rows.Select(row => Words.Number(row.Given!.Value / 365, 2)));

        static string England(string metric, int value) => CsvText.Line("31/03/2025", "National", "[z]", "[z]", "ENG", "ENGLAND (Type 1 Trusts)", metric, "Daily metric", "NCTR", $"{value}");
    }

    /// <summary>52,651 rows, 259 of them not given; each of the 37 published wordings is known.</summary>
    [Fact]
    public void Every_reason_is_known_as_published()
    {
        var months = Table("acute-sitrep-trust-delay-reasons.csv.gz").GroupBy(cells => cells[2][..7]).OrderBy(month => month.Key, StringComparer.Ordinal)
            .Select(month => Take(month.Key, month.Select(cells => Line(cells[2], cells[1], cells[3], "Delay reason", cells[4])))).ToList();
        Assert.Equal(12, months.Count);
        Assert.All(months, month => Assert.Empty(month.Found.Findings));
        var rows = months.SelectMany(month => month.Rows).ToList();
        Assert.Equal((52_651, 259), (rows.Count, rows.Count(row => row.Given is null)));
        Assert.Equal(37, rows.Select(row => row.Metric).Distinct().Count());
        Assert.Equal((5_711m, 331m, 9_119m), (Total("hospital-therapy-review"), Total("interface-no-recourse"), Total("capacity-care-home")));

        decimal Total(string reason) => rows.Where(row => row.Metric == reason).Sum(row => row.Given ?? 0);
    }
}

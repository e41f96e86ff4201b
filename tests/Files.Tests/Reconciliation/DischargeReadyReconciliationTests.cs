using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Monitoring.Core;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>
/// NHS England's twelve revised months of 2024-25 through layout, rows and rules of the collection. The compilation has no file of its own shape to upload, so each of its months is written
/// again in the columns and measures of the published CSV, under the name of the file that it is from; percentages are as the compilation rounds them.
/// </summary>
public class DischargeReadyReconciliationTests
{
    private const string Compilation = "sample-data/reference/discharge/discharge-ready-date-2024-25.json";
    private const string Headings = "Data Type,Upper Tier Local Authority Code,Upper Tier Local Authority,Region (of Provider),ICB (of Provider),Code,Organisation Name,Measure,Value";
    private const string Delay = "Number of patients discharged where, between the Discharge Ready Date and Discharge Date, there is ";
    private const string Days = "Total bed days after Discharge Ready Date for patients discharged within ";

    private static readonly JsonElement Published = JsonDocument.Parse(TestFiles.Bytes(Compilation)).RootElement;

    internal static readonly Lazy<ImmutableArray<(ReportingMonth Month, CheckedReturn Found, ImmutableArray<DischargeReadyFigure> Rows)>> Months = new(() =>
        [.. Published.GetProperty("source_files").EnumerateObject().Select(file => Take(MonthOf(file.Name), MonthLines(file.Name), Path.GetFileName(file.Value.GetString()!)))]);

    private static readonly string[] Buckets = ["1 day", "2-3 days", "4-6 days", "7-13 days", "14-20 days", "21 days or more"];

    private static IEnumerable<(string Type, JsonElement Body)> Bodies =>
        Published.GetProperty("icbs").EnumerateArray().Select(body => ("ICB", body))
            .Concat(Published.GetProperty("providers").EnumerateArray().Select(body => ("Provider", body)))
            .Concat(Published.GetProperty("utlas").EnumerateArray().Select(body => ("UTLA Aggregate", body)))
            .Prepend(("National", Published.GetProperty("england")));

    private static ReportingMonth MonthOf(string name) => ReportingMonth.TryRead(name, out var month) ? month : throw new FormatException(name);

    private static IEnumerable<string> MonthLines(string month) =>
        from body in Bodies
        from said in body.Body.GetProperty("monthly").EnumerateArray()
        where said.GetProperty("month").GetString() == month
        from line in Lines(body.Type, body.Body,
            (body.Type == "UTLA Aggregate" ? "Total Discharges for UTLA from acceptable trusts" : "Number of patients discharged in total", said.GetProperty("total_discharges"), ""),
            ($"{Delay}No delay", said.GetProperty("same_day_count"), ""),
            ("Date of discharge is same as Discharge Ready Date", said.GetProperty("same_day_percent"), "%"),
            ("Date of Discharge is 1+ days after Discharge Ready Date", said.GetProperty("delayed_percent"), "%"),
            ("Total bed days lost due to delayed discharge", said.GetProperty("bed_days_after_drd"), ""),
            ("Average days from Discharge Ready Date to date of discharge (exc 0 day delays)", said.GetProperty("average_days_after_drd_excluding_zero"), ""))
        select line;

    private static IEnumerable<string> Lines(string type, JsonElement body, params (string Measure, JsonElement Value, string Sign)[] figures)
    {
        var (code, name) = (body.GetProperty("code").GetString()!, body.GetProperty("name").GetString()!);
        var authority = type == "UTLA Aggregate";
        return figures.Select(figure => CsvText.Line(type, authority ? code : "[z]", authority ? name : "[z]", "[z]", "[z]", authority ? "[z]" : code, authority ? "[z]" : name, figure.Measure,
            figure.Value.ValueKind == JsonValueKind.Null ? "-" : figure.Value.GetRawText() + figure.Sign));
    }

    internal static (ReportingMonth Month, CheckedReturn Found, ImmutableArray<DischargeReadyFigure> Rows) Take(ReportingMonth month, IEnumerable<string> lines, string name)
    {
        var file = TestFiles.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(Headings)) + "\n"), name);
        var found = Pipeline.Check(file, new CheckContext("X24", new DateOnly(2025, 7, 10), PolicyBook.Current, ReferenceBook.Current, Mandates.Current) { FileName = name });
        return (month, found, [.. found.Accepted.SelectMany(slice => slice.Rows).Select(DischargeReady.Collection.RowOf)]);
    }

    /// <summary>The year 2024-25 as one month: the compilation has lengths of delay for the year alone.</summary>
    internal static IEnumerable<string> YearLines() =>
        from body in Bodies
        let metrics = body.Body.GetProperty("metrics")
        let thresholds = body.Body.GetProperty("thresholds").EnumerateArray().ToList()
        from line in Lines(body.Type, body.Body,
        [
            (body.Type == "UTLA Aggregate" ? "Total Discharges for UTLA from acceptable trusts" : "Number of patients discharged in total", metrics.GetProperty("drd-discharges").GetProperty("count"), ""),
            ($"{Delay}No delay", thresholds[0].GetProperty("count"), ""),
            .. Buckets.Select((bucket, i) => ($"{Delay}{(i == 5 ? "a delay of 21 days or more" : $"a {bucket.Replace("days", "day", StringComparison.Ordinal)} delay")}", thresholds[i + 1].GetProperty("count"), "")),
            .. Buckets.Select((bucket, i) => (Days + bucket, thresholds[i + 1].GetProperty("bed_days"), "")),
            ("Date of discharge is same as Discharge Ready Date", metrics.GetProperty("drd-same-day").GetProperty("percent"), "%"),
            ("Date of Discharge is 1+ days after Discharge Ready Date", metrics.GetProperty("drd-delayed").GetProperty("percent"), "%"),
            ("Total bed days lost due to delayed discharge", metrics.GetProperty("drd-bed-days").GetProperty("count"), ""),
            ("Average days from Discharge Ready Date to date of discharge (inc 0 day delays)", metrics.GetProperty("drd-average-delay").GetProperty("days_including_zero"), ""),
            ("Average days from Discharge Ready Date to date of discharge (exc 0 day delays)", metrics.GetProperty("drd-average-delay").GetProperty("days"), ""),
        ])
        select line;

    private static decimal Sum(BodyLevel level, DischargeMeasure measure) => Months.Value.Sum(month => Sum(month.Rows, level, measure));

    private static decimal Sum(IEnumerable<DischargeReadyFigure> rows, BodyLevel level, DischargeMeasure measure) => rows.Where(row => row.Level == level && row.Measure == measure).Sum(row => row.Value ?? 0);

    /// <summary>The only things to tell are that the file says its month in its name alone, and that the compilation leaves out how much the authorities' figures cover.</summary>
    [Fact]
    public void Every_month_is_taken_whole()
    {
        Assert.Equal(12, Months.Value.Length);
        Assert.All(Months.Value, month =>
        {
            Assert.Equal("discharge-ready-csv", month.Found.Layout!.Key);
            Assert.Empty(month.Found.Refused);
            Assert.All(month.Rows, row => Assert.Equal(month.Month, row.Month));
            Assert.Equal($"The file does not say its month; {month.Month.Name} is taken from its name.", Assert.Single(month.Found.Findings, finding => finding.Rule == "DR-02").Wrong);
            Assert.Equal(153, month.Found.Findings.Count(finding => finding.Rule == "DR-35"));
            Assert.Equal(154, month.Found.Findings.Length);
        });
    }

    /// <summary>E12 and the notes on published data: 4,035,716 discharges = 3,489,312 + 546,404; 3,329,387 bed days.</summary>
    [Fact]
    public void England_is_as_published()
    {
        Assert.Equal(4_035_716, Sum(BodyLevel.England, DischargeMeasure.Discharges));
        Assert.Equal(3_489_312, Sum(BodyLevel.England, DischargeMeasure.NoDelay));
        Assert.Equal(546_404, Sum(BodyLevel.England, DischargeMeasure.Discharges) - Sum(BodyLevel.England, DischargeMeasure.NoDelay));
        Assert.Equal(3_329_387, Sum(BodyLevel.England, DischargeMeasure.BedDays));

        var may = Months.Value.Single(month => month.Month == new ReportingMonth(2024, 5)).Rows;
        Assert.Equal((328_363m, 285_115m, 258_180m), (Sum(may, BodyLevel.England, DischargeMeasure.Discharges), Sum(may, BodyLevel.England, DischargeMeasure.NoDelay), Sum(may, BodyLevel.England, DischargeMeasure.BedDays)));
    }

    /// <summary>Boards exactly; providers 2,389 short, all of them in April; authorities 168,803 short by design: their counts are of acceptable trusts alone.</summary>
    [Theory]
    [InlineData(BodyLevel.Icb, DischargeMeasure.Discharges, 42, 0, 0)]
    [InlineData(BodyLevel.Provider, DischargeMeasure.Discharges, 134, 2_389, 2_389)]
    [InlineData(BodyLevel.Authority, DischargeMeasure.AcceptableDischarges, 153, 168_803, 19_413)]
    public void The_levels_fall_short_of_England_as_published(BodyLevel level, DischargeMeasure measure, int bodies, int shortOfYear, int shortOfApril)
    {
        Assert.Equal(bodies, Months.Value.SelectMany(month => month.Rows).Where(row => row.Level == level).Select(row => row.Body).Distinct().Count());
        Assert.Equal(shortOfYear, Sum(BodyLevel.England, DischargeMeasure.Discharges) - Sum(level, measure));
        var april = Months.Value[0].Rows;
        Assert.Equal(shortOfApril, Sum(april, BodyLevel.England, DischargeMeasure.Discharges) - Sum(april, level, measure));
    }

    [Fact]
    public void Boards_are_England_in_every_month_when_compared_with_what_stands() => Assert.All(Months.Value, month =>
    {
        var (page, text) = Assert.Single(Acceptance.PagesOf(month.Found, PolicyBook.Current, (_, _) => "ledger"));
        var at = new DateTimeOffset(2025, 7, 10, 12, 0, 0, TimeSpan.Zero);
        var version = new PageVersion(ArrivalOrder.Of(at, "s"), "s", "X24", month.Found.View!.Value, at, page);
        var rows = LedgerText.Read(DischargeReady.Collection, text).ToLookup(row => row.Slice.Place);
        var book = new StandingBook(_ => StandingPage.After(page.Page, [version]), (_, slice) => [.. rows[slice.Place]], PolicyBook.Current, ReferenceBook.Current);
        Assert.Empty(DischargeReady.Collection.Compare(version, book));
        // And it would be told: a board that is one discharge short.
        Assert.Single(DischargeReady.Collection.Compare(version, new StandingBook(_ => StandingPage.After(page.Page, [version]), (_, slice) => [.. rows[slice.Place].Select(OneLess)], PolicyBook.Current, ReferenceBook.Current)));
    });

    private static LedgerRow OneLess(LedgerRow kept) =>
        DischargeReady.Collection.RowOf(kept) is { Body: "QOX", Measure: DischargeMeasure.Discharges } row ? DischargeReady.Collection.Keep(kept.Slice, row with { Value = row.Value - 1 }, kept.SourceLine) : kept;

    /// <summary>The compilation has lengths of delay for the year alone; a year obeys the arithmetic of a month, for each of 330 bodies.</summary>
    [Fact]
    public void Lengths_of_delay_of_the_year_keep_every_rule()
    {
        var (_, found, rows) = Take(new(2025, 3), YearLines(), "March-2025.csv");
        Assert.Equal(["DR-02", "DR-35"], found.Findings.Select(finding => finding.Rule).Distinct().Order());
        Assert.Empty(found.Refused);
        Assert.Equal(330, found.Accepted.Length);

        // E12.
        var england = rows.Where(row => row.Level == BodyLevel.England).ToDictionary(row => row.Measure, row => row.Value);
        Assert.Equal([179_651m, 129_998m, 93_010m, 83_887m, 28_804m, 31_054m], Enumerable.Range((int)DischargeMeasure.Delay1, 6).Select(measure => england[(DischargeMeasure)measure]!.Value));
        Assert.Equal([179_651m, 311_917m, 451_764m, 767_515m, 471_437m, 1_147_103m], Enumerable.Range((int)DischargeMeasure.BedDays1, 6).Select(measure => england[(DischargeMeasure)measure]!.Value));
        Assert.Equal(6.09m, england[DischargeMeasure.AverageOfDelayed]);
    }
}

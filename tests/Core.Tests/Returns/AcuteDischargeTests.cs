using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

/// <summary>The acute discharge report: its labels, its stray dates, and each rule with the return that keeps it by a hair and the one that breaks it.</summary>
public class AcuteDischargeTests
{
    private const string Sender = "X24";
    private const string Arrived = "2025-11-20";
    private const string Nctr = "Number of patients who no longer meet the criteria to reside";
    private const string Discharged = "Number of patients discharged";
    private const string Remaining = "Number of patients remaining in hospital who no longer meet the criteria to reside";
    private const string Seven = "Number of additional bed days, patients with length of stay of 7 days or over";
    private const string Fourteen = "Number of additional bed days, patients with a length of stay of 14 days or over";
    private const string TwentyOne = "Number of additional bed days, patients with length of stay of 21 days or over";
    private const string Therapy = "Hospital process \u2013 Awaiting therapy review of need for supported discharge";

    private static readonly string[] Headings = ["Period", "Level", "Region", "ICB", "Org Code", "Org Name", "Metric", "Metric Type", "Metric Group", "Value"];

    /// <summary>Any row of the collection, for the law that it comes back from template and ledger as it was.</summary>
    public static readonly Gen<AcuteDischargeFigure> Rows =
        from day in Gen.Int[0, 1600].Select(days => new DateOnly(2021, 4, 1).AddDays(days))
        from level in Gen.Int[0, 3].Select(level => (BodyLevel)level)
        from name in Gen.Int[0, 2].Select(i => new[] { null, "Leeds", "St George's, \"Tooting\"" }[i])
        from metric in Gen.Int[0, DischargeMetrics.All.Count - 1].Select(i => DischargeMetrics.All[i].Key)
        from grouped in Gen.Enum<MetricGroup>()
        from given in Gen.OneOf(Gen.Const((decimal?)null), Gen.Int[0, 5_000_000].Select(count => (decimal?)count))
        select new AcuteDischargeFigure(day, level, level switch { BodyLevel.England => "ENG", BodyLevel.Region => "Y61", BodyLevel.Icb => "QOX", _ => "RJ7" }, name, grouped, metric, given);

    private static SmallFile Day(string code, params (string Metric, string Value)[] figures)
    {
        var file = new SmallFile(AcuteDischarge.Collection);
        foreach (var (metric, value) in figures)
            file.Row(("level", code == "ENG" ? "England" : "Provider"), ("code", code), ("group", ""), ("metric", metric), ("value", value));
        return file;
    }

    private static string[] Line(string day, string metric, string group, string value, string code = "RJ7") =>
        [day, code == "ENG" ? "National" : "PROVIDER", "LONDON", "[z]", code, "SOMEBODY", metric, "Daily metric", group, value];

    private static (CheckedReturn Found, ImmutableArray<AcuteDischargeFigure> Rows) Take(IEnumerable<string[]> lines, string arrived = Arrived)
    {
        var found = new MemoryLedger().Receive(new FileContent(FileKind.Csv, [new Sheet(null, [.. lines.Prepend(Headings).Select((cells, i) => new SheetLine(i + 1, cells))])], []), Sender, arrived).Found;
        return (found, [.. found.Accepted.SelectMany(slice => slice.Rows).Select(AcuteDischarge.Collection.RowOf)]);
    }

    private static IEnumerable<string[]> Month(int year, int month) =>
        Enumerable.Range(1, 28).Select(day => Line(new DateOnly(year, month, day).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), Nctr, "NCTR", "120"));

    private static IEnumerable<string> Said(CheckedReturn found) => found.Findings.Select(finding => $"{finding.Rule}: {finding.Wrong}");

    private static IEnumerable<string> Wrong(string code, params (string Metric, string Value)[] figures) => Said(Day(code, figures).Check(Sender, Arrived));

    [Fact]
    public void Rows_come_back_from_the_ledger() =>
        Rows.Sample(row => AcuteDischarge.Collection.RowOf(AcuteDischarge.Collection.Keep(AcuteDischarge.Slice(ReportingMonth.Of(row.Day), row.Body, row.Day), row, 1)) == row);

    [Fact]
    public void Rows_come_back_from_a_file_of_the_template() => Rows.Sample(row =>
    {
        var template = AcuteDischarge.Collection.Tables[0].Template.Columns;
        var kept = AcuteDischarge.Collection.Keep(default, row, 1).Cells;
        var sheet = new Sheet(null, [new(1, [.. template.Select(column => column.Heading)]), new(2, [.. template.Select(column => kept[AcuteDischarge.Collection.LedgerFields.IndexOf(column.Field)])])]);
        var found = new MemoryLedger().Receive(new FileContent(FileKind.Csv, [sheet], []), Sender, Arrived).Found;
        // A metric in a group of another kind refuses the slice; what could be read is what was written.
        Assert.DoesNotContain(found.Findings, finding => finding.Rule.StartsWith("CELL", StringComparison.Ordinal));
        Assert.All(found.Accepted.SelectMany(slice => slice.Rows), one => Assert.Equal(row, AcuteDischarge.Collection.RowOf(one)));
    }, iter: 200);

    /// <summary>Labels as the published files have them, June 2024 to May 2025, with the marks that differ from how others are written.</summary>
    [Theory]
    [InlineData("Hospital process \u2013 Awaiting therapy review of need for supported discharge", "hospital-therapy-review")]
    [InlineData("Hospital process - Awaiting medical review of need for supported discharge", "hospital-medical-review")]
    [InlineData("Care transfer hub process\u2013 Awaiting necessary referrals by care transfer hub", "hub-referrals")]
    [InlineData("care transfer hub process- Awaiting necessary referrals by care transfer hub", "hub-referrals")]
    [InlineData("Wellbeing concerns \u2013 Patient\u00A0/family/carer concerns over discharge readiness", "wellbeing-family")]
    [InlineData("Interface\u00A0process \u2013 End of life care inc Fast-Track CHC arrangement still underway?(Pathway 1 or 3)", "interface-end-of-life")]
    [InlineData("Interface\u00A0process \u2013 Homeless with no recourse to public funds?", "interface-no-recourse")]
    [InlineData("Hospital process \u2013 Awaiting medicines to take home, discharge letter\u00A0or other discharge documentation", "hospital-medicines")]
    [InlineData(Seven, "bed-days-7")]
    [InlineData(Fourteen, "bed-days-14")]
    public void A_label_is_known_whatever_its_dashes_and_spaces(string label, string key) => Assert.Equal(key, DischargeMetrics.Find(label)?.Key);

    [Fact]
    public void There_are_37_reasons_in_five_groups()
    {
        var reasons = DischargeMetrics.All.Where(metric => metric.Family == MetricFamily.Reason).ToList();
        Assert.Equal(37, reasons.Count);
        Assert.Equal(
            [("Hospital process", 7), ("Wellbeing concerns", 4), ("Care transfer hub process", 3), ("Interface process", 12), ("Capacity", 11)],
            reasons.GroupBy(reason => reason.Label.Split(" - ")[0], (label, metrics) => (label, metrics.Count())));
        Assert.All(reasons, reason => Assert.Equal(new DateOnly(2024, 5, 27), reason.From));
    }

    [Fact]
    public void An_unknown_metric_is_told_with_the_nearest_that_is_known()
    {
        var (found, _) = Take([Line("03/06/2024", "Hospital process \u2013 Awaiting a therapy review", "Delay reason", "4")]);
        Assert.Equal(
            ["CELL-10: 'Hospital process \u2013 Awaiting a therapy review' is not a metric that is known. The nearest is 'Hospital process - Awaiting therapy review of need for supported discharge'."], Said(found));
        Assert.Empty(found.Accepted);
    }

    [Theory]
    [InlineData("[z]")]
    [InlineData("[x]")]
    [InlineData("-")]
    [InlineData("*")]
    [InlineData(":")]
    public void A_mark_is_not_given_and_never_zero(string mark)
    {
        var (found, rows) = Take([Line("03/06/2024", Nctr, "NCTR", mark)]);
        Assert.Empty(found.Findings);
        Assert.Equal(new AcuteDischargeFigure(new(2024, 6, 3), BodyLevel.Provider, "RJ7", "SOMEBODY", MetricGroup.Nctr, "nctr", null), Assert.Single(rows));
    }

    [Fact]
    public void The_published_file_may_lack_type_and_group()
    {
        var lines = new[] { Headings.Where(heading => heading is not ("Metric Type" or "Metric Group")).ToArray(), ["03/06/2024", "National", "[z]", "[z]", "ENG", "ENGLAND (Type 1 Trusts)", Discharged, "10059"] };
        var found = new MemoryLedger().Receive(new FileContent(FileKind.Csv, [new Sheet(null, [.. lines.Select((cells, i) => new SheetLine(i + 1, cells))])], []), Sender, Arrived).Found;
        Assert.Empty(found.Findings);
        Assert.Equal(MetricGroup.Discharges, AcuteDischarge.Collection.RowOf(Assert.Single(Assert.Single(found.Accepted).Rows)).Group);
    }

    [Fact]
    public void A_reason_stands_in_two_groups_and_is_two_figures()
    {
        var (found, rows) = Take([Line("01/06/2024", Therapy, "Delay reason", "11"), Line("01/06/2024", Therapy, "Delay reason LOS 7+", "5")]);
        Assert.Empty(found.Findings);
        Assert.Equal([(MetricGroup.Reason, 11m), (MetricGroup.ReasonOfSevenDays, 5m)], rows.Select(row => (row.Group, row.Given!.Value)));
    }

    /// <summary>The trap of June 2025: rows dated 1 October 2025, and 168 of 1 May 2025.</summary>
    [Fact]
    public void AD_01_rows_of_another_month_are_counted_and_kept_with_the_file()
    {
        var (found, rows) = Take([
            .. Month(2025, 6),
            .. Enumerable.Range(0, 12).Select(i => Line("01/10/2025", DischargeMetrics.All.Where(metric => metric.Family == MetricFamily.Reason).ElementAt(i).Label, "Delay reason LOS 7+", "3")),
            Line("01/05/2025", Nctr, "NCTR", "0"),
        ]);
        Assert.Equal(["AD-01: 12 rows are dated 1 October 2025; the file is of June 2025.", "AD-01: 1 row is dated 1 May 2025; the file is of June 2025."], Said(found));
        Assert.Equal(28 + 12 + 1, rows.Length);
        Assert.All(found.Accepted, slice => Assert.Equal("2025-06", slice.Key.Page));
        Assert.Contains(new SliceKey("2025-06", "RJ7", "2025-10-01"), found.Accepted.Select(slice => slice.Key));
    }

    /// <summary>May's own file says what 31 May was; the snapshot in June's file cannot replace it.</summary>
    [Fact]
    public void The_weekly_snapshot_of_the_month_before_stays_with_its_file()
    {
        var (found, _) = Take([.. Month(2025, 6), Line("31/05/2025", Seven, "Additional bed days lost", "900"), Line("31/05/2025", Fourteen, "Additional bed days lost", "700")]);
        Assert.Empty(found.Findings);
        Assert.Contains(new SliceKey("2025-06", "RJ7", "2025-05-31"), found.Accepted.Select(slice => slice.Key));
        Assert.DoesNotContain(found.Accepted, slice => slice.Key.Page == "2025-05");
    }

    [Fact]
    public void A_daily_figure_of_the_month_before_is_a_stray_beside_its_snapshot()
    {
        var (found, _) = Take([.. Month(2025, 6), Line("31/05/2025", Seven, "Additional bed days lost", "900"), Line("31/05/2025", Nctr, "NCTR", "7")]);
        Assert.Equal(["AD-01: 1 row is dated 31 May 2025; the file is of June 2025."], Said(found));
    }

    [Fact]
    public void A_file_of_two_months_has_two()
    {
        var (found, _) = Take([.. Month(2025, 5), .. Month(2025, 6)]);
        Assert.Empty(found.Findings);
        Assert.Equal([("2025-05", 28), ("2025-06", 28)], found.Accepted.GroupBy(slice => slice.Key.Page, (page, slices) => (page, slices.Count())));
    }

    [Theory]
    [InlineData("2021-04-01", null)]
    [InlineData("2021-03-31", "AD-02: There was no acute discharge report on 31 March 2021.")]
    [InlineData("2025-11-19", null)]
    [InlineData("2025-11-20", "AD-03: 20 November 2025 was not over on 20 November 2025, when this file arrived.")]
    public void AD_02_and_03_the_day_is_in_the_report_and_over(string day, string? wrong) =>
        Assert.Equal(wrong is null ? [] : [wrong], Said(new SmallFile(AcuteDischarge.Collection).Row(("day", day)).Check(Sender, Arrived)));

    [Theory]
    [InlineData("0", null)]
    [InlineData("1,204", null)]
    [InlineData("-1", "-1")]
    [InlineData("2.5", "2.5")]
    [InlineData("1e28", "10000000000000000000000000000")]
    public void AD_04_values_are_counts(string value, string? wrong) =>
        Assert.Equal(wrong is null ? [] : [$"AD-04: {wrong} cannot be a number of patients."], Said(new SmallFile(AcuteDischarge.Collection).Row(("value", value)).Check(Sender, Arrived)));

    /// <summary>The specification of 27 May 2024 brought the reasons.</summary>
    [Theory]
    [InlineData("2024-05-27", true)]
    [InlineData("2024-05-26", false)]
    public void AD_05_reasons_begin_on_27_May_2024(string day, bool kept) => Assert.Equal(
        kept ? [] : ["AD-05: 'Hospital process - Awaiting therapy review of need for supported discharge' is collected since 27 May 2024; the row is of 26 May 2024."],
        Said(new SmallFile(AcuteDischarge.Collection).Row(("day", day), ("group", "Delay reason"), ("metric", Therapy)).Check(Sender, Arrived)));

    /// <summary>England and every trust show 0 on 19 June 2022.</summary>
    [Theory]
    [InlineData("2022-06-19", "0", true)]
    [InlineData("2022-06-19", "5", false)]
    [InlineData("2022-06-18", "0", false)]
    [InlineData("2022-06-20", "0", false)]
    public void AD_06_a_nought_of_the_lost_day_is_no_figure(string day, string value, bool lost)
    {
        var found = new SmallFile(AcuteDischarge.Collection).Row(("day", day), ("level", "England"), ("code", "ENG"), ("value", value)).Check(Sender, Arrived);
        Assert.Equal(lost ? ["AD-06: The figures of 19 June 2022 were lost: this 0 is not counted."] : [], Said(found));
        var row = AcuteDischarge.Collection.RowOf(Assert.Single(Assert.Single(found.Accepted).Rows));
        Assert.Equal(lost ? null : decimal.Parse(value, CultureInfo.InvariantCulture), row.Value(PolicyBook.Current));
    }

    [Theory]
    [InlineData("Delay reason LOS 7+", true)]
    [InlineData("NCTR", false)]
    public void AD_07_a_metric_stands_in_its_group(string group, bool kept) => Assert.Equal(
        kept ? [] : ["AD-07: 'Hospital process - Awaiting therapy review of need for supported discharge' does not belong to the group 'NCTR' but to 'Delay reason'."],
        Said(new SmallFile(AcuteDischarge.Collection).Row(("group", group), ("metric", Therapy)).Check(Sender, Arrived)));

    [Fact]
    public void AD_10_England_goes_by_its_own_code() =>
        Assert.Equal(["AD-10: 'RJ7' is not a code of England. England's rows go by ENG."], Said(new SmallFile(AcuteDischarge.Collection).Row(("level", "England")).Check(Sender, Arrived)));

    [Fact]
    public void AD_11_an_unknown_body_is_told() =>
        Assert.Equal(["AD-11: 'R99' is not known as a provider."], Said(new SmallFile(AcuteDischarge.Collection).Row(("code", "R99")).Check(Sender, Arrived)));

    /// <summary>Exact nationally (E13: 8,293,981 - 3,671,864 = 4,622,117); elsewhere it is told and taken.</summary>
    [Theory]
    [InlineData("ENG", "12663", null)]
    [InlineData("ENG", "12664", "AD-30")]
    [InlineData("RJ7", "12663", null)]
    [InlineData("RJ7", "12664", "AD-31")]
    [InlineData("ENG", "-", null)]
    public void AD_30_and_31_who_is_not_discharged_remains(string code, string remaining, string? rule)
    {
        var found = Day(code, (Nctr, "22723"), (Discharged, "10060"), (Remaining, remaining)).Check(Sender, Arrived);
        Assert.Equal(rule is null ? [] : [$"{rule}: 22,723 patients less 10,060 discharged are 12,663, not 12,664 remaining."], Said(found));
        Assert.Equal(rule == "AD-30" ? 0 : 1, found.Accepted.Length);
    }

    [Theory]
    [InlineData("900", "900", "900", null)]
    [InlineData("900", "901", "900", "AD-32: 901 bed days of stays of 14 days or more are more than the 900 of 7 days or more.")]
    [InlineData("900", "700", "701", "AD-32: 701 bed days of stays of 21 days or more are more than the 700 of 14 days or more.")]
    public void AD_32_long_stays_are_among_shorter_ones(string seven, string fourteen, string twentyOne, string? wrong) =>
        Assert.Equal(wrong is null ? [] : [wrong], Wrong("RJ7", (Seven, seven), (Fourteen, fourteen), (TwentyOne, twentyOne)));

    [Theory]
    [InlineData("86", null)]
    [InlineData("87", "AD-33: 87 patients were discharged, of 86 who no longer met the criteria to reside.")]
    public void AD_33_the_discharged_are_among_the_others(string discharged, string? wrong) => Assert.Equal(wrong is null ? [] : [wrong], Wrong("RJ7", (Nctr, "86"), (Discharged, discharged)));
}

using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

/// <summary>Discharge Ready Date: its layouts, and each rule with the return that keeps it by a hair and the one that breaks it.</summary>
public class DischargeReadyTests
{
    private const string Sender = "X24";
    private const string Arrived = "2024-07-11";

    private static readonly Kind<DischargeMeasure> Measures = (Kind<DischargeMeasure>)DischargeReady.Collection.Tables[0].Template.Columns.Single(column => column.Field == "measure").Kind;

    private static readonly string[] CouncilHeadings =
    [
        "Summary Type", "UTLA Code", "UTLA", "% of all UTLA discharges that are from acceptable trusts", "Total Discharges of UTLA patients from provider",
        "Total Discharges for UTLA from acceptable trusts", "Total bed days lost due to delayed discharge", "Date of discharge is same as Discharge Ready Date",
        "Date of Discharge is 1+ days after Discharge Ready Date", "No delay", "1 day delay", "2-3 day delay", "4-6 day delay", "7-13 day delay", "14-20 day delay", "21 days or more",
        "Average days from Discharge Ready Date to date of discharge (inc 0 day delays)", "Average days from Discharge Ready Date to date of discharge (exc 0 day delays)",
    ];

    private static readonly string[] CsvHeadings =
        ["Data Type", "Upper Tier Local Authority Code", "Upper Tier Local Authority", "Region (of Provider)", "ICB (of Provider)", "Code", "Organisation Name", "Measure", "Value"];

    /// <summary>England, May 2024 (domain note 7, E12), and the buckets of a made-up split of it.</summary>
    private static readonly (string Measure, string Value)[] May =
    [
        ("Discharges", "328363"), ("No delay", "285115"), ("1 day delay", "20000"), ("2-3 day delay", "10000"), ("4-6 day delay", "8000"), ("7-13 day delay", "3000"), ("14-20 day delay", "1000"),
        ("21 days or more", "1248"), ("Bed days", "258180"), ("Bed days, 1 day delay", "20000"), ("Bed days, 2-3 day delay", "25000"), ("Bed days, 4-6 day delay", "40000"),
        ("Bed days, 7-13 day delay", "30000"), ("Bed days, 14-20 day delay", "17000"), ("Bed days, 21 days or more", "126180"), ("Share discharged when ready", "86.83%"), ("Share delayed", "0.13171"),
        ("Average days, all", "0.7863"), ("Average days, delayed", "5.97"),
    ];

    /// <summary>Any row of the collection, for the law that it comes back from template and ledger as it was.</summary>
    public static readonly Gen<DischargeReadyFigure> Rows =
        from month in Gen.Int[2023, 2030].Select(Gen.Int[1, 12], (year, number) => new ReportingMonth(year, number))
        from level in Gen.Enum<BodyLevel>()
        from name in Gen.Int[0, 2].Select(i => new[] { null, "Leeds", "St George's, \"Tooting\"" }[i])
        from measure in Gen.Enum<DischargeMeasure>()
        from value in Gen.OneOf(Gen.Const((decimal?)null), Gen.Int[0, 5_000_000].Select(count => (decimal?)count), Gen.Int[0, 10_000].Select(count => (decimal?)(count / 10_000m)))
        from acceptable in Gen.Int[0, 2].Select(i => new bool?[] { null, true, false }[i])
        select new DischargeReadyFigure(month, level, level switch { BodyLevel.England => "ENG", BodyLevel.Region => "Y61", BodyLevel.Icb => "QOX", BodyLevel.Provider => "RJ7", _ => "204" }, name, measure, value, acceptable);

    private static SmallFile England(params (string Measure, string Value)[] changed)
    {
        var file = new SmallFile(DischargeReady.Collection);
        foreach (var (measure, value) in May)
            file.Row(("level", "England"), ("code", "ENG"), ("name", "England"), ("measure", measure), ("value", changed.FirstOrDefault(change => change.Measure == measure, (Measure: measure, Value: value)).Value), ("acceptable", ""));
        return file;
    }

    private static IEnumerable<string> Said(CheckedReturn found) => found.Findings.Select(finding => $"{finding.Rule}: {finding.Wrong}");

    private static IEnumerable<string> Wrong(params (string Measure, string Value)[] changed) => Said(England(changed).Check(Sender, Arrived));

    private static FileContent File(string? sheet, params string[][] lines) => new(sheet is null ? FileKind.Csv : FileKind.Xlsx, [new Sheet(sheet, [.. lines.Select((cells, i) => new SheetLine(i + 1, cells))])], []);

    private static (CheckedReturn Found, ImmutableArray<DischargeReadyFigure> Rows) Take(FileContent file, string fileName, string arrived = Arrived)
    {
        var found = new MemoryLedger().Receive(file, Sender, arrived, fileName).Found;
        return (found, [.. found.Accepted.SelectMany(slice => slice.Rows).Select(DischargeReady.Collection.RowOf)]);
    }

    [Fact]
    public void Rows_come_back_from_the_ledger() =>
        Rows.Sample(row => DischargeReady.Collection.RowOf(DischargeReady.Collection.Keep(DischargeReady.Slice(row.Month, row.Body), row, 1)) == row);

    [Fact]
    public void Rows_come_back_from_a_file_of_the_template() => Rows.Where(row => row.Month >= new ReportingMonth(2023, 9)).Sample(row =>
    {
        var template = DischargeReady.Collection.Tables[0].Template.Columns;
        var kept = DischargeReady.Collection.Keep(default, row, 1).Cells;
        var sheet = new Sheet(null, [new(1, [.. template.Select(column => column.Heading)]), new(2, [.. template.Select(column => kept[DischargeReady.Collection.LedgerFields.IndexOf(column.Field)])])]);
        var found = new MemoryLedger().Receive(new FileContent(FileKind.Csv, [sheet], []), Sender, "2031-01-01").Found;
        // Some values are impossible, which refuses the slice; what could be read is what was written.
        Assert.DoesNotContain(found.Findings, finding => finding.Rule.StartsWith("CELL", StringComparison.Ordinal));
        Assert.All(found.Accepted.SelectMany(slice => slice.Rows), kept => Assert.Equal(row, DischargeReady.Collection.RowOf(kept)));
    }, iter: 200);

    /// <summary>E12: 0.13171 x 5.9698 = 0.7863, and 258,180 / 43,248 = 5.97 as printed.</summary>
    [Fact]
    public void England_in_May_2024_keeps_every_rule() => Assert.Empty(Wrong());

    [Theory]
    [InlineData("2023-09", true)]
    [InlineData("2023-08", false)]
    [InlineData("2010-07", false)]
    public void DR_03_begins_with_September_2023(string month, bool kept) =>
        Assert.Equal(kept ? [] : [$"DR-03: Discharge ready dates were not collected for {ReportingMonth.Parse(month).Name}."], Said(new SmallFile(DischargeReady.Collection).Row(("month", month)).Check(Sender, Arrived)));

    [Theory]
    [InlineData("2024-06", "2024-07-01", true)]
    [InlineData("2024-06", "2024-06-30", false)]
    public void DR_04_the_month_is_over(string month, string arrived, bool kept) =>
        Assert.Equal(kept ? [] : ["DR-04: June 2024 was not over on 30 June 2024, when this file arrived."], Said(new SmallFile(DischargeReady.Collection).Row(("month", month)).Check(Sender, arrived)));

    [Theory]
    [InlineData("0", null)]
    [InlineData("-", null)]
    [InlineData("1,204", null)]
    [InlineData("-1", "DR-05: Discharges: -1 cannot be a number of discharges or providers.")]
    [InlineData("10.5", "DR-05: Discharges: 10.5 cannot be a number of discharges or providers.")]
    [InlineData("7e27", "DR-05: Discharges: 7000000000000000000000000000 cannot be a number of discharges or providers.")]
    public void DR_05_counts_are_whole(string value, string? wrong) =>
        Assert.Equal(wrong is null ? [] : [wrong], Said(new SmallFile(DischargeReady.Collection).Row(("value", value)).Check(Sender, Arrived)));

    [Theory]
    [InlineData("0", null)]
    [InlineData("1", null)]
    [InlineData("100%", null)]
    [InlineData("100.01%", "DR-06: Share delayed: 1.0001 is not a share from 0 to 1. If per cent are meant, the % sign is missing.")]
    [InlineData("13.17", "DR-06: Share delayed: 13.17 is not a share from 0 to 1. If per cent are meant, the % sign is missing.")]
    [InlineData("-0.1", "DR-06: Share delayed: -0.1 is not a share from 0 to 1.")]
    public void DR_06_shares_are_parts_of_a_whole(string value, string? wrong) =>
        Assert.Equal(wrong is null ? [] : [wrong], Said(new SmallFile(DischargeReady.Collection).Row(("measure", "Share delayed"), ("value", value)).Check(Sender, Arrived)));

    [Theory]
    [InlineData("Average days, delayed", "1", null)]
    [InlineData("Average days, delayed", "0", null)]
    [InlineData("Average days, delayed", "0.99", "DR-07: Average days, delayed: 0.99 cannot be an average of those who were delayed by a day or more.")]
    [InlineData("Average days, all", "0.01", null)]
    [InlineData("Average days, all", "-0.01", "DR-07: Average days, all: -0.01 cannot be an average of days.")]
    public void DR_07_who_is_delayed_is_delayed_by_a_day(string measure, string value, string? wrong) =>
        Assert.Equal(wrong is null ? [] : [wrong], Said(new SmallFile(DischargeReady.Collection).Row(("measure", measure), ("value", value)).Check(Sender, Arrived)));

    /// <summary>Barnsley: E08000016 until 31 March 2025, E08000038 from then on (SI 2024/1328). Revised files have either.</summary>
    [Theory]
    [InlineData("2024-05", "E08000016", "204", null)]
    [InlineData("2024-05", "E08000038", "204", null)]
    [InlineData("2025-05", "E08000016", "204", null)]
    [InlineData("2025-05", "204", "204", null)]
    [InlineData("2024-05", "811", "811", "DR-10: '811' is not the code of an authority in England on 1 May 2024.")]
    [InlineData("2024-05", "9900", "9900", "DR-10: '9900' is not the code of an authority in England on 1 May 2024.")]
    public void DR_10_authorities_go_by_three_digits_under_any_of_their_codes(string month, string code, string body, string? wrong)
    {
        var found = new SmallFile(DischargeReady.Collection).Row(("month", month), ("level", "Authority"), ("code", code), ("measure", "Share from acceptable trusts"), ("value", "0.9")).Check(Sender, "2025-07-01");
        Assert.Equal(wrong is null ? [] : [wrong], Said(found));
        Assert.Equal([body], found.Accepted.Select(slice => slice.Key.Body).Concat(found.Refused.Select(slice => slice.Body)));
    }

    [Fact]
    public void DR_10_England_goes_by_its_own_code() =>
        Assert.Equal(["DR-10: 'RJ7' is not a code of England. England's rows go by ENG."], Said(new SmallFile(DischargeReady.Collection).Row(("level", "England"), ("code", "RJ7")).Check(Sender, Arrived)));

    [Theory]
    [InlineData("Provider", "RCF", null)]
    [InlineData("ICB", "QOX", null)]
    [InlineData("Region", "Y61", null)]
    [InlineData("Provider", "R99", "DR-11: 'R99' is not known as a provider.")]
    [InlineData("Provider", "QOX", "DR-11: 'QOX' is not known as a provider.")]
    [InlineData("ICB", "RCF", "DR-11: 'RCF' is not known as an integrated care board.")]
    public void DR_11_unknown_bodies_are_told(string level, string code, string? wrong)
    {
        var found = new SmallFile(DischargeReady.Collection).Row(("level", level), ("code", code)).Check(Sender, Arrived);
        Assert.Equal(wrong is null ? [] : [wrong], Said(found));
        Assert.Single(found.Accepted);
    }

    [Fact]
    public void DR_30_parts_are_the_whole() => Assert.Equal(
        [
            "DR-30: 285,114 discharges without delay and 43,248 delayed ones are not the 328,363 discharges of the month.",
        ], Wrong(("No delay", "285114"), ("Share discharged when ready", "-")));

    [Theory]
    [InlineData("86.83%", null)]
    [InlineData("86.8%", null)]
    [InlineData("86.82%", "285,115 of 328,363 discharges are 0.8683, not 0.8682.|0.8682 discharged when ready and 0.13171 later are not together 1.")]
    [InlineData("0.868292103800245", null)]
    [InlineData("0.868293", "285,115 of 328,363 discharges are 0.8683, not 0.868293.")]
    public void DR_31_shares_are_those_of_the_counts_as_far_as_they_are_printed(string share, string? wrong)
    {
        Assert.Equal(wrong?.Split('|').Select(one => $"DR-31: {one}") ?? [], Wrong(("Share discharged when ready", share)));
    }

    [Theory]
    [InlineData("20000", null)]
    [InlineData("20001", "20,000 discharges after 1 day are 20,000 bed days, not 20,001.")]
    public void DR_32_and_33_bed_days_of_one_day_are_its_discharges(string days, string? wrong) => Assert.Equal(
        wrong is null ? [] : ["DR-32: The bed days of each length of delay are together 258,181, not 258,180.", $"DR-33: {wrong}"], Wrong(("Bed days, 1 day delay", days)));

    [Theory]
    [InlineData("Bed days, 2-3 day delay", "20000", "Bed days, 21 days or more", "131180", null)]
    [InlineData("Bed days, 2-3 day delay", "30000", "Bed days, 21 days or more", "121180", null)]
    [InlineData("Bed days, 2-3 day delay", "19999", "Bed days, 21 days or more", "131181", "10,000 discharges after 2 to 3 days are 20,000 to 30,000 bed days, not 19,999.")]
    [InlineData("Bed days, 2-3 day delay", "30001", "Bed days, 21 days or more", "121179", "10,000 discharges after 2 to 3 days are 20,000 to 30,000 bed days, not 30,001.")]
    [InlineData("Bed days, 14-20 day delay", "20000", "Bed days, 21 days or more", "123180", null)]
    [InlineData("Bed days, 14-20 day delay", "20001", "Bed days, 21 days or more", "123179", "1,000 discharges after 14 to 20 days are 14,000 to 20,000 bed days, not 20,001.")]
    public void DR_33_bed_days_fit_their_delay(string measure, string days, string other, string rest, string? wrong) =>
        Assert.Equal(wrong is null ? [] : [$"DR-33: {wrong}"], Wrong((measure, days), (other, rest)));

    /// <summary>The council sheet has no bed days of each length: the counts alone say how few they can be.</summary>
    [Theory]
    [InlineData("26", null)]
    [InlineData("25", "DR-33: The discharges of each length of delay are at least 26 bed days together, not 25.")]
    public void DR_33_all_bed_days_are_at_least_the_least_of_each(string days, string? wrong)
    {
        var (found, _) = Take(File("UTLA Acceptable", ["Period:", "May 2024"], CouncilHeadings, ["UTLA Aggregate", "E09000002", "Barking and Dagenham", "0.95", "-", "10", days, "-", "-", "7", "1", "0", "1", "0", "0", "1", "-", "-"]), "sheet.xlsx");
        Assert.Equal(wrong is null ? [] : [wrong], Said(found));
    }

    [Theory]
    [InlineData("5.97", null)]
    [InlineData("5.9698", null)]
    [InlineData("6.0", null)]
    [InlineData("5.98", "258,180 bed days of 43,248 delayed discharges are 5.9698 days each, not 5.98.")]
    public void DR_34_the_average_of_the_delayed(string average, string? wrong) =>
        Assert.Equal(wrong is null ? [] : [$"DR-34: {wrong}"], Wrong(("Average days, delayed", average)));

    [Theory]
    [InlineData("0.786", null)]
    [InlineData("0.79", null)]
    [InlineData("0.787", "258,180 bed days of 328,363 discharges are 0.7863 days each, not 0.787.")]
    public void DR_34_the_average_of_all(string average, string? wrong) =>
        Assert.Equal(wrong is null ? [] : [$"DR-34: {wrong}"], Wrong(("Average days, all", average)));

    /// <summary>The identity of E12 alone, where counts are missing: 0.13171 x 5.9698 = 0.7863.</summary>
    [Theory]
    [InlineData("0.13171", "5.9698", "0.7863", null)]
    [InlineData("0.13171", "5.9698", "0.7865", "DR-34: A share delayed of 0.13171 times 5.9698 days is 0.7863 days, not 0.7865.")]
    [InlineData("13.17%", "5.97", "0.786", null)]
    [InlineData("13.17%", "5.97", "0.79", null)]
    public void DR_34_the_identity(string share, string delayed, string all, string? wrong) => Assert.Equal(
        wrong is null ? [] : [wrong],
        Said(new SmallFile(DischargeReady.Collection).Row(("measure", "Share delayed"), ("value", share)).Row(("measure", "Average days, delayed"), ("value", delayed)).Row(("measure", "Average days, all"), ("value", all)).Check(Sender, Arrived)));

    [Theory]
    [InlineData("0.95", null)]
    [InlineData("-", "DR-35: How much of the discharges of Merton the figures cover is not said.")]
    public void DR_35_an_authority_says_what_it_covers(string share, string? wrong) => Assert.Equal(
        wrong is null ? [] : [wrong],
        Said(new SmallFile(DischargeReady.Collection).Row(("level", "Authority"), ("code", "E09000024"), ("name", "Merton"), ("measure", "Share from acceptable trusts"), ("value", share)).Check(Sender, Arrived)));

    [Theory]
    [InlineData("0.95", null)]
    [InlineData("0.96", "DR-36: 190 of 200 discharges are 0.9500, not 0.96.")]
    public void DR_36_the_share_is_that_of_the_totals(string share, string? wrong) => Assert.Equal(
        wrong is null ? [] : [wrong],
        Said(new SmallFile(DischargeReady.Collection)
            .Row(("level", "Authority"), ("code", "730"), ("measure", "Share from acceptable trusts"), ("value", share))
            .Row(("level", "Authority"), ("code", "730"), ("measure", "Discharges of residents from acceptable trusts"), ("value", "190"))
            .Row(("level", "Authority"), ("code", "730"), ("measure", "Discharges of residents from provider"), ("value", "200")).Check(Sender, Arrived)));

    [Fact]
    public void DR_37_data_is_acceptable_or_not() => Assert.Equal(
        ["DR-37: The data of St George's University Hospitals is said to be acceptable in one line and not in another."],
        Said(new SmallFile(DischargeReady.Collection).Row().Row(("measure", "Bed days"), ("acceptable", "No")).Check(Sender, Arrived)));

    [Fact]
    public void The_sheet_of_councils_is_read_with_its_18_headings_and_the_period_above_them()
    {
        var (found, rows) = Take(File("UTLA Acceptable",
            ["Title:", "Timeliness of Acute Hospital Discharges"], ["Period:", "May 2024"], [], CouncilHeadings,
            ["UTLA Aggregate", "E08000016", "Barnsley", "0.95", "-", "10", "27", "0.7", "0.3", "7", "1", "0", "1", "0", "0", "1", "2.7", "9"]), "anything.xlsx");
        Assert.Empty(found.Findings);
        Assert.Equal("discharge-ready-council", found.Layout!.Key);
        Assert.Equal(new SliceKey("2024-05", "204", ""), Assert.Single(found.Accepted).Key);
        Assert.Equal(15, rows.Length);
        Assert.All(rows, row => Assert.Equal((BodyLevel.Authority, "Barnsley", (bool?)true), (row.Level, row.Name, row.Acceptable)));
        // A dash is not given, and never zero.
        Assert.Null(Assert.Single(rows, row => row.Measure == DischargeMeasure.ResidentDischarges).Value);
        Assert.Equal(0, Assert.Single(rows, row => row.Measure == DischargeMeasure.Delay2To3).Value);
        Assert.Equal(0.95m, Assert.Single(rows, row => row.Measure == DischargeMeasure.AcceptableShare).Value);
    }

    [Fact]
    public void The_two_council_sheets_of_a_workbook_are_read_together()
    {
        var acceptable = File("UTLA Acceptable", ["Period:", "May 2024"], CouncilHeadings, ["UTLA Aggregate", "E08000016", "Barnsley", "0.95", "-", "10", "27", "0.7", "0.3", "7", "1", "0", "1", "0", "0", "1", "2.7", "9"]);
        var unacceptable = File("UTLA Unacceptable", ["Period:", "May 2024"], CouncilHeadings, ["UTLA Aggregate", "E08000019", "Sheffield", "0.2", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]);
        var (found, rows) = Take(acceptable with { Sheets = [.. unacceptable.Sheets, .. acceptable.Sheets] }, "sheet.xlsx");
        Assert.DoesNotContain(found.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal([(true, "Barnsley"), (false, "Sheffield")], rows.Select(row => (row.Acceptable!.Value, row.Name!)).Distinct().OrderBy(one => one.Item2));
    }

    [Theory]
    [InlineData("UTLA Acceptable", true)]
    [InlineData("UTLA Unacceptable", false)]
    [InlineData("utla  unacceptable ", false)]
    [InlineData("Sheet1", null)]
    public void The_name_of_the_sheet_says_whether_the_data_is_acceptable(string sheet, bool? acceptable)
    {
        var (_, rows) = Take(File(sheet, ["Period", "2024-05-01"], CouncilHeadings, ["UTLA Aggregate", "E08000016", "Barnsley", "0.95", "-", "10", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]), "anything.xlsx");
        Assert.All(rows, row => Assert.Equal(acceptable, row.Acceptable));
        Assert.Equal(15, rows.Length);
    }

    [Fact]
    public void The_CSV_is_read_whatever_dashes_and_spaces_its_measures_have()
    {
        var (found, rows) = Take(File(null, [.. CsvHeadings, "Month"],
            ["National", "[z]", "[z]", "[z]", "[z]", "ENGLAND", "ENGLAND", "Number of patients discharged in total", "328363", "2024-05"],
            ["National", "[z]", "[z]", "[z]", "[z]", "ENGLAND", "ENGLAND", "Number of patients discharged where, between the Discharge Ready Date and Discharge Date, there is a 2\u20133 day\u00A0delay", "-", "2024-05"],
            ["UTLA Aggregate", "E08000019", "Sheffield", "[z]", "[z]", "[z]", "[z]", "% of all UTLA discharges that are from acceptable trusts", "0.9123", "2024-05"],
            ["Provider", "[z]", "[z]", "LONDON", "SOUTH WEST LONDON", "RJ7", "ST GEORGE'S", "Total bed days lost due to delayed discharge", "1204", "2024-05"]), "x.csv");
        Assert.Empty(found.Findings);
        Assert.Equal(
            ["ENG Discharges 328363", "ENG Delay2To3 ", "207 AcceptableShare 0.9123", "RJ7 BedDays 1204"],
            rows.OrderBy(row => row.Body == "ENG" ? 0 : 1).ThenBy(row => row.Body, StringComparer.Ordinal).Select(row => $"{row.Body} {row.Measure} {row.Value}"));
    }

    [Theory]
    [InlineData("Discharge-Ready-Date-CSV-April-2024-Revised.csv", "April 2024")]
    [InlineData("Discharge-Ready-Date-monthly-data-Sept-2023-revised.xlsx", "September 2023")]
    [InlineData("drd_May2024.csv", "May 2024")]
    public void DR_02_the_month_may_be_in_the_name_alone(string name, string month)
    {
        var (found, rows) = Take(File(null, CsvHeadings, ["Provider", "", "", "", "", "RJ7", "", "Total bed days lost due to delayed discharge", "12"], ["Provider", "", "", "", "", "RJ7", "", "Number of patients discharged in total", "40"]), name);
        var finding = Assert.Single(found.Findings);
        Assert.Equal(("DR-02", Severity.Warning, $"The file does not say its month; {month} is taken from its name."), (finding.Rule, finding.Severity, finding.Wrong));
        Assert.Equal([month, month], rows.Select(row => row.Month.Name));
    }

    [Fact]
    public void DR_01_a_file_without_a_month_is_refused_once()
    {
        var (found, rows) = Take(File(null, CsvHeadings, ["Provider", "", "", "", "", "RJ7", "", "Total bed days lost due to delayed discharge", "12"], ["Provider", "", "", "", "", "RJ7", "", "Number of patients discharged in total", "40"]), "export.csv");
        Assert.Equal(["DR-01: The file says nowhere which month it is of, and its name has none."], Said(found));
        Assert.Empty(rows);
    }

    [Fact]
    public void An_unknown_measure_is_told_with_those_that_are_known()
    {
        var (found, rows) = Take(File(null, CsvHeadings, ["Provider", "", "", "", "", "RJ7", "", "Number of patients who waited", "12"]), "May-2024.csv");
        var finding = Assert.Single(found.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal("CELL-10", finding.Rule);
        Assert.StartsWith("'Number of patients who waited' is not one of: Discharges, ", finding.Wrong, StringComparison.Ordinal);
        Assert.All(Enum.GetValues<DischargeMeasure>(), measure => Assert.Contains(Measures.WriteValue(measure), finding.Wrong, StringComparison.Ordinal));
        Assert.Empty(rows);
    }

    [Fact]
    public void A_row_without_its_body_is_told()
    {
        var (found, _) = Take(File(null, [.. CsvHeadings, "Month"], ["UTLA Aggregate", "[z]", "", "", "", "RJ7", "", "Total bed days lost due to delayed discharge", "12", "2024-05"]), "x.csv");
        Assert.Equal(["CELL-01: 'Upper Tier Local Authority Code' is empty in a row of an authority."], Said(found));
    }

    /// <summary>42 boards on 31 May 2024; the last of them makes England whole or not.</summary>
    [Theory]
    [InlineData(42, 200, false)]
    [InlineData(42, 201, true)]
    [InlineData(41, 200, false)]
    public void DR_50_the_boards_are_England(int sent, int last, bool broken)
    {
        var boards = Core.Policy.ReferenceBook.Current.Organisations.All(Core.Policy.OrganisationKind.Icb, new(2024, 5, 31)).Select(board => board.Code).ToList();
        Assert.Equal(42, boards.Count);
        var file = new SmallFile(DischargeReady.Collection).Row(("level", "England"), ("code", "ENG"), ("name", "England"), ("value", "8400"));
        for (var i = 0; i < sent; i++)
            file.Row(("level", "ICB"), ("code", boards[i]), ("value", i == 41 ? $"{last}" : "200"));
        var (found, effects) = new MemoryLedger().Receive(file.Content, Sender, Arrived);
        Assert.Empty(found.Findings);
        Assert.Equal(broken ? ["Discharges: the 42 integrated care boards are together 8,401, England is 8,400."] : [], effects.SelectMany(effect => effect.Findings).Select(finding => finding.Wrong));
    }
}

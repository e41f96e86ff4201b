using System.Globalization;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

public class PopulationsTests
{
    private const string Today = "2026-11-23";

    public static readonly Gen<PopulationRow> Rows = Gen.Select(
        Gen.Int[1971, 2199], Gen.OneOf(Gen.Const("E92000001"), Gen.Const("E06000015"), Gen.Const("E10000009")), Gen.OneOf(Gen.Const("England"), Gen.Const("Derby"), Gen.Const("Kingston upon Hull, City of")), Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue].Nullable(), Gen.Int[0, int.MaxValue].Nullable(), Gen.Int[0, int.MaxValue].Nullable(),
        (year, code, name, adults, under, all, old) => new PopulationRow($"mid-{year}", code, name, adults, under, all, old, "ONS, \"invented\""));

    /// <summary>Rows that keep every rule, of an authority that is all of England.</summary>
    private static readonly Gen<PopulationRow> Right = Rows.Select(row => row with { Estimate = "mid-2025", OnsCode = "E06000015", Adults = row.Adults / 4 + 2, Under18 = row.Under18 / 4 + 1 })
        .Select(row => row with { AllAges = row.AllAges is null || row.Under18 is null ? null : row.Adults + row.Under18, Aged65 = row.Aged65 is null ? null : row.Adults / 2 });

    /// <summary>England of two authorities: right in every cell. Line 2 is England, 3 Derby, 4 Hackney.</summary>
    private static SmallFile Of(string estimate = "mid-2025") => new SmallFile(Populations.Collection)
        .Row(Area(estimate, "E92000001", "England", 450, 130, 580, 110))
        .Row(Area(estimate, "E06000015", "Derby", 200, 60, 260, 50))
        .Row(Area(estimate, "E09000012", "Hackney", 250, 70, 320, 60));

    private static (string, string)[] Area(string estimate, string code, string name, int adults, int under, int all, int old) =>
        [("estimate", estimate), ("ons-code", code), ("name", name), ("adults", $"{adults}"), ("under-18", $"{under}"), ("all-ages", $"{all}"), ("aged-65", $"{old}"), ("source", "invented")];

    // Each rule: the set that keeps it by a hair, the one that breaks it, the sentence, and why.
    private static readonly RuleCases Cases = new()
    {
        { () => Of().Cell(3, "aged-65", "1").Cell(4, "aged-65", "109"), () => Of().Cell(3, "aged-65", "0").Cell(4, "aged-65", "110"), "PO-01 Derby (E06000015) has 0 under 'Aged 65 and over'." },
        { () => Of().Cell(3, "all-ages", "200").Cell(3, "under-18", "").Cell(2, "all-ages", "520").Cell(2, "under-18", "").Cell(4, "under-18", ""), () => Of().Cell(3, "all-ages", "199").Cell(3, "under-18", "").Cell(2, "all-ages", "519").Cell(2, "under-18", ""), "PO-02 200 adults of Derby are more than its 199 people of all ages." },
        { () => Of().Cell(3, "aged-65", "200").Cell(2, "aged-65", "260"), () => Of().Cell(3, "aged-65", "201").Cell(2, "aged-65", "261"), "PO-03 201 people of Derby aged 65 and over are more than its 200 adults." },
        { () => Of().Cell(2, "under-18", ""), () => Of().Cell(3, "all-ages", "261").Cell(2, "all-ages", "581").Cell(2, "under-18", ""), "PO-04 Derby: 60 under 18 and 200 adults are 260, not 261." },
        { () => Of().Cell(3, "ons-code", "E06000028"), () => Of().Cell(3, "ons-code", "E06999901"), "PO-05 'E06999901' (Derby) is not the ONS code of an authority that we know." }, // Bournemouth, which has ended, in any estimate
        { () => Of("MID 2025"), () => Of("2025"), "PO-30 '2025' does not say of which year the estimate is." },
        { () => Of("mid-2026"), () => Of("mid-2027"), "PO-30 30 June 2027, the day of mid-2027, is after 23 November 2026, when this file arrived." },
        { () => Of(), () => Of().Cell(2, "adults", "451").Cell(2, "under-18", ""), "PO-31 2 authorities come to 450 under 'Adults 18 and over', and England has 451." },
        { () => Of(), () => Of().Cell(2, "ons-code", "E06000058"), "PO-32 There is no line of England (E92000001) in mid-2025." },
    };

    private static string Told(SmallFile file) => string.Join('\n', file.Check("KEEPER", Today).Findings.Select(finding => $"{finding.Rule} {finding.Wrong}"));

    public static TheoryData<string> Sentences => Cases.Sentences;

    [Theory, MemberData(nameof(Sentences))]
    public void A_set_keeps_the_rule_by_a_hair_or_hears_of_it(string sentence)
    {
        var (keeps, breaks) = Cases[sentence];
        Assert.Equal("", Told(keeps()));
        Assert.Equal(sentence, Told(breaks()));
    }

    [Fact]
    public void An_estimate_that_breaks_an_error_is_not_taken_at_all()
    {
        var found = Of().Cell(3, "adults", "199").Cell(3, "under-18", "").Check("KEEPER", Today);
        Assert.Equal("PO-31", Assert.Single(found.Findings).Rule);
        Assert.Empty(found.Accepted);
        Assert.Equal("mid-2025", Assert.Single(found.Refused).Page);
    }

    [Fact]
    public void Only_the_keeper_sends_estimates() => Assert.Equal("FILE-14", Assert.Single(Of().Check("RJ7", Today).Findings).Rule);

    [Fact]
    public void What_is_not_given_is_left_out_and_the_columns_with_it()
    {
        var file = new Sheet(null, [new(1, ["Estimate", "ONS code", "Name", "Adults 18 and over", "Source"]), new(2, ["mid-2025", "E92000001", "England", "5", "invented"]), new(3, ["mid-2025", "E06000015", "Derby", "5", "invented"])]);
        var found = new MemoryLedger().Receive(new FileContent(FileKind.Csv, [file], []), "KEEPER", Today).Found;
        Assert.Empty(found.Findings);
        Assert.Equal(new PopulationRow("mid-2025", "E06000015", "Derby", 5, null, null, null, "invented"), Populations.Collection.RowOf(Assert.Single(found.Accepted).Rows[1]));
    }

    [Fact]
    public void A_row_is_kept_as_it_is() => Rows.Sample(row =>
        Populations.Collection.RowOf(Populations.Collection.Keep(new SliceKey(row.Estimate, "England", ""), row, 1)) == row);

    [Fact]
    public void A_row_goes_through_the_template_unchanged() => Right.Sample(row =>
    {
        var england = row with { OnsCode = "E92000001", Name = "England" };
        var file = new SmallFile(Populations.Collection);
        foreach (var one in new[] { england, row })
            file.Row([.. Populations.Collection.Parts[0].Fields.Select(field => (field.Column.Field, field.Text(one)))]);
        var found = file.Check("KEEPER", Today);
        return found.Findings.IsEmpty && found.Accepted.Single().Rows.Select(Populations.Collection.RowOf).SequenceEqual([england, row]);
    }, iter: 200);

    [Fact]
    public void An_authority_of_the_year_before_is_missed_until_those_that_followed_are_there()
    {
        var ledger = new MemoryLedger();
        Assert.Empty(ledger.Receive(Year("mid-2030", "E06000015", "E09000012").Content, "KEEPER", "2031-01-01").Effects.Single().Findings);
        var effect = ledger.Receive(Year("mid-2031", "E09000012", "E08000003").Content, "KEEPER", "2032-01-01").Effects.Single();
        Assert.Equal(("PO-50", "Derby (E06000015): in mid-2030, not in mid-2031."), (Assert.Single(effect.Findings).Rule, effect.Findings[0].Wrong));
        Assert.Empty(ledger.Receive(Year("mid-2031", "E09000012", "E06000015").Content, "KEEPER", "2032-01-02").Effects.Single().Findings);
        // Nothing stands for mid-2017, so it is asked of the tables: Bournemouth and Poole are one under the code of 2019, as in the ONS workbook of mid-2018.
        var found = ledger.Receive(Year("mid-2018", "E06000058", "E06000015").Content, "KEEPER", "2032-01-03").Effects.Single().Findings;
        var sentence = Assert.Single(found).Wrong;
        Assert.DoesNotContain("Bournemouth", sentence, StringComparison.Ordinal);
        Assert.EndsWith(" and 139 more: in mid-2017, not in mid-2018.", sentence, StringComparison.Ordinal); // 152 codes in mid-2017, without Bournemouth, Poole and Derby, ten named
    }

    private static SmallFile Year(string estimate, params string[] codes) => codes.Aggregate(
        new SmallFile(Populations.Collection).Row(Area(estimate, "E92000001", "England", 200 * codes.Length, 60 * codes.Length, 260 * codes.Length, 50 * codes.Length)),
        (file, code) => file.Row(Area(estimate, code, code, 200, 60, 260, 50)));

    // The layouts of MYE2: headings on line 3 with the kind of sheet on line 2 (mid-2015), or both in one title (mid-2016 on).
    private static Sheet Mye2(string name, string title, string second, params (string Code, string Name, int EachAge)[] areas) => new(name,
    [
        new(1, [title]), new(2, [second]), new(3, ["Code", "Name", "Geography1", "All ages", .. Enumerable.Range(0, 90).Select(age => $"{age}"), "90+"]),
        .. areas.Select((area, i) => new SheetLine(i + 4, [area.Code, area.Name, "Area", $"{area.EachAge * 91}", .. Enumerable.Repeat(area.EachAge.ToString(CultureInfo.InvariantCulture), 91)])),
        new(areas.Length + 6, ["1. Further information is given in the notes."]),
    ]);

    private static readonly (string, string, int)[] TwoAreas = [("K02000001", "UNITED KINGDOM", 9), ("E92000001", "ENGLAND", 5), ("E12000004", "EAST MIDLANDS", 5), ("E06000015", "Derby", 2), ("E10000007", "Derbyshire", 3), ("E07000032", "Amber Valley", 1), ("W06000015", "Cardiff", 2)];

    private static CheckedReturn Check(params Sheet[] sheets) => new MemoryLedger().Receive(new FileContent(FileKind.Xls, [.. sheets], []), "KEEPER", Today).Found;

    [Theory]
    [InlineData("Persons UK", "MYE2: Population estimates by single year of age and sex, mid-2024", "ALL PERSONS", "MALES")]
    [InlineData("MYE2 - All", "MYE2: Population estimates: Persons by single year of age and sex, Mid-2024", "", "")]
    public void Of_the_sheets_of_a_workbook_as_published_that_of_all_persons_is_read(string name, string title, string persons, string males)
    {
        var malesTitle = title.Replace("Persons", "Males", StringComparison.Ordinal);
        var found = Check(Mye2("Males", malesTitle, males, TwoAreas), Mye2(name, title, persons, TwoAreas), Mye2("Females", malesTitle, males, TwoAreas));
        Assert.Empty(found.Findings);
        Assert.Equal(
            [
                new PopulationRow("mid-2024", "E92000001", "England", 5 * 73, 5 * 18, 5 * 91, 5 * 26, $"ONS mid-2024 population estimates, sheet {name}"),
                new PopulationRow("mid-2024", "E06000015", "Derby", 2 * 73, 2 * 18, 2 * 91, 2 * 26, $"ONS mid-2024 population estimates, sheet {name}"),
                new PopulationRow("mid-2024", "E10000007", "Derbyshire", 3 * 73, 3 * 18, 3 * 91, 3 * 26, $"ONS mid-2024 population estimates, sheet {name}"),
            ],
            Assert.Single(found.Accepted).Rows.Select(Populations.Collection.RowOf));
    }

    [Fact]
    public void A_sheet_of_males_alone_is_not_taken_for_the_population()
    {
        var finding = Assert.Single(Check(Mye2("Males", "MYE2: Males by single year of age and sex, mid-2024", "", TwoAreas)).Findings);
        Assert.Equal(("HEAD-06", "The sheet 'Males' has the headings of the ONS mid-year estimates by single year of age but is not the sheet of all persons, which is what is read.", 3), (finding.Rule, finding.Wrong, finding.Line));
    }

    [Fact]
    public void Two_sheets_of_all_persons_are_one_too_many()
    {
        var title = "Persons by single year of age, mid-2024";
        Assert.Equal("The sheets 'One' and 'Two' both have the headings of a return.", Assert.Single(Check(Mye2("One", title, "", TwoAreas), Mye2("Two", title, "", TwoAreas)).Findings).Wrong);
    }

    [Fact]
    public void A_sheet_that_says_no_year_is_told_once()
    {
        var finding = Assert.Single(Check(Mye2("Persons", "Persons by single year of age", "", TwoAreas)).Findings);
        Assert.Equal(("PO-30", "The title above the headings does not say of which year the estimates are."), (finding.Rule, finding.Wrong));
    }

    [Fact]
    public void An_age_that_is_not_given_is_not_zero()
    {
        var sheet = Mye2("Persons", "Persons by single year of age, mid-2024", "", TwoAreas);
        sheet.Lines[6].Cells[4 + 40] = "";
        var finding = Assert.Single(Check(sheet).Findings);
        Assert.Equal(("CELL-01", 7, "40"), (finding.Rule, finding.Line, finding.Heading));
    }

    [Fact]
    public void An_age_that_was_changed_no_longer_adds_up()
    {
        var sheet = Mye2("Persons", "Persons by single year of age, mid-2024", "", TwoAreas);
        sheet.Lines[6].Cells[4 + 40] = "3";
        Assert.Equal(["PO-04", "PO-31"], Check(sheet).Findings.Select(finding => finding.Rule).Order());
    }
}

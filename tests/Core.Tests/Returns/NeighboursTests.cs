using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

/// <summary>Neighbours here are invented: the models are licensed.</summary>
public class NeighboursTests
{
    private const string Today = "2020-05-14";

    public static readonly Gen<NeighbourRow> Rows = Gen.Select(Gen.Int[2010, 2030], Gen.OneOf(Gen.Const("CIPFA"), Gen.Const("A/B.2")), Gen.OneOf(Gen.Const("507"), Gen.Const("714")), Gen.OneOf(Gen.Const("731"), Gen.Const("E06000063")), Gen.Int[0, 20].Nullable(), Gen.Int[0, 100_000].Nullable(),
        (year, model, authority, neighbour, rank, distance) => new NeighbourRow(new FinancialYear(year), model, authority, neighbour, rank, distance / 10_000m));

    private static (string, string)[] Line(string authority, string neighbour, string rank, string distance = "", string year = "2019-20") =>
        [("year", year), ("model", "INVENTED"), ("authority", authority), ("neighbour", neighbour), ("rank", rank), ("distance", distance)];

    private static SmallFile Of(params (string, string)[][] lines) => lines.Aggregate(new SmallFile(Neighbours.Collection), (file, line) => file.Row(line));

    private static string Told(SmallFile file) => string.Join('\n', file.Check("KEEPER", Today).Findings.Select(finding => $"{finding.Rule} {finding.Line} {finding.Heading}: {finding.Wrong}"));

    private static readonly RuleCases Cases = new()
    {
        { () => Of(Line("507", "811", "1", year: "2018-19")), () => Of(Line("507", "811", "1")), "NB-01 2 Neighbour code: '811' is not the code of an authority in England on 1 April 2019." }, // Poole ended on 31 March 2019
        { () => Of(Line("738", "507", "1")), () => Of(Line("738", "507", "1", year: "2018-19")), "NB-01 2 Authority code: '738' is not the code of an authority in England on 1 April 2018." },
        { () => Of(Line("507", "714", "1")), () => Of(Line("507", "9900", "1")), "NB-01 2 Neighbour code: '9900' is not the code of an authority in England on 1 April 2019." }, // Wales
        { () => Of(Line("507", "E06000014", "1")), () => Of(Line("507", "E06000015", "1")), "NB-02 2 Neighbour code: 507 is given as a neighbour of itself." }, // York, and Derby under its ONS code
        { () => Of(Line("507", "731", "", "0")), () => Of(Line("507", "731", "")), "NB-03 2 Rank: 731 as a neighbour of 507 has neither rank nor distance." },
        { () => Of(Line("507", "731", "1", "0.000")), () => Of(Line("507", "731", "1", "-0.0001")), "NB-04 2 Distance: The distance of 731 from 507 is below 0." },
        { () => Of(Line("507", "731", "2"), Line("507", "714", "1"), Line("714", "731", "1")), () => Of(Line("507", "731", "3"), Line("507", "714", "1")), "NB-30 2 Rank: 731 has rank 3 among the neighbours of 507, where 2 comes next." },
        { () => Of(Line("507", "731", "1")), () => Of(Line("507", "731", "0")), "NB-30 2 Rank: 731 has rank 0 among the neighbours of 507, where 1 comes next." },
        { () => Of(Line("507", "731", "1"), Line("507", "714", "2")), () => Of(Line("507", "731", "1"), Line("507", "714", "1")), "NB-30 3 Rank: 714 has rank 1 among the neighbours of 507, where 2 comes next." },
        { () => Of(Line("507", "731", "", "0.2"), Line("507", "714", "", "0.1")), () => Of(Line("507", "731", "1", "0.1"), Line("507", "714", "", "0.2")), "NB-30 3 Rank: 714 has no rank, and other neighbours of 507 have one." },
    };

    public static TheoryData<string> Sentences => Cases.Sentences;

    [Theory, MemberData(nameof(Sentences))]
    public void A_set_keeps_the_rule_by_a_hair_or_hears_of_it(string sentence)
    {
        var (keeps, breaks) = Cases[sentence];
        Assert.Equal("", Told(keeps()));
        Assert.Equal(sentence, Told(breaks()));
        Assert.Empty(breaks().Check("KEEPER", Today).Accepted);
    }

    [Fact]
    public void A_model_and_a_year_are_replaced_together_and_apart_from_others()
    {
        var found = Of(Line("507", "731", "1"), [.. Line("507", "714", "1")[2..], ("year", "2019-20"), ("model", "OTHER")], Line("507", "714", "1", year: "2018-19")).Check("KEEPER", Today);
        Assert.Empty(found.Findings);
        Assert.Equal([new("2018-19", "INVENTED", ""), new("2019-20", "INVENTED", ""), new SliceKey("2019-20", "OTHER", "")], found.Accepted.Select(slice => slice.Key));
    }

    [Fact]
    public void An_authority_is_kept_under_the_code_that_stays() =>
        Assert.Equal(["507", "219"], ((NeighbourRow[])[Neighbours.Collection.RowOf(Of(Line("E06000015", "E06000014", "1")).Check("KEEPER", Today).Accepted.Single().Rows.Single())]).SelectMany(row => new[] { row.Authority, row.Neighbour }));

    [Fact]
    public void A_row_is_kept_as_it_is() => Rows.Sample(row =>
        Neighbours.Collection.RowOf(Neighbours.Collection.Keep(new SliceKey(row.Year.ToString(), row.Model, ""), row, 1)) == row);

    [Fact]
    public void A_row_goes_through_the_template_unchanged() => Rows.Select(row => row with { Year = new FinancialYear(2024), Rank = row.Rank is null && row.Distance is not null ? null : 1 }).Sample(row =>
    {
        var found = Of([.. Neighbours.Collection.Parts[0].Fields.Select(field => (field.Column.Field, field.Text(row)))]).Check("KEEPER", Today);
        return found.Findings.IsEmpty && Neighbours.Collection.RowOf(found.Accepted.Single().Rows.Single()) == row;
    }, iter: 200);
}

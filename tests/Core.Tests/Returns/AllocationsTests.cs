using System.Globalization;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

/// <summary>Published allocations of the Better Care Fund: a list that keeps each rule by a hair, and the same list breaking it.</summary>
public class AllocationsTests
{
    private const string Keeper = "KEEPER", ArrivedOn = "2025-03-20", Note = "Domain note on the Better Care Fund, ";

    internal sealed record Case(string Source, Func<SmallFile> Keeps, Func<SmallFile> Breaks, int Line, string Heading, string Wrong);

    private static readonly (string Field, string Typed)[] Standard =
        [("year", "2025-26"), ("source", "DFG"), ("hwb", "730"), ("amount", "2200000"), ("status", "V"), ("complete", "No"), ("publication", "Invented list")];

    private static SmallFile Of(params (string Field, string Typed)[][] lines)
    {
        var file = new SmallFile(Allocations.Collection);
        foreach (var line in lines)
            file.Row([.. Standard.Where(cell => line.All(other => other.Field != cell.Field)), .. line]);
        return file;
    }

    /// <summary>The boards of England in April 2025, those of Cornwall and of the Isles of Scilly as one.</summary>
    private static List<string> Boards => [.. ReferenceBook.Current.Organisations.All(OrganisationKind.Authority, new(2025, 4, 1)).Select(authority => authority.Code).Where(code => code != ReferenceBook.IslesOfScilly)];

    /// <summary>A complete list in whole pounds: the same for every board, and what is left over for the first.</summary>
    private static SmallFile National(string source, long total, params string[] without)
    {
        var boards = Boards.Except(without).ToList();
        var each = total / boards.Count;
        return Of([.. boards.Select((board, i) => new[] { ("source", source), ("hwb", board), ("complete", "Yes"), ("amount", (i == 0 ? total - each * (boards.Count - 1) : each).ToString(CultureInfo.InvariantCulture)) })]);
    }

    internal static readonly Dictionary<string, Case> Cases = new()
    {
        ["AL-01 below-zero"] = new(Note + "3.1", () => Of([("amount", "0")]), () => Of([("amount", "-1")]), 2, "Amount", "The allocation of 730 is -£1.00."),
        ["AL-02 additional"] = new("NHS Act 2006 s223GA; Local Government Act 2003 s31", () => Of([("source", "LA Better Care Grant")]), () => Of([("source", "Additional LA contribution")]),
            2, "Source of funding", "'Additional LA contribution' is not allocated by anybody."),
        ["AL-03 discharge-funding-in-2025-26"] = new(Note + "3.1: merged into the NHS minimum", () => Of([("year", "2024-25"), ("source", "Discharge funding (ICB)")]), () => Of([("source", "Discharge funding (ICB)")]),
            2, "Source of funding", "'Discharge funding (ICB)' was no source of funding in 2025-26."),
        ["AL-04 ring-fence-of-a-grant"] = new(Note + "3.3", () => Of([("source", "NHS minimum"), ("ring-fence", "ASC minimum")]), () => Of([("ring-fence", "ASC minimum")]), 2, "Ring-fence", "'DFG' has no ring-fence of this kind."),
        ["AL-30 not-the-national-total"] = new("NHS England, grants and funding: DFG 711 (GBP m) in 2025-26", () => National("DFG", 711_500_000), () => National("DFG", 711_500_001),
            2, "Amount", "The list comes to £711,500,001.00, £500,001.00 above the national total of £711,000,000.00."),
        ["AL-31 merton-missing"] = new("House rule", () => National("DFG", 711_000_000), () => National("DFG", 711_000_000, "730"), 2, "Complete list", "1 board is not in the list: Merton (730)."),
        ["AL-32 half-complete"] = new("House rule", () => Of([("complete", "No")], [("hwb", "734"), ("complete", "No")]), () => Of([("complete", "Yes")], [("hwb", "734"), ("complete", "No")]),
            3, "Complete list", "1 line says that the list is complete, and 1 that it is not."),
        ["AL-33 part-above-the-whole"] = new(Note + "3.3", () => Of([("source", "NHS minimum"), ("amount", "100")], [("source", "NHS minimum"), ("amount", "100"), ("ring-fence", "ASC minimum")]),
            () => Of([("source", "NHS minimum"), ("amount", "100")], [("source", "NHS minimum"), ("amount", "100.01"), ("ring-fence", "ASC minimum")]),
            3, "Amount", "The ring-fence of 730, £100.01, is more than its whole NHS minimum, £100.00."),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_list_that_keeps_the_rule_by_a_hair_has_no_findings(string name) => Assert.Empty(Cases[name].Keeps().Check(Keeper, ArrivedOn).Findings);

    [Theory, MemberData(nameof(Names))]
    public void A_list_that_breaks_it_breaks_it_only_and_is_told_where_and_how(string name)
    {
        var (_, _, breaks, line, heading, wrong) = Cases[name];
        var finding = Assert.Single(breaks().Check(Keeper, ArrivedOn).Findings);
        Assert.Equal((name.Split(' ')[0], line, heading, wrong), (finding.Rule, finding.Line, finding.Heading, finding.Wrong));
    }

    /// <summary>Domain note 2.2: 0 to 1,000,000,000. Whatever is written ends in a finding, also where the sum of it fits no amount.</summary>
    [Fact]
    public void An_amount_that_no_template_takes_is_refused()
    {
        Assert.Empty(Of([("amount", "1000000000")]).Check(Keeper, ArrivedOn).Findings);
        Assert.Equal(("AL-01", "The allocation of 730 is £1,000,000,000.01."), (Single([("amount", "1000000000.01")]).Rule, Single([("amount", "1000000000.01")]).Wrong));
        const string huge = "92233720368547758.07";
        (string, string) source = ("source", "NHS minimum"), amount = ("amount", huge);
        var found = Of([source, amount, ("body", "QWE")], [source, amount, ("body", "QRV")], [source, amount, ("ring-fence", "ASC minimum")]).Check(Keeper, ArrivedOn);
        Assert.Empty(found.Accepted);
        Assert.Equal(["AL-01", "AL-01", "AL-01"], found.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Rule));

        static Finding Single((string, string)[] line) => Assert.Single(Of(line).Check(Keeper, ArrivedOn).Findings);
    }

    /// <summary>Domain note U6: 3,582 for 2017-18 is recalled, and nothing is held against it.</summary>
    [Fact]
    public void A_recalled_total_is_not_used() => Assert.DoesNotContain(
        Of([.. Boards.Select(board => new[] { ("year", "2017-18"), ("source", "NHS minimum"), ("hwb", board), ("complete", "Yes"), ("amount", "1") })]).Check(Keeper, ArrivedOn).Findings, finding => finding.Rule == "AL-30");

    /// <summary>Published as "2.14bn": anything that rounds to it fits (domain note 3.1).</summary>
    [Theory]
    [InlineData(2_145_000_000, true)]
    [InlineData(2_145_000_001, false)]
    public void A_total_printed_to_ten_million_is_kept_to_five(long total, bool fits) => Assert.Equal(fits,
        Of([[("year", "2024-25"), ("source", "iBCF"), ("complete", "Yes"), ("amount", total.ToString(CultureInfo.InvariantCulture))]]).Check(Keeper, ArrivedOn).Findings.All(finding => finding.Rule != "AL-30"));

    [Fact]
    public void A_board_that_there_was_not_is_refused() => Assert.Equal("REF-01", Assert.Single(Of([("hwb", "799")]).Check(Keeper, ArrivedOn).Findings).Rule);

    [Fact]
    public void A_board_twice_is_refused() => Assert.Equal(["ROW-01", "ROW-01"], Of([], []).Check(Keeper, ArrivedOn).Findings.Select(finding => finding.Rule));

    [Fact]
    public void Only_the_keeper_sends_allocations() => Assert.Empty(Of([]).Check("730", ArrivedOn).Accepted);

    internal static SmallFile Slip(string amount) => Of([("year", "2025-26"), ("amount", amount)]);

    internal static SmallFile YearBefore => Of([("year", "2024-25"), ("amount", "22000")]);

    /// <summary>Domain note 2.4, check 7: 100 or more times the prior period.</summary>
    [Theory]
    [InlineData("2199999", null)]
    [InlineData("2200000", "730 is allocated £2,200,000.00; in 2024-25 it was £22,000.00.")]
    public void AL_50_a_hundred_times_the_year_before(string amount, string? wrong)
    {
        var ledger = new MemoryLedger();
        ledger.Receive(YearBefore.Content, Keeper, "2024-03-20");
        Assert.Equal(wrong is null ? [] : [("AL-50", wrong)], ledger.Receive(Slip(amount).Content, Keeper, ArrivedOn).Effects.SelectMany(page => page.Findings).Select(finding => (finding.Rule, finding.Wrong)));
    }

    /// <summary>A list replaces the list of its source; the lists of other sources stay.</summary>
    [Fact]
    public void A_list_replaces_the_one_before_of_its_source()
    {
        var ledger = new MemoryLedger();
        ledger.Receive(Of([], [("hwb", "734")], [("source", "NHS minimum"), ("amount", "9000000")]).Content, Keeper, "2025-03-01");
        var effect = Assert.Single(ledger.Receive(Of([("amount", "2300000")]).Content, Keeper, ArrivedOn).Effects);
        Assert.Equal((0, 1, 0, 0), (effect.New, effect.Changed, effect.Withdrawn, effect.Unchanged));
        var standing = ledger.Standing(new PageRef("allocations", "2025-26")).Slices.ToDictionary(slice => slice.Place.Body, ledger.Rows);
        Assert.Equal(["disabled-facilities", "nhs-minimum"], standing.Keys);
        Assert.Equal(new Allocation(new(2025), FundingSource.DisabledFacilities, "730", null, null, new Pence(230_000_000), Mark.Verified, false, "Invented list"), Allocations.Collection.RowOf(Assert.Single(standing["disabled-facilities"])));
    }

    /// <summary>Lines of a board that existed in every year.</summary>
    public static readonly Gen<Allocation> Rows = Gen.Select(
        Gen.Int[2015, 2026], Gen.Int[0, 10], Gen.Int[0, 2], Gen.Long[-10_000_000_000, 10_000_000_000], Gen.Bool, Gen.Bool,
        (year, source, fence, amount, verified, complete) => new Allocation(
            new(year), (FundingSource)source, "730", fence == 0 ? "QWE" : null, fence == 0 ? null : (RingFence)(fence - 1), new Pence(amount), verified ? Mark.Verified : Mark.Recalled, complete, "Invented list, \"first\" edition"));

    [Fact]
    public void A_row_read_back_from_the_ledger_is_the_row() => Rows.Sample(row => Assert.Equal(row, Allocations.Collection.RowOf(Allocations.Collection.Keep(Allocations.Slice(row.Year, row.Source), row, 1))));

    [Fact]
    public void Every_rule_has_a_case() => Assert.Equal(Allocations.Collection.Rules.Select(rule => rule.Id).Order(), Cases.Keys.Select(name => name.Split(' ')[0]).Append("AL-50").Order());
}

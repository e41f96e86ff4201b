using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

public class MandateSetsTests
{
    private const string Today = "2026-11-23";

    private static readonly Gen<DateOnly> Dates = Gen.Int[0, 40_000].Select(days => new DateOnly(1974, 4, 1).AddDays(days));

    private static readonly Gen<string> Senders = Gen.OneOf(Gen.Const("RJ7"), Gen.Const("*"), Gen.Const("provider:*"), Gen.Const("authority:*"));

    public static readonly Gen<MandateSetRow> Rows = Gen.Select(Gen.Int[2010, 2030], Senders, Gen.OneOf(Gen.Const("RTH"), Gen.Const("self"), Gen.Const("*")), Gen.Enum<View>(), Dates, Dates.Nullable(),
        (year, sender, body, view, from, to) => new MandateSetRow(new FinancialYear(year), new(sender, body, "delayed-transfers", view, from, to, "letter, \"invented\"")));

    private static (string, string)[] Line(string sender, string body = "RTH", string collection = "delayed-transfers", string view = "provider", string from = "2026-11-01", string to = "") =>
        [("year", "2026-27"), ("sender", sender), ("reports-for", body), ("collection", collection), ("view", view), ("from", from), ("to", to), ("source", "invented")];

    private static SmallFile Of(params (string, string)[][] lines) => lines.Aggregate(new SmallFile(MandateSets.Collection), (file, line) => file.Row(line));

    private static string Told(SmallFile file) => string.Join('\n', file.Check("KEEPER", Today).Findings.Select(finding => $"{finding.Rule} {finding.Line} {finding.Heading}: {finding.Wrong}"));

    private static readonly RuleCases Cases = new()
    {
        { () => Of(Line("RJ7", collection: "Delay-Agreements")), () => Of(Line("RJ7", collection: "delayed-transfer")), "MA-01 2 Collection: 'delayed-transfer' is not the key of a collection." },
        { () => Of(Line("730", "E06000015", "delay-agreements", "authority")), () => Of(Line("RJ7", "RJ77")), "MA-02 2 Reports for: 'RJ77' is not the code of an organisation that we know." },
        { () => Of(Line("QWE")), () => Of(Line("CSU1")), "MA-02 2 Sender: 'CSU1' is not the code of an organisation that we know." }, // an integrated care board is known
        { () => Of(Line("X24", "*", "delayed-transfers", "nhs-england")), () => Of(Line("RJ7", "*", "delayed-transfers", "nhs-england")), "MA-03 2 View: RJ7 cannot send delayed-transfers in the view 'nhs-england'." },
        { () => Of(Line("provider:*", "self")), () => Of(Line("provider:*", "self", view: "authority")), "MA-03 2 View: A provider cannot send delayed-transfers in the view 'authority'." },
        { () => Of(Line("RJ7", "*", "population", "keeper")), () => Of(Line("RJ7", "*", "delayed-transfers", "keeper")), "MA-03 2 View: RJ7 cannot send delayed-transfers in the view 'keeper'." },
        { () => Of(Line("RJ7", to: "2026-11-01")), () => Of(Line("RJ7", to: "2026-10-31")), "MA-04 2 To: 31 October 2026 is before 1 November 2026, when it begins." },
        {
            () => Of(Line("*", "RJ7", to: "2026-11-30"), Line("*", "RTH", view: "authority", from: "2026-12-01")), () => Of(Line("*", "RJ7", to: "2026-12-01"), Line("*", "RTH", view: "authority", from: "2026-12-01")),
            "MA-30 3 View: On 1 December 2026 Anybody sends delayed-transfers in the view 'authority', and by another line in the view 'provider'."
        },
        { () => Of(Line("KEEPER", "*", "mandates", "keeper", to: "2026-11-23")), () => Of(Line("KEEPER", "*", "mandates", "keeper", to: "2026-11-22")), "MA-31 2 Sender: With this set KEEPER could not send mandates on 23 November 2026." },
    };

    public static TheoryData<string> Sentences => Cases.Sentences;

    [Theory, MemberData(nameof(Sentences))]
    public void A_set_keeps_the_rule_by_a_hair_or_hears_of_it(string sentence)
    {
        var (keeps, breaks) = Cases[sentence];
        Assert.Equal("", Told(keeps()));
        Assert.Equal(sentence, Told(breaks()));
        Assert.Equal(sentence.StartsWith("MA-02", StringComparison.Ordinal), !breaks().Check("KEEPER", Today).Accepted.IsEmpty);
    }

    [Fact]
    public void What_the_set_of_the_year_before_brought_is_missed()
    {
        var ledger = new MemoryLedger();
        Assert.Empty(ledger.Receive(Of(Line("RJ7"), Line("RTG")).Content, "KEEPER", Today).Effects.Single().Findings);
        var next = Of([.. Line("RJ7")[1..], ("year", "2027-28")]);
        var findings = ledger.Receive(next.Content, "KEEPER", "2027-05-01").Effects.Single().Findings;
        Assert.Equal(("MA-50", "RTG for RTH, delayed-transfers: in the set of 2026-27 and not in this one."), (Assert.Single(findings).Rule, findings[0].Wrong));
        Assert.Empty(ledger.Receive(next.Row([.. Line("RTG")[1..], ("year", "2027-28")]).Content, "KEEPER", "2027-05-02").Effects.Single().Findings);
    }

    [Fact]
    public void A_row_is_kept_as_it_is() => Rows.Sample(row =>
        MandateSets.Collection.RowOf(MandateSets.Collection.Keep(new SliceKey(row.Year.ToString(), "England", ""), row, 1)) == row);

    [Fact]
    public void A_row_goes_through_the_template_unchanged() => Rows.Select(row => row with { Mandate = row.Mandate with { View = row.Mandate.Sender == "authority:*" ? View.Authority : View.Provider, To = row.Mandate.To < row.Mandate.From ? null : row.Mandate.To } }).Sample(row =>
    {
        var found = Of([.. MandateSets.Collection.Parts[0].Fields.Select(field => (field.Column.Field, field.Text(row)))]).Check("KEEPER", Today);
        return found.Findings.IsEmpty && MandateSets.Collection.RowOf(found.Accepted.Single().Rows.Single()) == row;
    }, iter: 200);
}

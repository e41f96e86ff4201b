using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

public class DelayAgreementsTests
{
    /// <summary>A return that keeps the rule by a hair, the one that breaks it, and what its sender reads in line 2.</summary>
    private sealed record Case(string Rule, string Source, Change Keeps, Change Breaks, string Column, string Value, string Wrong);

    /// <summary>Cells of the one line that differ from Merton's answer of 9 December 2019 about St George's in November 2019, and who sends it when.</summary>
    private sealed record Change(params (string Field, string Typed)[] Cells)
    {
        public string Sender { get; init; } = "730";

        public string ArrivedOn { get; init; } = "2019-12-12";

        public CheckedReturn Check() => new SmallFile(DelayAgreements.Collection).Row(Cells).Check(Sender, ArrivedOn);
    }

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["DA-01 February 2020 was the last month"] = new("DA-01", "NHS England stopped the collection with February 2020",
            new(("month", "2020-02"), ("on", "2020-03-09")) { ArrivedOn = "2020-04-16" }, new(("month", "2020-03"), ("on", "2020-04-09")) { ArrivedOn = "2020-04-16" },
            "A", "2020-03", "March 2020 was not collected as delayed transfers of care."),
        ["DA-01 August 2010 was the first month"] = new("DA-01", "NHS England statistical work area: monthly from August 2010",
            new(("month", "2010-08"), ("on", "2010-09-09")), new(("month", "2010-07"), ("on", "2010-08-09")),
            "A", "2010-07", "July 2010 was not collected as delayed transfers of care."),
        ["DA-02 housing is the NHS's alone"] = new("DA-02", "105 council workbooks: reason I is never attributed to social care",
            new(("reason", "I"), ("attribution", "NHS")), new(("reason", "I"), ("attribution", "Social care")),
            "F", "Social care", "Reason I (Housing - patients not covered by Care Act) cannot be attributed to social care, so no such days were reported."),
        ["DA-02 a residential home is never both's"] = new("DA-02", "105 council workbooks: reason Di is never attributed to both",
            new(("reason", "Di"), ("attribution", "Both"), ("agreed", "0"), ("disputed", "0")), new(("reason", "Di"), ("attribution", "Both"), ("agreed", "0"), ("disputed", "1")),
            "F", "Both", "Reason Di (Awaiting residential home placement or availability) cannot be attributed to both, so no such days were reported."),
        ["DA-03 decided on the day of arrival"] = new("DA-03", "House rule: a decision cannot come after its own report",
            new(("on", "2019-12-12")), new(("on", "2019-12-13")),
            "J", "2019-12-13", "13 December 2019 is after 12 December 2019, when this file arrived."),
        ["DA-03 decided on the first day of the month"] = new("DA-03", "House rule: a decision cannot come before what it is about",
            new(("on", "2019-11-01")), new(("on", "2019-10-31")),
            "J", "2019-10-31", "31 October 2019 is before November 2019 began."),
        ["DA-04 nothing is disputed"] = new("DA-04", "Domain note 8.1: Birmingham disputed fines because no case-level analysis backed them",
            new(("disputed", "0"), ("comment", "")), new(("disputed", "1"), ("comment", "")),
            "K", "", "1 day is disputed without a reason."),
        ["DA-04 a dispute with a word"] = new("DA-04", "Domain note 8.1",
            new(("disputed", "3"), ("comment", "x")), new(("disputed", "3"), ("comment", "")),
            "K", "", "3 days are disputed without a reason."),
        ["REF-01 a new authority from its first day"] = new("REF-01", "Bournemouth, Dorset and Poole (Structural Changes) Order 2018: 1 April 2019",
            new(("month", "2019-04"), ("authority", "738"), ("on", "2019-05-01")) { Sender = "738" }, new(("month", "2019-03"), ("authority", "738"), ("on", "2019-05-01")) { Sender = "738" },
            "C", "738", "738 (Bournemouth, Christchurch and Poole) exists only from 1 April 2019."),
        ["REF-01 no authority at all, and no word of a mandate"] = new("REF-01", "Council codes as published in DTOC",
            new(("authority", "E09000024")), new(("authority", "739")),
            "C", "739", "'739' is not the code of an authority."),
        ["REF-02 a trust, and none"] = new("REF-02", "ODS list of NHS trusts",
            new(("provider", "RTH")), new(("provider", "RJ77")),
            "B", "RJ77", "'RJ77' is not among the NHS bodies that we know."),
        ["REF-03 the own authority, and another"] = new("REF-03", "Mandates table: an authority answers for itself",
            new(("authority", "E09000024")), new(("authority", "738")),
            "C", "738", "730 has no mandate to report for 738."),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_return_that_keeps_the_rule_is_accepted(string name)
    {
        var kept = Cases[name].Keeps.Check();
        Assert.Empty(kept.Findings.Select(finding => finding.ToString()));
        Assert.Single(kept.Accepted);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_return_that_breaks_it_is_told_that_alone(string name)
    {
        var (rule, _, _, breaks, column, value, wrong) = Cases[name];
        var broken = breaks.Check();
        var finding = Assert.Single(broken.Findings);
        Assert.Equal((rule, 2, column, value, wrong), (finding.Rule, finding.Line, finding.Column, finding.Value, finding.Wrong));
        var told = RuleCatalogue.Find(rule)!;
        Assert.Equal((told.Severity, told.Fix), (finding.Severity, finding.Fix));
        Assert.Equal(told.Severity == Severity.Warning ? 1 : 0, broken.Accepted.Length);
    }

    [Fact]
    public void Every_rule_about_a_line_has_a_case() =>
        Assert.Equal(DelayAgreements.Collection.RowRules.Select(rule => rule.Id).Append(CellRules.NoMandate.Id).Order(), Cases.Values.Select(line => line.Rule).Distinct().Order());

    [Fact]
    public void A_common_rule_keeps_its_words_and_stands_in_the_catalogue_once()
    {
        var own = DelayAgreements.Collection.RowRules.Single(rule => rule.Id == "REF-01");
        var listed = Assert.Single(RuleCatalogue.All, rule => rule.Id == "REF-01");
        Assert.Equal((listed.Title, listed.Fix, listed.Severity), (own.Title, own.Fix, own.Severity));
    }

    [Fact]
    public void Any_code_of_the_authority_is_kept_as_its_own() =>
        Assert.Equal(new SliceKey("2019-11", "RJ7", "730"), Assert.Single(new SmallFile(DelayAgreements.Collection).Row(("authority", "E09000024")).Check("730", "2019-12-12").Accepted).Key);

    /// <summary>St George's reported 63 days of reason C (NHS) and 5 of reason E (social care), acute, for Merton in November 2019; nothing else.</summary>
    private static MemoryLedger Reported()
    {
        var ledger = new MemoryLedger();
        Assert.Empty(ledger.Receive(new FileContent(FileKind.Csv, [SmallReturn.Template().Sheet()], []), "RJ7", "2019-12-09").Found.Findings);
        return ledger;
    }

    private static string[] Told(MemoryLedger ledger, params (string Field, string Typed)[][] lines)
    {
        var file = new SmallFile(DelayAgreements.Collection);
        foreach (var line in lines)
            file.Row(line);
        var (found, effects) = ledger.Receive(file.Content, "730", "2019-12-12");
        Assert.Empty(found.Findings.Select(finding => finding.ToString()));
        return [.. effects.SelectMany(effect => effect.Findings).Select(finding => $"{finding.Rule} line {finding.Line}, {finding.Heading} {finding.Value}: {finding.Wrong}")];
    }

    [Fact]
    public void DA_50_all_days_agreed_or_disputed_are_no_more_than_were_reported() =>
        Assert.Empty(Told(Reported(), [("agreed", "3"), ("disputed", "2")]));

    [Fact]
    public void DA_50_one_day_more_than_was_reported() => Assert.Equal(
        ["DA-50 line 3, Days agreed 4: 4 days agreed and 2 days disputed are more than the 5 days that were reported for Acute, reason E, Social care."],
        Told(Reported(), [("reason", "C"), ("attribution", "NHS"), ("agreed", "63"), ("disputed", "0")], [("agreed", "4"), ("disputed", "2")]));

    [Fact]
    public void DA_50_a_row_of_zeros_was_reported_as_0_days() => Assert.Equal(
        ["DA-50 line 2, Days agreed 1: 1 day agreed and 0 days disputed are more than the 0 days that were reported for Non-Acute, reason A, NHS."],
        Told(Reported(), [("care", "Non-Acute"), ("reason", "A"), ("attribution", "NHS"), ("agreed", "1"), ("disputed", "0")]));

    [Fact]
    public void DA_51_nothing_was_reported_yet() =>
        Assert.Equal(["DA-51 line 2, Provider code RTH: No delayed days of 730 at RTH have been reported for November 2019 yet."], Told(Reported(), [("provider", "RTH")]));

    [Fact]
    public void What_is_answered_once_the_return_has_come_is_told_nothing()
    {
        var ledger = new MemoryLedger();
        Assert.Single(Told(ledger, [("agreed", "3"), ("disputed", "2")]));
        ledger.Receive(new FileContent(FileKind.Csv, [SmallReturn.Template().Sheet()], []), "RJ7", "2019-12-12");
        Assert.Empty(Told(ledger, [("agreed", "5"), ("disputed", "0")]));
    }

    private static readonly Gen<string> SomeText = Gen.OneOf("Ann Officer", "Ward, closed", "a \"quoted\" word", "two\nlines", "£5 – é", "=1+1");

    /// <summary>Rows of Merton that break no rule.</summary>
    public static readonly Gen<DelayAgreement> Rows =
        from back in Gen.Int[0, 114]
        let month = DelayedTransfers.Last.AddMonths(-back)
        from provider in Gen.OneOf("RJ7", "RTH")
        from place in Gen.OneOf([.. DelayedTransfers.Places(month, PolicyBook.Current)])
        from attribution in Gen.OneOf([.. DelayedTransfers.Attributions.Where(DelayedTransfers.Of(place.Reason).Allows)])
        from agreed in Gen.Int[0, 1_000_000]
        from disputed in Gen.Int[0, 1_000_000]
        from decider in SomeText
        from after in Gen.Int[0, 60]
        from comment in SomeText
        from hasComment in Gen.Bool
        select new DelayAgreement(month, provider, "730", place.Care, place.Reason, attribution, agreed, disputed, decider, month.FirstDay.AddDays(after), hasComment || disputed > 0 ? comment : null);

    [Fact]
    public void Rows_read_back_from_the_ledger() => Rows.Sample(row => DelayAgreements.Collection.RowOf(DelayAgreements.Collection.Keep(new SliceKey(row.Month.ToString(), row.Provider, row.Authority), row, 2)) == row);

    [Fact]
    public void Rows_read_back_from_a_file_on_the_template() => Rows.Sample(row =>
    {
        var table = DelayAgreements.Collection.Parts[0];
        var file = new SmallFile(DelayAgreements.Collection).Row([.. table.Fields.Zip(table.Write(row), (field, text) => (field.Column.Field, text))]);
        var found = file.Check("730", "2020-12-12");
        return found.Findings.IsEmpty && DelayAgreements.Collection.RowOf(Assert.Single(Assert.Single(found.Accepted).Rows)) == row;
    });
}

using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using static Monitoring.Core.Tests.Figures.Reimbursement.TwoParties;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>The amounts of a statement from the days of its cases. E numbers are the examples of the domain note, sections 7C and 7D.</summary>
public class StatementTests
{
    private const string June = "2015-06", E20 = "2015-06-04 2015-06-08";

    private static (decimal Computable, decimal? Required, decimal? Due, decimal? InDispute, decimal? Paid) In(StatementAmounts amounts) =>
        (amounts.Computable.Pounds, amounts.Required?.Pounds, amounts.Due?.Pounds, amounts.InDispute?.Pounds, amounts.Paid?.Pounds);

    [Theory]
    [InlineData(Merton, 155, 775)]
    [InlineData(Shire, 130, 650)]
    public void E20_five_days_at_the_rate_of_the_authority(string payer, int rate, int amount)
    {
        var statement = new TwoParties().Both("A", E20, payer, rate).Decision("A", June, amount, payer: payer).Statement(June, payer);
        Assert.Equal((amount, amount, amount, 0, null), In(statement.Amounts));
        Assert.All(Assert.Single(statement.Cases).Days.Where(day => day.Date >= Day("2015-06-04")), day => Assert.Equal(DayStanding.Agreed, day.Standing));
        Assert.Contains(statement.Working, step => step.Text == $"5 days of 1 case at £{rate}.00 a day, as the NHS body reports." && step.Amount == amount && step.Source == "SI 2014/2823 reg 10");
        Assert.Equal(("RJ7", payer), (statement.Payee.Code, statement.Payer.Code));
    }

    [Fact]
    public void E21_each_month_has_its_own_days_and_the_year_adds_up()
    {
        var told = new TwoParties().Both("A", "2016-01-30 2016-02-03", Shire, 130).Decision("A", "2016-01", 260, payer: Shire).Decision("A", "2016-02", 390, payer: Shire);
        var (january, february) = (told.Statement("2016-01", Shire), told.Statement("2016-02", Shire));
        Assert.Equal((260, 260, 260, 0, null), In(january.Amounts));
        Assert.Equal((390, 390, 390, 0, null), In(february.Amounts));
        Assert.Equal(["2015-04", "2015-05", "2015-06", "2015-07", "2015-08", "2015-09", "2015-10", "2015-11", "2015-12", "2016-01", "2016-02"], february.Year.Select(month => month.Month.ToString()));
        Assert.Equal((5, 650m), (february.Year.Sum(month => month.Days), february.Year.Sum(month => month.Amounts.Computable.Pounds)));
        Assert.Equal(650, february.Balances.Accrual?.Pounds);
    }

    [Fact]
    public void E22_a_decision_cannot_make_payable_what_is_not()
    {
        // Treated as given on 3 June, less than one day before: no day counts in either view.
        var statement = new TwoParties().Both("A", "").Decision("A", June, 650).Statement(June);
        Assert.Equal((0, 0, 0, 0, null), In(statement.Amounts));
        Assert.Contains("£650.00 is sought, and no day of June 2015 counts as the NHS body reports the case: nothing can be required.", Assert.Single(statement.Cases).Notes);
    }

    [Fact]
    public void E23_what_was_actually_paid_is_recovered_whatever_the_rate_of_the_other()
    {
        var told = new TwoParties().Both("A", "2017-05-12 2017-05-14", other: "820 2017-08-01").Decision("A", "2017-05", 465, invoiced: "2017-06-05", paid: 465, paidOn: "2017-07-01");
        var recovery = told.Statement("2017-05", Shire, Merton);
        Assert.Equal((465, 465, 465, 0, null), In(recovery.Amounts));
        Assert.Equal(new Recovery("A", Day("2017-08-01"), 3, Pounds(465), "SI 2014/2823 reg 12", 3), Assert.Single(recovery.Recoveries));
        Assert.True(recovery.Key.IsRecovery);
        Assert.Equal(FigureStatus.Provisional, recovery.Status);
        // Beside the ordinary statement it is information: the NHS body keeps its £465, and no amount is doubled.
        var ordinary = told.Statement("2017-05");
        Assert.Equal((465, 465, 465, 0, 465), In(ordinary.Amounts));
        Assert.Equal(recovery.Recoveries.Single(), Assert.Single(ordinary.Recoveries));
        Assert.Equal(2, told.Statements().Length);
    }

    [Fact]
    public void E23_under_the_Act_of_2003_it_is_regulation_18() =>
        Assert.Equal("SI 2003/2277 reg 18", new TwoParties().Both("A", "2005-06-10 2005-06-14", rate: 120, regime: Regime.Act2003, other: "820 2005-08-01").Decision("A", "2005-06", 600, paid: 600, paidOn: "2005-08-01")
            .Statement("2005-06", Shire, Merton).Recoveries.Single().Provision);

    [Fact]
    public void What_is_not_known_to_be_paid_is_not_recovered_as_zero()
    {
        var recovery = new TwoParties().Both("A", "2017-05-12 2017-05-14", other: "820 2017-08-01").Decision("A", "2017-05", 465).Statement("2017-05", Shire, Merton);
        Assert.Null(recovery.Amounts.Due);
        Assert.Equal(["Case A: it is not known what Merton paid for May 2017. Report the amount paid in a return of decisions on reimbursement."], recovery.StatusReasons);
    }

    [Fact]
    public void What_is_not_required_is_not_recovered() => // Care Act 2014 Sch. 3 para 4: not sought, so nothing was paid
        Assert.DoesNotContain(new TwoParties().Both("A", "2017-05-12 2017-05-14", other: "820 2017-08-01").Decision("A", "2017-05", 465, waived: 465, why: "Agreed locally").Statements(), statement => statement.Key.IsRecovery);

    [Fact]
    public void A_payment_that_only_the_authority_knows_of_is_recovered_and_said_to_be_so()
    {
        var recovery = new TwoParties().Both("A", "2017-05-12 2017-05-14", other: "820 2017-08-01").Decision("A", "2017-05", 465).Decision("A", "2017-05", 465, party: Merton, paid: 310, paidOn: "2017-07-01").Statement("2017-05", Shire, Merton);
        Assert.Equal(310, recovery.Amounts.Due?.Pounds);
        Assert.Equal(["Case A: that £310.00 was paid for May 2017 is known from Merton alone."], recovery.Notes);
    }

    [Fact]
    public void Days_after_another_authority_took_over_are_its_own()
    {
        // 12 and 13 May by the London borough, 14 to 16 by the county, which has not reported the case.
        var told = new TwoParties().Case("A", "2017-05-12 2017-05-16", other: "820 2017-05-13").Then("2017-05-14", Shire, 130).Case("A", "2017-05-12 2017-05-16", Merton, other: "820 2017-05-13").Then("2017-05-14", Shire, 130)
            .Decision("A", "2017-05", 310).Decision("A", "2017-05", 390, payer: Shire);
        Assert.Equal((310, 310, 310, 0, null), In(told.Statement("2017-05").Amounts));
        Assert.Equal((390, 390, 390, 0, null), In(told.Statement("2017-05", Shire).Amounts));
        Assert.All(told.Statement("2017-05", Shire).Cases.Single().Days, day => Assert.Equal(DayStanding.NotAnswered, day.Standing));
        Assert.Equal(700, told.Statements().Where(statement => !statement.Key.IsRecovery).Sum(statement => statement.Amounts.Computable.Pounds));
    }

    [Fact]
    public void E24_computed_and_not_sought()
    {
        var statement = new TwoParties().Both("A", E20, Shire, 130).Decision("A", June, 650, waived: 650, why: "Payment is not sought", payer: Shire).Statement(June, Shire);
        Assert.Equal((650, 0, 0, 0, null), In(statement.Amounts));
        Assert.Equal(["£650.00 of £650.00 is waived (Payment is not sought), decided by Head of patient flow on 6 July 2015 (Care Act 2014 Sch. 3 para 4)."], Assert.Single(statement.Cases).Notes);
    }

    [Fact]
    public void Under_the_Care_Act_nothing_is_required_until_somebody_decides()
    {
        var statement = new TwoParties().Both("A", E20).Statement(June);
        Assert.Equal((775, null, null, null, null), In(statement.Amounts));
        Assert.Equal(FigureStatus.Incomplete, statement.Status);
        Assert.Contains("Case A: nobody has decided yet whether payment of £775.00 is required. When it is decided, report it in a return of decisions on reimbursement.", statement.StatusReasons);
        Assert.Equal((null, 775m), (statement.Balances.Accrual?.Pounds, statement.Balances.Undecided.Pounds));
        Assert.Null(new TwoParties().Both("A", E20).Decision("A", June, 775, waived: null).Statement(June).Amounts.Required);
    }

    [Fact]
    public void What_is_decided_is_required_though_another_case_is_not()
    {
        var statement = new TwoParties().Both("A", E20).Both("B", E20).Decision("A", June, 775).Statement(June);
        Assert.Equal((1550, 775, 775, 0, null), In(statement.Amounts));
        Assert.Equal(775, statement.Balances.Undecided.Pounds);
        Assert.Contains(statement.StatusReasons, reason => reason.StartsWith("Case B: nobody has decided", StringComparison.Ordinal));
        Assert.DoesNotContain(statement.StatusReasons, reason => reason.StartsWith("Case A", StringComparison.Ordinal));
    }

    [Fact]
    public void Under_the_Act_of_2003_payment_is_a_duty_without_any_decision() // s. 6(2); E14 with its days, 10 to 14 June 2005
    {
        var statement = new TwoParties().Both("A", "2005-06-10 2005-06-14", Shire, 100, Regime.Act2003).Statement("2005-06", Shire);
        Assert.Equal((500, 500, 500, 0, null), In(statement.Amounts));
        Assert.Contains(statement.Working, step => step is { Source: "Act of 2003 s. 6(2)", Amount: 500m });
        Assert.Equal(FigureStatus.Provisional, statement.Status); // delayed transfers were not collected in 2005: no ceiling is missing
        Assert.Equal(["Delayed transfers of June 2005 were not collected: there is no notional ceiling."], statement.Notes);
    }

    [Fact]
    public void A_waiver_under_the_Act_of_2003_lowers_what_is_required_and_is_noted()
    {
        var statement = new TwoParties().Both("A", "2005-06-10 2005-06-14", Shire, 100, Regime.Act2003).Decision("A", "2005-06", 500, waived: 200, payer: Shire).Statement("2005-06", Shire);
        Assert.Equal((500, 300, 300, 0, null), In(statement.Amounts));
        Assert.Equal(
            ["£200.00 is waived without a reason. Act of 2003 s. 6(2) makes payment a duty and knows no waiver; what is recorded lowers what is required all the same (switch reimbursement.waiver-2003)."], Assert.Single(statement.Cases).Notes);
        Assert.Contains(statement.Working, step => step is { Text: "Less what the NHS body waived.", Amount: -200m });
    }

    [Fact] // Act of 2003 s. 6(2): the authority must pay
    public void A_waiver_under_the_Act_of_2003_is_ignored_where_that_is_supposed()
    {
        var told = new TwoParties().Both("A", "2005-06-10 2005-06-14", Shire, 100, Regime.Act2003).Decision("A", "2005-06", 500, waived: 200, why: "Local agreement", payer: Shire);
        var statement = told.Statement("2005-06", Shire, policy: PolicyBook.Current.Supposing(null, new SupposedAnswer("reimbursement.waiver-2003", "ignored")));
        Assert.Equal((500, 500, 500, 0, null), In(statement.Amounts));
        Assert.Contains("£200.00 is waived (Local agreement). Act of 2003 s. 6(2) makes payment a duty and knows no waiver; what is recorded changes nothing", Assert.Single(Assert.Single(statement.Cases).Notes));
        Assert.DoesNotContain(statement.Working, step => step.Text.StartsWith("Less", StringComparison.Ordinal));
        Assert.Contains("reimbursement.waiver-2003 is supposed to be 'ignored'", statement.Hypothetical);
        // Under the Care Act a waiver is the NHS body's own choice, and the switch says nothing of it.
        Assert.Equal(620, new TwoParties().Both("A", E20).Decision("A", June, 775, waived: 155).Statement(June, policy: PolicyBook.Current.Supposing(null, new SupposedAnswer("reimbursement.waiver-2003", "ignored"))).Amounts.Required?.Pounds);
    }

    [Fact]
    public void To_seek_less_under_the_Act_of_2003_lowers_nothing() =>
        Assert.Equal((500, 500, 500, 0, null), In(new TwoParties().Both("A", "2005-06-10 2005-06-14", Shire, 100, Regime.Act2003).Decision("A", "2005-06", 300, payer: Shire).Statement("2005-06", Shire).Amounts));

    [Fact]
    public void Sought_above_what_is_computable_is_not_required()
    {
        var statement = new TwoParties().Both("A", E20).Decision("A", June, 930).Statement(June);
        Assert.Equal((775, 775, 775, 0, null), In(statement.Amounts));
        Assert.Contains("£930.00 is sought, £155.00 more than the £775.00", Assert.Single(Assert.Single(statement.Cases).Notes));
        Assert.Contains(statement.Working, step => step is { Text: "Less what is sought above what is computable for the case.", Amount: -155m });
    }

    [Fact]
    public void A_decision_without_notices_makes_a_statement_that_says_so()
    {
        var statement = new TwoParties().Decision("A", June, 775).Statement(June);
        Assert.Equal((0, 0, 0, 0, null), In(statement.Amounts));
        Assert.Equal(["£775.00 is sought and no notices of the case are reported: without notices nothing can be required.", "A decision is reported and no notices: whoever decided has to report the case."], Assert.Single(statement.Cases).Notes);
    }

    [Theory]
    [InlineData("2015-06-04 2015-06-07", 620, 155)] // the authority had arrangements in place by 11 am on 8 June
    [InlineData("2015-06-05 2015-06-08", 620, 155)] // a relevant day later
    [InlineData("", 0, 775)]
    [InlineData(E20, 775, 0)]
    public void Days_that_both_accept_are_due_and_never_wait_for_the_others(string authoritySays, int due, int dispute)
    {
        var statement = new TwoParties().Case("A", E20).Case("A", authoritySays, Merton).Decision("A", June, 775).Statement(June);
        Assert.Equal((775, 775, due, dispute, null), In(statement.Amounts));
        Assert.Equal(dispute / 155, Assert.Single(statement.Cases).Days.Count(day => day.Standing == DayStanding.OnlyNhsBody));
        Assert.Equal(dispute / 155, statement.Year[^1].DisputedDays);
        Assert.Equal(dispute, statement.Balances.InDispute.Pounds);
    }

    [Fact]
    public void A_dispute_in_one_case_holds_up_no_other() =>
        Assert.Equal((1550, 1550, 1395, 155, null), In(new TwoParties().Both("A", E20).Case("B", E20).Case("B", "2015-06-04 2015-06-07", Merton).Decision("A", June, 775).Decision("B", June, 775).Statement(June).Amounts));

    [Fact]
    public void Where_less_is_sought_than_is_agreed_it_is_all_due() => // 4 days sought, 4 agreed of 5
        Assert.Equal((775, 620, 620, 0, null), In(new TwoParties().Case("A", E20).Case("A", "2015-06-04 2015-06-07", Merton).Decision("A", June, 620).Statement(June).Amounts));

    [Fact]
    public void An_amount_that_both_agree_on_after_a_dispute_is_due()
    {
        var statement = new TwoParties().Case("A", E20).Case("A", "2015-06-04 2015-06-05", Merton).Decision("A", June, 775, disputed: 155, agreed: 620).Decision("A", June, 775, disputed: 155, agreed: 620, party: Merton).Statement(June);
        Assert.Equal((775, 775, 620, 155, null), In(statement.Amounts));
        Assert.Contains("Both parties agreed on £620.00 in their decisions: that amount is due, whatever the days come to.", Assert.Single(statement.Cases).Notes);
    }

    [Fact]
    public void What_only_one_says_is_agreed_is_not() =>
        Assert.Equal((775, 775, 310, 465, null), In(new TwoParties().Case("A", E20).Case("A", "2015-06-04 2015-06-05", Merton).Decision("A", June, 775, disputed: 155, agreed: 620).Statement(June).Amounts));

    [Fact]
    public void What_the_authority_has_not_answered_is_due_and_named()
    {
        var statement = new TwoParties().Case("A", E20).Decision("A", June, 775).Statement(June);
        Assert.Equal((775, 775, 775, 0, null), In(statement.Amounts));
        Assert.Contains("Case A: Merton has not reported 5 days that the NHS body counts, £775.00.", statement.StatusReasons);
        Assert.Equal(FigureStatus.Incomplete, statement.Status);
    }

    [Theory]
    [InlineData(2, "Cases 1, 2: ")]
    [InlineData(6, "Cases 1, 2, 3, 4, 5, 6: ")]
    [InlineData(9, "9 cases, 1, 2, 3, 4, 5, 6 among them: ")]
    public void What_is_wanting_of_many_cases_is_one_sentence(int cases, string named)
    {
        var told = new TwoParties();
        for (var number = 1; number <= cases; number++)
            told.Case($"{number}", E20);
        var reasons = told.Statement(June).StatusReasons;
        Assert.Single(reasons, $"{named}Merton has not reported {cases * 5} days that the NHS body counts, {Pounds(cases * 775)}.");
        Assert.Single(reasons, $"{named}nobody has decided yet whether payment of {Pounds(cases * 775)} is required. When it is decided, report it in a return of decisions on reimbursement.");
    }

    [Theory]
    [InlineData(null, null, 0, 775)] // a case that the authority has not reported: nothing is due until it answers
    [InlineData(null, 310, 310, 465)] // it has agreed to an amount all the same
    [InlineData("2015-06-04 2015-06-06", null, 465, 310)] // its report reaches 6 June: three days agreed, two to be answered
    public void What_the_authority_has_not_answered_is_held_where_that_is_supposed(string? reports, int? agrees, int due, int dispute)
    {
        var told = new TwoParties().Case("A", E20).Decision("A", June, 775);
        if (reports is not null)
            told.Case("A", reports, Merton, knownTo: "2015-06-06");
        if (agrees is { } agreed)
            told.Decision("A", June, 775, agreed: agreed, party: Merton);
        var statement = told.Statement(June, policy: PolicyBook.Current.Supposing(null, new SupposedAnswer("reimbursement.unanswered", "held")));
        Assert.Equal((775, 775, due, dispute, null), In(statement.Amounts));
        Assert.Contains(statement.Working, step => step.Text.EndsWith("on which the authority has not answered: they are not due until it has.", StringComparison.Ordinal));
        Assert.Equal((775, 775, 775, 0, null), In(told.Statement(June).Amounts)); // by the switch in force
    }

    [Fact]
    public void What_it_disputes_in_money_is_not() =>
        Assert.Equal((775, 775, 465, 310, null), In(new TwoParties().Case("A", E20).Decision("A", June, 775).Decision("A", June, 775, disputed: 310, party: Merton).Statement(June).Amounts));

    [Fact]
    public void Days_that_a_report_does_not_reach_are_not_answered_and_not_disputed()
    {
        // The authority reported on 7 June, with the patient still there; the NHS body later.
        var statement = new TwoParties().Case("A", E20).Case("A", "2015-06-04 2015-06-06", Merton, knownTo: "2015-06-06").Decision("A", June, 775).Statement(June);
        Assert.Equal((775, 775, 775, 0, null), In(statement.Amounts));
        Assert.Equal([DayStanding.NotAnswered, DayStanding.NotAnswered], Assert.Single(statement.Cases).Days.Where(day => day.Date > Day("2015-06-06")).Select(day => day.Standing));
    }

    [Fact]
    public void Days_that_only_the_authority_counts_are_in_no_amount()
    {
        var statement = new TwoParties().Case("A", E20, Merton).Statement(June);
        Assert.Equal((0, 0, 0, 0, null), In(statement.Amounts));
        Assert.Equal(5, Assert.Single(statement.Cases).Days.Count(day => day.Standing == DayStanding.OnlyAuthority));
        Assert.Equal(["Only Merton reports the case. Until the NHS body does, nothing can be required for it."], statement.Cases[0].Notes);
    }

    [Fact]
    public void While_the_patient_is_still_there_more_days_may_follow_in_the_month()
    {
        var told = new TwoParties().Case("A", "2015-05-30 2015-06-15", knownTo: "2015-06-15").Case("A", "2015-05-30 2015-06-15", Merton, knownTo: "2015-06-15").Decision("A", "2015-05", 310).Decision("A", June, 2325).SocialCareDays("2015-05", 4).SocialCareDays(June, 20);
        Assert.Equal(["Case A: the patient was still there on 15 June 2015, the last day of which the report can tell. More days of June 2015 may follow. Send the case again, as it is or with its end."], told.Statement(June).StatusReasons);
        Assert.Equal(FigureStatus.Provisional, told.Statement("2015-05").Status); // May is over
    }

    [Fact]
    public void Where_the_reports_follow_different_laws_the_lower_rate_is_due()
    {
        // The NHS body gives the assessment notice on 1 April 2015, the authority, a London borough, on 31 March.
        var statement = new TwoParties().Case("A", "2015-04-04 2015-04-05").Case("A", "2015-04-04 2015-04-05", Merton, rate: 120, regime: Regime.Act2003).Decision("A", "2015-04", 310).Statement("2015-04");
        Assert.Equal((310, 310, 240, 70, null), In(statement.Amounts));
        Assert.Equal(["Both count 2 days from 4 April 2015, the NHS body at £155.00 and the authority at £120.00: the lower amount is due, the rest in dispute."], Assert.Single(statement.Cases).Notes);
    }

    [Fact]
    public void Where_nothing_is_computable_nothing_is_undecided() =>
        Assert.Equal((0, 0, 0, 0, null), In(new TwoParties().Both("A", "").Decision("A", June, 650, waived: null).Statement(June).Amounts));

    [Fact]
    public void What_a_recovery_rests_on_is_in_the_statements_that_list_it()
    {
        // The county reports no days of its own against the London borough, and is the last to say anything: who is responsible.
        var told = new TwoParties().Both("A", "2017-05-12 2017-05-14").Decision("A", "2017-05", 465, paid: 465, paidOn: "2017-07-01").Case("A", "", Shire, other: "820 2017-08-01");
        var recovery = told.Statement("2017-05", Shire, Merton);
        Assert.Equal((465m, Day("2017-08-01")), (recovery.Amounts.Due?.Pounds, recovery.Recoveries.Single().DecidedOn));
        Assert.Equal([$"Case A: Kent reports that Kent is responsible, and {told.Statement("2017-05").Payee.Name} and Merton do not."], recovery.Notes);
        Assert.Contains(recovery.Inputs, input => input is { Sender: "820", Collection: "delay-notices" });
        Assert.Contains(told.Statement("2017-05").Inputs, input => input.Sender == "820");
    }

    [Theory]
    [InlineData(775, 0)]
    [InlineData(620, 155)]
    [InlineData(930, -155)]
    public void Paid_is_what_the_payee_reports(int paid, int unpaid)
    {
        var statement = new TwoParties().Both("A", E20).Decision("A", June, 775, invoiced: "2015-07-10", paid: paid, paidOn: "2015-08-01").Statement(June);
        Assert.Equal((775, 775, 775, 0, paid), In(statement.Amounts));
        Assert.Equal(unpaid, statement.Amounts.Unpaid?.Pounds);
        Assert.Equal(paid > 775, statement.Cases[0].Notes.Contains("£930.00 was paid, £155.00 more than is required: it is to be repaid or set against another month."));
    }

    [Theory]
    [InlineData(null, null, 418)] // from 10 July 2015 to 31 August 2016, 00:30 in London while it is still 30 August in UTC
    [InlineData(620, "2015-08-01", 418)]
    [InlineData(775, "2015-08-01", null)]
    public void An_invoice_ages_until_it_is_paid(int? paid, string? on, int? days)
    {
        var told = new TwoParties().Both("A", E20).Decision("A", June, 775, invoiced: "2015-07-10", paid: paid, paidOn: on, arrived: "2016-08-30");
        var late = told.Facts.Decisions[0];
        var facts = told.Facts with { Decisions = [late with { SinceAt = new DateTimeOffset(2016, 8, 30, 23, 30, 0, TimeSpan.Zero) }] };
        Assert.Equal(days, told.Statements(facts).Single().Cases[0].Decisions[0].AgeInDays);
    }

    [Fact]
    public void The_ceiling_is_no_invoice_and_stands_beside_the_rest()
    {
        var told = new TwoParties().Both("A", E20).Decision("A", June, 775).SocialCareDays(June, 41);
        var statement = told.Statement(June);
        Assert.Equal(6355, statement.Amounts.NotionalCeiling?.Pounds); // 41 x £155
        Assert.Equal((FigureStatus.Provisional, 6355m), (statement.Status, statement.Working[0].Amount));
        Assert.Contains("It is no invoice", statement.Working[0].Text);
        Assert.Null(new TwoParties().Both("A", E20).Decision("A", June, 775).SocialCareDays(June, null).Statement(June).Amounts.NotionalCeiling);
        Assert.Equal(
            ["No number of acute days attributed to social care stands for Merton in June 2015: the notional ceiling is not known. It comes with delayed transfers of care of RJ7."],
            new TwoParties().Both("A", E20).Decision("A", June, 775).Statement(June).StatusReasons);
    }

    [Theory] // a code that nobody had, a council that had ended, residents outside England
    [InlineData("999")]
    [InlineData("738")]
    [InlineData("9900")]
    public void Only_an_authority_of_England_has_a_ceiling(string payer) =>
        Assert.Null(new TwoParties().Both("A", E20, payer, 130).Decision("A", June, 650, payer: payer).SocialCareDays(June, 41, payer).Statement(June, payer).Amounts.NotionalCeiling);

    [Theory] // RD-17 refuses such a line today; what came before it must not stop the statements of the body
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(12_012_501)]
    public void A_decision_that_cannot_be_is_left_out_and_named(long pence)
    {
        var told = new TwoParties().Both("A", E20).Decision("A", June, 775).Both("B", E20).Decision("B", June, 775);
        var facts = told.Facts with { Decisions = [.. told.Facts.Decisions, .. told.Facts.Decisions.Select(one => one with { Since = new ArrivalOrder("9"), Decision = one.Decision with { Sought = new Pence(pence), Paid = new Pence(pence) } })] };
        Assert.Equal((1550, 1550, 1550, 0, null), In(told.Statements(facts).Single().Amounts)); // the line before stands
        var alone = told.Statements(facts with { Decisions = facts.Decisions[2..] }).Single();
        Assert.Equal((1550, null, null, null, null), In(alone.Amounts));
        Assert.Contains($"The decision that {alone.Payee.Name} reports is left out: {new Pence(pence)} cannot be an amount of one case and month. Whoever reports it has to send it again with the right amount.", alone.Cases[0].Notes);
        Assert.Empty(alone.Cases[0].Decisions);
        Assert.Equal(new ArrivalOrder("9"), alone.LastAcceptance);
    }

    [Fact]
    public void In_January_2004_the_rate_did_not_hold_in_the_first_four_days()
    {
        var statement = new TwoParties().Both("A", "2004-01-10 2004-01-12", Shire, 100, Regime.Act2003).SocialCareDays("2004-01", 7, Shire).Statement("2004-01", Shire);
        Assert.Equal(700, statement.Amounts.NotionalCeiling?.Pounds);
        Assert.Contains("The rate is that of 31 January 2004; it did not hold on 4 days to 4 January 2004, and which of the days lie there is not known.", statement.Working[0].Text);
    }

    [Fact]
    public void NHS_England_decides_the_ceiling_where_it_has_spoken() =>
        Assert.Equal(6355, new TwoParties().Both("A", E20).SocialCareDays(June, 12, view: Core.Policy.View.Provider).SocialCareDays(June, 41).Statement(June).Amounts.NotionalCeiling?.Pounds);

    [Fact]
    public void What_is_not_invoiced_by_the_end_of_the_year_is_accrued()
    {
        // Days of March 2016: invoiced on 8 April, in the next year. Those of February on 8 March.
        var told = new TwoParties().Both("A", "2016-02-26 2016-03-04").Decision("A", "2016-02", 620, invoiced: "2016-03-08", paid: 620, paidOn: "2016-04-01").Decision("A", "2016-03", 620, invoiced: "2016-04-08");
        var march = told.Statement("2016-03").Balances;
        Assert.Equal((Day("2016-03-31"), 620m, 0m, 620m), (march.At, march.PayeeInvoiced.Pounds, march.PayeePaid.Pounds, march.Accrual?.Pounds));
        Assert.Equal(620, march.PayeeBalance.Pounds);
        Assert.Equal((0m, 620m), (told.Statement("2016-02").Balances.PayeeInvoiced.Pounds, told.Statement("2016-02").Balances.Accrual?.Pounds)); // neither at the end of February
    }

    [Fact]
    public void The_agreement_of_balances_names_each_difference()
    {
        var statement = new TwoParties().Both("A", E20).Both("B", E20)
            .Decision("A", June, 775, invoiced: "2015-06-29").Decision("A", June, 775, invoiced: "2015-07-02", party: Merton)
            .Decision("B", June, 775, waived: 155, agreed: 620, invoiced: "2015-06-30", paid: 310, paidOn: "2015-06-30").Decision("B", June, 775, waived: 0, agreed: 620, party: Merton, days: 4)
            .Statement(June);
        var balances = statement.Balances;
        Assert.Equal((1395m, 310m, 0m, 0m), (balances.PayeeInvoiced.Pounds, balances.PayeePaid.Pounds, balances.PayerInvoiced?.Pounds, balances.PayerPaid?.Pounds));
        Assert.Equal(
        [
            new("A", new ReportingMonth(2015, 6), "Invoiced", "£775.00, INV-1 of 29 June 2015", "£775.00, INV-1 of 2 July 2015, after 30 June 2015", Pounds(775)),
            new("B", new ReportingMonth(2015, 6), "Days claimed", "5 days", "4 days", default),
            new("B", new ReportingMonth(2015, 6), "Amount waived", "£155.00", "£0.00", Pounds(155)),
            new("B", new ReportingMonth(2015, 6), "Invoiced", "£620.00, INV-1 of 30 June 2015", "No invoice", Pounds(620)),
            new("B", new ReportingMonth(2015, 6), "Paid", "£310.00 on 30 June 2015", "No payment known", Pounds(310)),
        ], balances.Differences);
    }

    [Fact]
    public void An_authority_that_reports_nothing_has_no_balance_of_zero()
    {
        var statement = new TwoParties().Both("A", E20).Decision("A", June, 775, invoiced: "2015-06-29").Statement(June);
        Assert.Equal((null, null, null), (statement.Balances.PayerInvoiced, statement.Balances.PayerPaid, statement.Balances.PayerBalance));
        Assert.Empty(statement.Balances.Differences);
        Assert.Contains("Merton has reported no decision of the year to date: its side of the account is not known.", statement.Notes);
    }

    [Fact]
    public void Of_deleted_cases_the_totals_count()
    {
        var left = new StatementAmounts(null, Pounds(310), Pounds(155), Pounds(155), default(Pence), Pounds(155));
        var statement = new TwoParties().Both("A", E20).Decision("A", June, 775).Deleted("X", June, 2, left).Deleted("Y", June, 2, left).Deleted("Z", "2015-05", 2, left).Statement(June);
        Assert.Equal((1395, 1085, 1085, 0, 310), In(statement.Amounts));
        var deleted = Assert.Single(statement.Deleted);
        Assert.Equal((2, 4, Day("2024-04-01"), 620m), (deleted.Cases, deleted.Days, deleted.DeletedOn, deleted.Amounts.Computable.Pounds));
        Assert.Equal((9, 2), (statement.Year[^1].Days, statement.Year[^2].Days));
        Assert.Equal("A", Assert.Single(statement.Cases).Case);
    }

    [Fact]
    public void A_statement_of_deleted_cases_alone_stands()
    {
        var statement = new TwoParties().Deleted("X", June, 2, new(null, Pounds(310), Pounds(310), Pounds(310), default(Pence), null)).Statement(June);
        Assert.Equal((310, 310, 310, 0, null), In(statement.Amounts));
        Assert.Empty(statement.Cases);
        Assert.Empty(statement.Inputs);
    }

    [Fact]
    public void What_is_deleted_does_not_take_the_time_of_a_statement_with_it()
    {
        var amounts = new StatementAmounts(null, Pounds(310), Pounds(310), Pounds(310), default(Pence), null);
        var told = new TwoParties().Both("A", E20).Decision("A", June, 775).Deleted("X", June, 2, amounts, arrived: "2016-12-01").Deleted("Y", "2015-04", 2, amounts, arrived: "2017-01-01");
        var (inJune, inApril) = (told.Facts.Deleted[0], told.Facts.Deleted[1]);
        // June tells of April in its year to date, and not the other way round.
        Assert.Equal((inApril.LastAcceptance, inApril.AsAt), (told.Statement(June).LastAcceptance, told.Statement(June).AsAt));
        Assert.Equal((inApril.LastAcceptance, inApril.AsAt), (told.Statement("2015-04").LastAcceptance, told.Statement("2015-04").AsAt));
        Assert.Equal(inJune.LastAcceptance, told.Statements(told.Facts with { Deleted = [inJune] }).Single(statement => statement.Key == Key(June)).LastAcceptance);
        // Of another financial year it tells nothing.
        Assert.Equal(told.Facts.Decisions[0].Since, told.Statements(told.Facts with { Deleted = [inApril with { Months = [inApril.Months[0] with { Month = new ReportingMonth(2014, 6) }] }] }).Single(statement => statement.Key == Key(June)).LastAcceptance);
        // A statement of which nothing is left is as at the last that is known of the body's cases, the deleted ones included.
        Assert.Equal(inApril.LastAcceptance, told.Statements(before: [Key("2019-01")])[^1].LastAcceptance);
    }

    [Fact]
    public void A_deleted_case_without_anything_to_decide_makes_no_total_known()
    {
        // A is undecided: £775 could be required. Of X no day counted and nobody decided.
        var nothing = new StatementAmounts(null, default, default(Pence), default(Pence), default(Pence), null);
        Assert.Equal((775, null, null, null, null), In(new TwoParties().Both("A", E20).Deleted("X", June, 0, nothing).Statement(June).Amounts));
        // A decision not to require anything was one, and so was a payment.
        Assert.Equal((775, 0, 0, 0, null), In(new TwoParties().Both("A", E20).Deleted("X", June, 0, nothing, wasDecided: true).Statement(June).Amounts));
        Assert.Equal((775, 0, 0, 0, 155), In(new TwoParties().Both("A", E20).Deleted("X", June, 0, nothing with { Paid = Pounds(155) }).Statement(June).Amounts));
        Assert.Equal((1085, 0, 0, 0, null), In(new TwoParties().Both("A", E20).Deleted("X", June, 2, nothing with { Computable = Pounds(310) }).Statement(June).Amounts));
    }

    [Fact]
    public void The_agreement_of_balances_says_what_it_leaves_out()
    {
        var amounts = new StatementAmounts(null, Pounds(310), Pounds(310), Pounds(155), Pounds(155), Pounds(310));
        var told = new TwoParties().Both("A", E20).Decision("A", June, 775, invoiced: "2015-06-29").Deleted("X", "2015-05", 2, amounts).Deleted("Y", "2015-04", 2, amounts, on: "2024-04-08");
        const string leftOut = "The agreement of balances leaves out cases of the year to date that were deleted on 1 April 2024 and 8 April 2024, for which £620.00 is required: what was invoiced and paid for them, and when, is no longer known.";
        var june = told.Statement(June);
        Assert.Contains(leftOut, june.Notes);
        Assert.DoesNotContain(june.Notes, note => note.StartsWith("The rows of", StringComparison.Ordinal));
        // £775 of A is invoiced; of the £620 of deleted cases nothing is known, and nothing is accrued for them.
        Assert.Equal((Pounds(775), default(Pence)), (june.Balances.PayeeInvoiced, june.Balances.Accrual));
        Assert.Contains("The rows of 1 case of the month were deleted on 1 April 2024, when the time for keeping them was over. The amounts hold the totals of that case as they stood then.", told.Statement("2015-05").Notes);
    }

    [Fact]
    public void What_waits_for_the_notices_of_a_deleted_case_is_named_and_in_no_amount()
    {
        var amounts = new StatementAmounts(null, Pounds(310), Pounds(310), Pounds(310), default(Pence), Pounds(310));
        var told = new TwoParties().Deleted("X", June, 2, amounts).Decision("X", June, 155, paid: 155, arrived: "2024-05-01");
        var statement = told.Statements(CaseRetention.Counted(told.Facts)).Single();
        Assert.Equal((310, 310, 310, 0, 310), In(statement.Amounts));
        Assert.Contains(
            "Case X: something arrived about it on 1 May 2024, after its rows were deleted. It changes no amount until St George's University Hospitals NHS Foundation Trust reports the notices of the case again.", statement.Notes);
    }

    [Fact]
    public void A_recovery_of_a_deleted_case_keeps_its_total() =>
        Assert.Equal((465, 465, 465, 0, null), In(new TwoParties().Deleted("X", "2017-05", 3, new(null, Pounds(465), Pounds(465), Pounds(465), default(Pence), null), Merton, Shire).Statement("2017-05", Shire, Merton).Amounts));

    [Fact]
    public void A_statement_of_which_nothing_is_left_comes_out_with_nothing_due()
    {
        // The case was corrected to lie in July: what was posted for June has to be taken back.
        var told = new TwoParties().Both("A", "2015-07-04 2015-07-08").Decision("A", "2015-07", 775);
        var june = told.Statements(before: [Key(June), Key("2015-07"), new("RAL", "RAL", Merton, new ReportingMonth(2015, 6))]);
        Assert.Equal(["2015-06", "2015-07"], june.Select(statement => statement.Key.Month.ToString()));
        Assert.Equal((0, 0, 0, 0, null), In(june[0].Amounts));
        Assert.Equal(june[1].LastAcceptance, june[0].LastAcceptance);
        Assert.Contains("Nothing stands for this statement any more: what was reported for it before was corrected.", june[0].Notes);
    }

    [Fact]
    public void A_statement_is_as_at_the_last_thing_in_it()
    {
        var told = new TwoParties().Both("A", E20).Decision("A", June, 775).SocialCareDays(June, 41).Both("B", "2015-07-04 2015-07-08");
        var statement = told.Statement(June);
        Assert.Equal((told.Facts.Decisions[0].Since, told.Facts.Decisions[0].SinceAt), (statement.LastAcceptance, statement.AsAt));
        Assert.Equal(["delayed-transfers s03", "delay-notices s00", "delay-notices s01", "reimbursement-decisions s02"], statement.Inputs.Select(input => $"{input.Collection} {input.Submission}"));
        Assert.Equal(told.Facts.Decisions[0].Since, told.Statement("2015-07").LastAcceptance); // July tells of June in its year to date
    }

    [Fact]
    public void A_statement_can_be_written_and_read()
    {
        var told = new TwoParties().Case("A", E20).Case("A", "2015-06-04 2015-06-07", Merton).Decision("A", June, 775, invoiced: "2015-07-10").SocialCareDays(June, 41).Deleted("X", June, 2, new(null, Pounds(310), null, null, null, null));
        var written = Json.Bytes(told.Statement(June));
        Assert.Equal(written, Json.Bytes(Json.Read<Statement>(written)));
    }

}

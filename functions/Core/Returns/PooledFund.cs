using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>
/// A board's quarterly return on its pooled fund (slice: board x quarter): the fund, income, expenditure, printed sub-totals, schemes, the performance payment of 2015-16, metrics and national
/// conditions, each a sheet of one workbook. What was submitted is kept as it is; what it comes to stands beside it and is never put in its place.
/// </summary>
public static class PooledFund
{
    public const string CollectionKey = "pooled-fund";

    private const string Checks = "Domain note on the Better Care Fund 2.4", Payment = "Domain note on the Better Care Fund 1.4 and 1.5";

    private static readonly Column<FinancialQuarter> Quarter = new("quarter", "Quarter", Kinds.Quarter, "The quarter of the return; Q1 is April to June") { Example = "2015-16-Q2" };
    private static readonly Column<string> Hwb = new("hwb", "HWB code", Kinds.Code, "Code of the authority whose health and wellbeing board this is: three digits, or the ONS code") { Example = "512" };
    private static readonly Column<string> Comment = new("comment", "Comment", Kinds.Text, "Anything that the reader should know; at most 750 characters") { MayBeBlank = true };

    private static readonly Column<string> Host = new("host", "Host code", Kinds.Code, "Code of the partner that keeps the fund's accounts: the authority, CCG or ICB") { Example = "512" };
    private static readonly Column<string> Manager = new("manager", "Pool manager", Kinds.Text, "The pool manager, by post") { MayBeBlank = true, Example = "Head of partnership finance" };
    private static readonly Column<PoolPeriod> Covers = new("covers", "Amounts cover", BetterCareFund.PeriodKind, "Quarter; Year only in a fourth quarter for which income and expenditure were asked for the whole year") { Example = "Quarter" };
    private static readonly Column<Pence> Opening = Amount("opening", "Opening balance", "Balance at the start of the quarter, in pounds; below zero if the fund was overspent", "0.00");
    private static readonly Column<Pence> Closing = Amount("closing", "Closing balance", "Balance at the end of the quarter as you report it, in pounds; empty while the quarter is not over");
    private static readonly Column<RiskShareRule> RiskShare = new("risk-share", "Risk-share rule", BetterCareFund.RiskShareKind, "The rule of your agreement for over- and underspends that is in force") { MayBeBlank = true };
    private static readonly Column<Pence> RiskPoolOpening = Amount("risk-pool-opening", "Risk pool at start", "Money set aside for risk at the start of the quarter");
    private static readonly Column<Pence> RiskPoolUsed = Amount("risk-pool-used", "Risk pool used", "Of that, used in the quarter; 0 if none");
    private static readonly Column<string> PreparedBy = new("prepared-by", "Prepared by", Kinds.Text, "Post of whoever prepared the return") { MayBeBlank = true, Example = "Partnership accountant" };
    private static readonly Column<DateOnly> PreparedOn = new("prepared-on", "Prepared on", Kinds.Date, "When it was prepared") { MayBeBlank = true };
    private static readonly Column<string> ApprovedBy = new("approved-by", "Approved by", Kinds.Text, "Post of whoever approved it for the board") { MayBeBlank = true };
    private static readonly Column<DateOnly> ApprovedOn = new("approved-on", "Approved on", Kinds.Date, "When it was approved") { MayBeBlank = true };
    private static readonly Column<PrintedUnit> Unit = new("unit", "Unit printed", BetterCareFund.PrintedUnitKind, "The unit in which your own report prints amounts; here all amounts are in pounds") { Example = "Pounds" };

    private static readonly Column<string> Partner = new("partner", "Partner code", Kinds.Code, "Code of the partner that pays in, or that commissions what is spent: authority, district, CCG or ICB") { Example = "512" };
    private static readonly Column<FundingSource> Source = new("source", "Source of funding", BetterCareFund.SourceKind, "Where the money comes from") { Example = "Additional LA contribution" };
    private static readonly Column<string> Description = new("description", "Description", Kinds.Text, "Which line, where a partner has several of one source") { MayBeBlank = true };
    private static readonly Column<bool> Deducts = new("deducts", "Taken off", Kinds.YesNo, "Yes if the amounts of this line are taken off, as an adjustment; amounts have no sign") { MayBeBlank = true };
    private static readonly Column<Pence> YearlyPlan = Amount("yearly-plan", "Yearly plan", "Plan for the whole year, in pounds", "400000.00");
    private static readonly Column<Pence> Planned = Amount("planned", "Planned", "Plan for the quarter, in pounds", "100000.00");
    private static readonly Column<Pence> Forecast = Amount("forecast", "Forecast", "Forecast for the quarter; for a quarter that is over the same as the actual", "100000.00");
    private static readonly Column<Pence> Actual = Amount("actual", "Actual", "Actual for the quarter; empty while the quarter is not over", "100000.00");
    private static readonly Column<Pence> Due = Amount("due", "Due", "What the partner had to pay in by the end of the quarter", "100000.00");
    private static readonly Column<Pence> Received = Amount("received", "Received", "What the partner paid in by then; 0 if nothing", "100000.00");
    private static readonly Column<DateOnly> NextInstalment = new("next-instalment", "Next instalment on", Kinds.Date, "When the partner's next instalment is due") { MayBeBlank = true };

    private static readonly Column<PoolTotal> Total = new("total", "Total of", BetterCareFund.TotalKind, "What your report adds up: Income, Expenditure, or the Balance of the two") { Example = "Income" };
    private static readonly Column<string> PartnerOrAll = Partner with { MayBeBlank = true, About = "Of which partner; empty for all partners" };
    private static readonly Column<PoolMeasure> Measure = new("measure", "Amounts added", BetterCareFund.MeasureKind, "Yearly plan, Planned, Forecast or Actual") { Example = "Actual" };
    private static readonly Column<Pence> Printed = new("printed", "As printed", Kinds.Money, "The sub-total as your report prints it, in pounds") { Example = "100000.00" };

    private static readonly Column<string> Scheme = new("scheme", "Scheme ID", Kinds.Code, "The scheme's number in the plan") { Example = "7" };
    private static readonly Column<string> SchemeName = new("scheme-name", "Scheme name", Kinds.Text, "The scheme's name in the plan") { Example = "Reablement at home (invented)" };
    private static readonly Column<Commissioner> CommissionedBy = new("commissioner", "Commissioner", BetterCareFund.CommissionerKind, "Who commissions it: LA, NHS or Joint") { Example = "LA" };
    private static readonly Column<decimal> NhsShare = new("nhs-share", "NHS %", Kinds.Percent, "Of a joint scheme, per cent that the NHS bears") { MayBeBlank = true };
    private static readonly Column<decimal> AuthorityShare = new("authority-share", "LA %", Kinds.Percent, "Of a joint scheme, per cent that the authority bears") { MayBeBlank = true };
    private static readonly Column<Pence> PlannedSpend = Amount("planned-spend", "Planned spend to date", "From 1 April to the end of the quarter, in pounds", "50000.00");
    private static readonly Column<Pence> ActualSpend = Amount("actual-spend", "Actual spend to date", "From 1 April to the end of the quarter, in pounds", "48000.00");
    private static readonly Column<Pence> ForecastSpend = Amount("forecast-spend", "Forecast for the year", "Forecast for the whole year, in pounds");
    private static readonly Column<decimal> PlannedOutputs = Outputs("planned-outputs", "Planned outputs to date", "From 1 April to the end of the quarter");
    private static readonly Column<decimal> ActualOutputs = Outputs("actual-outputs", "Actual outputs to date", "From 1 April to the end of the quarter");
    private static readonly Column<OutputUnit> OutputsIn = new("output-unit", "Outputs counted in", BetterCareFund.UnitKind, "What the outputs are counted in") { MayBeBlank = true };

    private static readonly Column<int> Admissions = new("admissions", "Actual non-elective admissions", Kinds.Count, "Non-elective admissions in the quarter, general and acute; empty if not known") { MayBeBlank = true, Example = "4950" };
    private static readonly Column<AdmissionsSource> Counted = new("data-source", "Data source", BetterCareFund.AdmissionsSourceKind, "MAR, SUS or Other: the same as for the baseline") { MayBeBlank = true, Example = "MAR" };
    private static readonly Column<string> CountedElsewhere = new("source-name", "Other source", Kinds.Text, "Which one, where the source is Other") { MayBeBlank = true };
    private static readonly Column<Pence> Suggested = Amount("suggested", "Suggested payment", "The payment that the template suggested for the quarter", "74500.00");
    private static readonly Column<Pence> Agreed = Amount("agreed", "Payment agreed locally", "The payment that you agreed for the quarter", "74500.00");
    private static readonly Column<string> Reason = new("reason", "Reason for difference", Kinds.Text, "Why the agreed payment is not the suggested one") { MayBeBlank = true };
    private static readonly Column<Pence> SuggestedUnreleased = Amount("suggested-unreleased", "Suggested unreleased funds", "What the template said was not released", "186250.00");
    private static readonly Column<Pence> AgreedUnreleased = Amount("agreed-unreleased", "Agreed unreleased funds", "What you agreed was not released; 0 if none", "186250.00");
    private static readonly Column<UnreleasedUse> Use = new("use", "Use of unreleased funds", BetterCareFund.UseKind, "What the unreleased funds are used for") { MayBeBlank = true, Example = "Community care" };

    private static readonly Column<string> MetricKey = new("metric", "Metric", BetterCareFund.MetricKind, "The metric") { Example = "Still at home 91 days after reablement, %" };
    private static readonly Column<decimal> Goal = new("goal", "Planned value", Kinds.Number, "The goal for the quarter, in the metric's own unit") { MayBeBlank = true, Example = "85" };
    private static readonly Column<decimal> Reached = new("reached", "Actual value", Kinds.Number, "What it was, in the metric's own unit; empty if not known") { MayBeBlank = true, Example = "87.4" };
    private static readonly Column<MetricOutlook> Outlook = new("outlook", "On track", BetterCareFund.OutlookKind, "On track, Not on track, or Data not available") { Example = "On track" };

    private static readonly Column<int> Number = new("number", "Condition", Kinds.Count, "Number of the national condition in the year's guidance") { Example = "1" };
    private static readonly Column<ConditionAnswer> Answer = new("answer", "Met", BetterCareFund.AnswerKind, "Yes, No, or No - In Progress") { Example = "Yes" };
    private static readonly Column<DateOnly> MetOn = new("met-on", "Will be met on", Kinds.Date, "If it is not met: when it will be") { MayBeBlank = true };

    private static readonly ReturnTable<PooledFundRow> Account = Table("fund", "Fund", "One line: who keeps the fund, what was in it, and who signed.", [Hwb], optional: false,
        [
            Of(Host, (PooledFundAccount row) => row.Host), Text(Manager, (PooledFundAccount row) => row.Manager), Of(Covers, (PooledFundAccount row) => row.Covers),
            Maybe(Opening, (PooledFundAccount row) => row.Opening), Maybe(Closing, (PooledFundAccount row) => row.Closing),
            Maybe(RiskShare, (PooledFundAccount row) => row.RiskShare), Maybe(RiskPoolOpening, (PooledFundAccount row) => row.RiskPoolOpening), Maybe(RiskPoolUsed, (PooledFundAccount row) => row.RiskPoolUsed),
            Text(PreparedBy, (PooledFundAccount row) => row.PreparedBy), Maybe(PreparedOn, (PooledFundAccount row) => row.PreparedOn),
            Text(ApprovedBy, (PooledFundAccount row) => row.ApprovedBy), Maybe(ApprovedOn, (PooledFundAccount row) => row.ApprovedOn),
            Of(Unit, (PooledFundAccount row) => row.Unit), Text(Comment, (PooledFundAccount row) => row.Comment),
        ],
        cells => new PooledFundAccount(
            cells.The(Quarter), Board(cells), Code(cells, Host)!, cells.MaybeText(Manager), cells.The(Covers), cells.Maybe(Opening), cells.Maybe(Closing), cells.Maybe(RiskShare), cells.Maybe(RiskPoolOpening), cells.Maybe(RiskPoolUsed),
            cells.MaybeText(PreparedBy), cells.Maybe(PreparedOn), cells.MaybeText(ApprovedBy), cells.Maybe(ApprovedOn), cells.The(Unit), cells.MaybeText(Comment)),
        row => row is PooledFundAccount);

    private static readonly ReturnTable<PooledFundRow> Income = Table("income", "Income", "One line for each partner and source of funding that pays in.", [Partner, Source, Description, Deducts], optional: true,
        [
            .. LineFields,
            Maybe(Due, (PooledFundIncome row) => row.Due), Maybe(Received, (PooledFundIncome row) => row.Received), Maybe(NextInstalment, (PooledFundIncome row) => row.NextInstalment),
            Text(Comment, (PooledFundLine row) => row.Comment),
        ],
        cells => new PooledFundIncome(
            cells.The(Quarter), Board(cells), Code(cells, Partner)!, cells.The(Source), cells.MaybeText(Description), cells.Maybe(Deducts) ?? false, cells.Maybe(YearlyPlan), cells.Maybe(Planned), cells.Maybe(Forecast), cells.Maybe(Actual),
            cells.Maybe(Due), cells.Maybe(Received), cells.Maybe(NextInstalment), cells.MaybeText(Comment)),
        row => row is PooledFundIncome);

    private static readonly ReturnTable<PooledFundRow> Expenditure = Table("expenditure", "Expenditure", "One line for each partner that commissions and source of funding that it spends.", [Partner, Source, Description, Deducts], optional: true,
        [.. LineFields, Text(Comment, (PooledFundLine row) => row.Comment)],
        cells => new PooledFundExpenditure(
            cells.The(Quarter), Board(cells), Code(cells, Partner)!, cells.The(Source), cells.MaybeText(Description), cells.Maybe(Deducts) ?? false, cells.Maybe(YearlyPlan), cells.Maybe(Planned), cells.Maybe(Forecast), cells.Maybe(Actual),
            cells.MaybeText(Comment)),
        row => row is PooledFundExpenditure);

    private static readonly ReturnTable<PooledFundRow> SubTotals = Table("sub-totals", "Sub-totals", "One line for each sub-total that your own report prints, so that it can be shown beside what its lines come to.", [Total, PartnerOrAll, Measure], optional: true,
        [
            Of(Total, (PooledFundSubTotal row) => row.Of), Text(PartnerOrAll, (PooledFundSubTotal row) => row.Partner), Of(Measure, (PooledFundSubTotal row) => row.Measure), Of(Printed, (PooledFundSubTotal row) => row.Amount),
        ],
        cells => new PooledFundSubTotal(cells.The(Quarter), Board(cells), cells.The(Total), Code(cells, PartnerOrAll), cells.The(Measure), cells.The(Printed)),
        row => row is PooledFundSubTotal);

    private static readonly ReturnTable<PooledFundRow> Schemes = Table("schemes", "Schemes", "One line for each scheme of the plan, with what it has cost and done since 1 April.", [Scheme], optional: true,
        [
            Of(Scheme, (PooledFundScheme row) => row.Scheme), Of(SchemeName, (PooledFundScheme row) => row.Name), Of(CommissionedBy, (PooledFundScheme row) => row.Commissioner),
            Maybe(NhsShare, (PooledFundScheme row) => row.NhsShare), Maybe(AuthorityShare, (PooledFundScheme row) => row.AuthorityShare),
            Maybe(PlannedSpend, (PooledFundScheme row) => row.PlannedSpend), Maybe(ActualSpend, (PooledFundScheme row) => row.ActualSpend), Maybe(ForecastSpend, (PooledFundScheme row) => row.ForecastSpend),
            Maybe(PlannedOutputs, (PooledFundScheme row) => row.PlannedOutputs), Maybe(ActualOutputs, (PooledFundScheme row) => row.ActualOutputs), Maybe(OutputsIn, (PooledFundScheme row) => row.OutputUnit),
            Text(Comment, (PooledFundScheme row) => row.Comment),
        ],
        cells => new PooledFundScheme(
            cells.The(Quarter), Board(cells), cells.The(Scheme), cells.The(SchemeName), cells.The(CommissionedBy), cells.Maybe(NhsShare), cells.Maybe(AuthorityShare),
            cells.Maybe(PlannedSpend), cells.Maybe(ActualSpend), cells.Maybe(ForecastSpend), cells.Maybe(PlannedOutputs), cells.Maybe(ActualOutputs), cells.Maybe(OutputsIn), cells.MaybeText(Comment)),
        row => row is PooledFundScheme);

    private static readonly ReturnTable<PooledFundRow> Performance = Table("performance", "P4P", "One line, in the four quarters of calendar year 2015: admissions, and the performance payment as suggested and as agreed.", [Hwb], optional: true,
        [
            Maybe(Admissions, (PooledFundPerformance row) => row.Admissions), Maybe(Counted, (PooledFundPerformance row) => row.Source), Text(CountedElsewhere, (PooledFundPerformance row) => row.SourceName),
            Maybe(Suggested, (PooledFundPerformance row) => row.Suggested), Maybe(Agreed, (PooledFundPerformance row) => row.Agreed), Text(Reason, (PooledFundPerformance row) => row.Reason),
            Maybe(SuggestedUnreleased, (PooledFundPerformance row) => row.SuggestedUnreleased), Maybe(AgreedUnreleased, (PooledFundPerformance row) => row.AgreedUnreleased), Maybe(Use, (PooledFundPerformance row) => row.Use),
            Text(Comment, (PooledFundPerformance row) => row.Comment),
        ],
        cells => new PooledFundPerformance(
            cells.The(Quarter), Board(cells), cells.Maybe(Admissions), cells.Maybe(Counted), cells.MaybeText(CountedElsewhere), cells.Maybe(Suggested), cells.Maybe(Agreed), cells.MaybeText(Reason),
            cells.Maybe(SuggestedUnreleased), cells.Maybe(AgreedUnreleased), cells.Maybe(Use), cells.MaybeText(Comment)),
        row => row is PooledFundPerformance);

    private static readonly ReturnTable<PooledFundRow> Goals = Table("metrics", "Metrics", "One line for each metric of the year.", [MetricKey], optional: true,
        [
            Of(MetricKey, (PooledFundMetric row) => row.Metric), Maybe(Goal, (PooledFundMetric row) => row.Planned), Maybe(Reached, (PooledFundMetric row) => row.Actual), Of(Outlook, (PooledFundMetric row) => row.Outlook),
            Text(Comment, (PooledFundMetric row) => row.Comment),
        ],
        cells => new PooledFundMetric(cells.The(Quarter), Board(cells), cells.The(MetricKey), cells.Maybe(Goal), cells.Maybe(Reached), cells.The(Outlook), cells.MaybeText(Comment)),
        row => row is PooledFundMetric);

    private static readonly ReturnTable<PooledFundRow> Conditions = Table("conditions", "National conditions", "One line for each national condition of the year.", [Number], optional: true,
        [
            Of(Number, (PooledFundCondition row) => row.Number), Of(Answer, (PooledFundCondition row) => row.Answer), Maybe(MetOn, (PooledFundCondition row) => row.On), Text(Comment, (PooledFundCondition row) => row.Comment),
        ],
        cells => new PooledFundCondition(cells.The(Quarter), Board(cells), cells.The(Number), cells.The(Answer), cells.Maybe(MetOn), cells.MaybeText(Comment)),
        row => row is PooledFundCondition);

    public static readonly Collection<PooledFundRow> Collection = new()
    {
        Key = CollectionKey,
        Title = "pooled funds",
        About = "Sent by the council for its health and wellbeing board after each quarter: income and expenditure of the pooled fund, schemes, metrics and national conditions. Leave out the sheets that the year did not ask for. A sheet that was sent before and is left out now is withdrawn.",
        SliceNoun = "fund",
        Parts = [Account, Income, Expenditure, SubTotals, Schemes, Performance, Goals, Conditions],
        On = row => row.Quarter.LastDay,
        PageName = page => FinancialQuarter.Parse(page).Name,
        ReportsFor = (row, _) => (Hwb.Field, row.Hwb),
        RowRules =
        [
            new("PF-01", Severity.Error, RuleScope.Reference, "HWB code", "The health and wellbeing board existed in the quarter.",
                "Use the code that the authority had in that quarter; a joint board goes by the code of the authority that administers it.", "Health and Social Care Act 2012, s194; council codes with legal dates of reorganisation",
                (row, context) => context.Reference.Organisations.Of(row.Hwb, OrganisationKind.Hwb, row.Quarter.FirstDay) switch
                {
                    null => [(Hwb.Field, $"'{row.Hwb}' is not the code of an authority with a health and wellbeing board in {row.Quarter.Name}.")],
                    var board when board.Code != row.Hwb => [(Hwb.Field, $"The health and wellbeing board of {row.Hwb} goes by the code {board.Code} in {row.Quarter.Name}.")],
                    _ => [],
                }),

            new("PF-02", Severity.Warning, RuleScope.Row, "Quarter", "A return was asked for in the quarter.",
                "Check the quarter. The first return of the Better Care Fund is that of Q4 2014-15.", "Domain note on the Better Care Fund 2.2 (recalled)",
                (row, context) => row is not PooledFundAccount || context.Policy.TryOn(row.Quarter.LastDay, "pooled-fund.income-and-expenditure") is { Value: not "none" } ? []
                    : [(Quarter.Field, $"No return was asked for in {row.Quarter.Name}.")]),

            new("PF-03", Severity.Error, RuleScope.Row, "amounts", "A number is within the range that the year's template takes.",
                "Check for figures too many and for the unit: amounts are in pounds. An amount that is taken off stands on a line of its own, without a sign and with Yes under 'Taken off'.",
                "Domain note on the Better Care Fund 2.2: 0 to 100,000,000 in the templates of 2015-17, 0 to 1,000,000,000 from 2017-18",
                (row, context) => Numbers(row).Where(number => number.Value is not null).SelectMany(number => OutOfRange(number.Column, number.Value!.Value, number.MayBeBelowZero, Most(row.Quarter, context.Policy)))),

            new("PF-04", Severity.Error, RuleScope.Row, "Actual", "An actual is of a quarter that is over.",
                "Check the quarter. What is known of a quarter that is not over is a forecast.", $"{Checks}, check 2",
                (row, context) => row.Quarter.LastDay < context.ArrivedOn ? []
                    : Actuals(row).Where(actual => actual.Given).Select(actual => (actual.Column.Field, $"{row.Quarter.Name} ends on {Words.Date(row.Quarter.LastDay)}, and this file arrived on {Words.Date(context.ArrivedOn)}."))),

            new("PF-05", Severity.Error, RuleScope.Row, "Actual", "A line of a quarter that is over has its actual.",
                "Fill in the actual; write 0 if there was nothing. An empty cell is never taken as 0.", $"{Checks}, check 2",
                (row, context) => row is PooledFundLine { Actual: null } && row.Quarter.LastDay < context.ArrivedOn
                    ? [(Actual.Field, $"{row.Quarter.Name} ended on {Words.Date(row.Quarter.LastDay)}, and this line has no actual.")] : []),

            new("PF-06", Severity.Warning, RuleScope.Row, "Forecast", "For a quarter that is over the forecast is the actual.",
                "Copy the actual into the forecast, or say in the comment what is still to come.", $"{Checks}, check 2",
                (row, context) => row is PooledFundLine { Actual: { } actual, Forecast: { } forecast } && forecast != actual && row.Quarter.LastDay < context.ArrivedOn
                    ? [(Forecast.Field, $"The forecast is {forecast}, and the actual {actual}.")] : []),

            new("PF-07", Severity.Warning, RuleScope.Reference, "Partner code", "A partner is an organisation that is known.",
                "Check the code. If it is right, nothing need be done: not every CCG and provider is in the list.", "Council codes as published in DTOC; ODS; codes of CCGs have two digits and a letter, or five letters and digits in turn (recalled)",
                (row, context) => Codes(row).Where(code => !IsKnown(code.Code, row.Quarter.FirstDay, context.Reference))
                    .Select(code => (code.Column.Field, $"'{code.Code}' is not the code of an organisation that we know in {row.Quarter.Name}."))),

            new("PF-08", Severity.Warning, RuleScope.Row, "Comment", "A comment has no more characters than the template took.",
                "Shorten the comment, or expect it to be cut where the return is passed on.", "Domain note on the Better Care Fund 1.5: 750 characters (recalled)",
                (row, context) => Comments(row).Where(comment => comment.Text?.Length > LongestComment(row.Quarter, context.Policy))
                    .Select(comment => (comment.Column.Field, $"The text has {Words.Number(comment.Text!.Length)} characters; the template took {Words.Number(LongestComment(row.Quarter, context.Policy))}."))),

            new("PF-09", Severity.Error, RuleScope.Row, "NHS %", "The shares of a joint scheme come to 100 per cent.",
                "Give the per cent of the NHS and of the authority; together they are 100.", "Domain note on the Better Care Fund 3.4, F7",
                (row, _) => row is not PooledFundScheme scheme ? []
                    : (scheme.NhsShare, scheme.AuthorityShare) is ({ } nhs, { } authority) ? ComeTo100(nhs, authority) ? [] : [(NhsShare.Field, $"{Plain(nhs)} and {Plain(authority)} per cent do not come to 100.")]
                    : scheme.Commissioner == Commissioner.Joint ? [(NhsShare.Field, "The scheme is commissioned jointly, and a share is empty.")]
                    : []),

            new("PF-10", Severity.Warning, RuleScope.Row, "Reason for difference", "An agreed payment that is not the suggested one has a reason.",
                "Write why you agreed on another payment: the amount will be asked about.", $"{Payment}, rule 11 (recalled)",
                (row, _) => row is PooledFundPerformance { Suggested: { } suggested, Agreed: { } agreed, Reason: null } && suggested != agreed
                    ? [(Reason.Field, $"{agreed} was agreed where {suggested} was suggested, and no reason is given.")] : []),

            new("PF-11", Severity.Warning, RuleScope.Row, "Quarter", "A performance payment is for a quarter of calendar year 2015.",
                "Check the quarter: it is the quarter in which the admissions happened, not the one in which the payment was made.", "Domain note on the Better Care Fund 1.2 (recalled)",
                (row, context) => row is not PooledFundPerformance || BcfPlanRules.IsPerformanceQuarter(context.Policy, row.Quarter) ? []
                    : [(Quarter.Field, $"There was no performance payment for {row.Quarter.Name}.")]),

            new("PF-12", Severity.Warning, RuleScope.Row, "Data source", "Admissions say where they were counted.",
                "Choose MAR or SUS, or Other and write which: a baseline is compared only with actuals of the same source.", $"{Payment}, rule 16 (recalled)",
                (row, _) => row switch
                {
                    PooledFundPerformance { Admissions: not null, Source: null } => [(Counted.Field, "Admissions are given without their source.")],
                    PooledFundPerformance { Source: AdmissionsSource.Other, SourceName: null } => [(CountedElsewhere.Field, "The source is Other, and 'Other source' is empty.")],
                    _ => [],
                }),

            new("PF-13", Severity.Warning, RuleScope.Row, "Use of unreleased funds", "Unreleased funds have a use.",
                "Choose what they are used for, or 'Not yet decided'.", $"{Payment}, rule 10 (list recalled)",
                (row, _) => row is PooledFundPerformance { AgreedUnreleased: { Number: > 0 } unreleased, Use: null } ? [(Use.Field, $"{unreleased} was not released, and no use is given.")] : []),

            new("PF-14", Severity.Warning, RuleScope.Row, "Metric", "The metric had goals in the quarter.",
                "Check metric and quarter. If both are right, nothing need be done: the value is kept.", "Domain note on the Better Care Fund 2.6",
                (row, context) => row is not PooledFundMetric goal || context.Policy.Metrics.Find(goal.Metric) is not { } metric || context.Policy.Metrics.On(row.Quarter.LastDay, goal.Metric) is not null ? []
                    : [(MetricKey.Field, $"Boards set no goal for '{metric.Name}' in {row.Quarter.Name}.")]),

            new("PF-15", Severity.Warning, RuleScope.Row, "Condition", "The year had a national condition of that number.",
                "Use the numbers of the year's guidance.", "Domain note on the Better Care Fund 2.3 (partly recalled)",
                (row, context) => row is not PooledFundCondition condition || ConditionsOf(row.Quarter, context.Policy) is not { } known || condition.Number >= 1 && condition.Number <= known ? []
                    : [(Number.Field, $"{row.Quarter.Year} had conditions 1 to {Words.Number(known)}; {Words.Number(condition.Number)} is none of them.")]),

            new("PF-16", Severity.Warning, RuleScope.Row, "Comment", "A condition that is not met says why, and when it will be.",
                "Write in the comment what is missing, and give the date by which the condition will be met.", "Domain note on the Better Care Fund 2.3 (recalled)",
                (row, _) => row is not PooledFundCondition { Answer: not ConditionAnswer.Yes } condition ? []
                    : condition.Comment is null ? [(Comment.Field, $"Condition {Words.Number(condition.Number)} is not met, and the comment is empty.")]
                    : condition is { Answer: ConditionAnswer.InProgress, On: null } ? [(MetOn.Field, $"Condition {Words.Number(condition.Number)} is in progress, without a date.")]
                    : []),

            new("PF-17", Severity.Error, RuleScope.Row, "Approved on", "A return was prepared and approved before it was sent.",
                "Check the date; leave it empty if the return is not approved yet.", "House rule: nothing is signed after it arrived",
                (row, context) => row is not PooledFundAccount account ? []
                    : new (Column Column, DateOnly? On)[] { (PreparedOn, account.PreparedOn), (ApprovedOn, account.ApprovedOn) }.Where(signed => signed.On > context.ArrivedOn)
                        .Select(signed => (signed.Column.Field, $"{Words.Date(signed.On!.Value)} is after {Words.Date(context.ArrivedOn)}, when this file arrived."))),

            new("PF-18", Severity.Error, RuleScope.Row, "Amounts cover", "Only a fourth quarter covers the year.",
                "Choose Quarter, or send the amounts of the year with the fourth quarter.", "House rule: the year ends with its fourth quarter",
                (row, _) => row is PooledFundAccount { Covers: PoolPeriod.Year, Quarter.Number: not 4 } ? [(Covers.Field, $"The year is not over with {row.Quarter.Name}.")] : []),
        ],
        SliceRules =
        [
            new("PF-30", Severity.Error, "HWB code", "Every fund has its line under 'Fund'.",
                "Add the line for this board and quarter under 'Fund', or delete the lines that are not meant.", "House rule: without it nobody knows whose accounts these are",
                (slice, _) => slice.Of<PooledFundAccount>().Any() ? [] : [new(slice.Rows[0], Hwb.Field, $"There is no line for {slice.Key.Body} in {Name(slice.Key)} under 'Fund'.")]),

            new("PF-31", Severity.Warning, "Closing balance", "The closing balance is the opening balance and the income less the expenditure.",
                "Check the balances and the lines. If an adjustment is taken off, its line has Yes under 'Taken off'. Your figure is kept, and the other is shown beside it.", $"{Checks}, check 4; tolerance for printed thousands 3.4, F4",
                (slice, context) =>
                    from account in slice.Of<PooledFundAccount>()
                    where account is { Opening: not null, Closing: not null }
                    from income in Sum(slice.Of<PooledFundIncome>(), PoolMeasure.Actual)
                    from expenditure in Sum(slice.Of<PooledFundExpenditure>(), PoolMeasure.Actual)
                    let comesTo = account.Opening!.Value.Pounds + income - expenditure
                    where Differ(account.Closing!.Value.Pounds, comesTo, slice.Of<PooledFundLine>().Count() + 2, account, context.Policy)
                    select new Broken<PooledFundRow>(account, Closing.Field, $"{account.Opening} at the start, with {Money(income)} of income and {Money(expenditure)} of expenditure, comes to {Money(comesTo)}; {account.Closing} is reported.")),

            new("PF-32", Severity.Warning, "As printed", "A sub-total is the sum of its lines.",
                "Check the lines and the sub-total. Your figure is kept, and the sum of the lines is shown beside it.", $"{Checks}, check 5; example M1: 507 + 432 + 358 = 1,297, printed 1,296",
                (slice, context) =>
                    from printed in slice.Of<PooledFundSubTotal>()
                    from account in slice.Of<PooledFundAccount>()
                    from misfit in MisfitOf(printed, slice.Of<PooledFundLine>(), account, context.Policy) is { } one ? new[] { one } : []
                    select new Broken<PooledFundRow>(printed, Printed.Field, $"{printed.Amount} is printed; the lines come to {Money(printed.Amount.Pounds - misfit.Difference)}.{Explained(misfit)}")),

            new("PF-33", Severity.Warning, "Amounts cover", "Income and expenditure are there when the year asked for them.",
                "Add the sheets Income and Expenditure, with 0 where there was nothing.", "Domain note on the Better Care Fund 2.2 and 2.4: each quarter to 2016-17, at year end from 2017-18 (recalled)",
                (slice, context) =>
                    from account in slice.Of<PooledFundAccount>()
                    where account.Quarter.LastDay < context.ArrivedOn && AsksForMoney(account.Quarter, context.Policy)
                    let missing = new[] { slice.Of<PooledFundIncome>().Any() ? null : "income", slice.Of<PooledFundExpenditure>().Any() ? null : "expenditure" }.OfType<string>().ToList()
                    where missing.Count > 0
                    select new Broken<PooledFundRow>(account, Covers.Field, $"There is no {string.Join(" and no ", missing)} for {account.Quarter.Name}.")),

            new("PF-34", Severity.Warning, "Condition", "Every national condition of the year is answered.",
                "Add a line for each of the year's conditions.", "Domain note on the Better Care Fund 2.3 (partly recalled)",
                (slice, context) =>
                    slice.Of<PooledFundCondition>().ToList() is [var first, ..] answered && ConditionsOf(first.Quarter, context.Policy) is { } known
                        && Enumerable.Range(1, known).Except(answered.Select(condition => condition.Number)).ToList() is { Count: > 0 } missing
                        ? [new(answered[^1], Number.Field, $"{(missing.Count == 1 ? "Condition" : "Conditions")} {string.Join(", ", missing)} of {first.Quarter.Year} {(missing.Count == 1 ? "is" : "are")} not answered.")] : []),
        ],
        StandingRules =
        [
            new("PF-50", "amounts", "An amount is not a hundred times that of the period before.",
                "Check the unit: amounts are in pounds. £13,245 million was certainly £13.245 million. If it is right, answer the warning with the reason.", $"{Checks}, check 7",
                page => [Page(page, -1), Page(page, -4)],
                (slice, book) =>
                    from row in slice.Rows
                    from earlier in Alike(slice, Earlier(slice, book))
                    where IsSame(row, earlier)
                    from pair in Amounts(row).Zip(Amounts(earlier), (now, before) => (now.Column, Now: now.Value, Before: before.Value))
                    where pair is { Now: { } now, Before: { } before } && (row is PooledFundLine ? Slips.IsSlip(now.Pounds, before.Pounds, row.Quarter.LastDay, book.Policy) : Slips.IsRise(now.Pounds, before.Pounds, row.Quarter.LastDay, book.Policy))
                    select new Broken<PooledFundRow>(row, pair.Column.Field, $"{pair.Now} in {row.Quarter.Name}, where {earlier.Quarter.Name} has {pair.Before}.")),

            new("PF-51", "Yearly plan", "The plans of the four quarters come to the yearly plan.",
                "Check the plans. If the year was planned anew, send the quarters again with the new yearly plan. Nothing is put right for you.", $"{Checks}, check 1; tolerance for printed thousands 3.4, F4",
                page => Year(page).Select(quarter => new PageRef(CollectionKey, quarter.ToString())),
                (slice, book) =>
                    from account in slice.Of<PooledFundAccount>()
                    where account.Covers == PoolPeriod.Quarter
                    let others = Year(slice.Key.Page).Where(quarter => quarter != account.Quarter).Select(quarter => Standing(quarter.ToString(), slice.Key.Place, book)).ToList()
                    where others.All(rows => rows.OfType<PooledFundAccount>().Any(other => other.Covers == PoolPeriod.Quarter))
                    from line in slice.Of<PooledFundLine>()
                    where line is { YearlyPlan: not null, Planned: not null }
                    let quarters = others.Select(rows => rows.OfType<PooledFundLine>().FirstOrDefault(line.IsSameLine)?.Planned?.Pounds).Append(line.Planned!.Value.Pounds).ToList()
                    where quarters.TrueForAll(planned => planned is not null)
                    let comesTo = quarters.Sum()!.Value
                    where Differ(line.YearlyPlan!.Value.Pounds, comesTo, quarters.Count, account, book.Policy)
                    select new Broken<PooledFundRow>(line, YearlyPlan.Field, $"The plans of the four quarters of {account.Quarter.Year} come to {Money(comesTo)}; the yearly plan is {line.YearlyPlan}, {Apart(line.YearlyPlan!.Value.Pounds, comesTo)}.")),

            new("PF-52", "Opening balance", "A period opens with the balance with which the one before closed.",
                "Check both balances; if last quarter's was wrong, send that quarter again.", $"{Checks}, check 4",
                page => [Page(page, -1), Page(page, -4)],
                (slice, book) =>
                    from account in slice.Of<PooledFundAccount>()
                    where account.Opening is not null
                    from earlier in Earlier(slice, book).OfType<PooledFundAccount>()
                    where earlier.Closing is not null && earlier.Closing != account.Opening
                    select new Broken<PooledFundRow>(account, Opening.Field, $"{earlier.Quarter.Name} closed with {earlier.Closing}; {account.Quarter.Name} opens with {account.Opening}.")),

            new("PF-53", "Partner code", "The same money is in one fund only.",
                "Ask the other board whose fund the scheme or contribution belongs to. If both are right, answer the warning with the reason.", "Domain note on the Better Care Fund 2.1 and 6: plans must not double count",
                page => [new PageRef(CollectionKey, page)],
                (slice, book) =>
                    from other in Others(slice.Key, book)
                    from row in slice.Rows
                    from twin in other.Rows
                    let same = InBoth(row, twin)
                    where same is not null
                    select new Broken<PooledFundRow>(row, same.Value.Column.Field, $"{same.Value.What} stands in the fund of {other.Body} as well, with the same {same.Value.Amount}.")),

            new("PF-54", "Actual", "The income of the year from a source with a published minimum reaches it.",
                "Compare the income of the year with the published allocation. Before the year has ended this is only a reminder of what is still to come.", $"{Checks}, check 3: an error at year end, a warning within the year",
                page => [new PageRef(Allocations.CollectionKey, FinancialQuarter.Parse(page).Year.ToString()), .. Year(page).Select(quarter => new PageRef(CollectionKey, quarter.ToString()))],
                BelowMinimum),
        ],
    };

    /// <summary>
    /// Asked with the last quarter of the year, or where the return covers the year: until then income is expected to be below. Only allocations that were read in a source count (domain note U6).
    /// A quarter without an actual amount for the source says nothing of the year.
    /// </summary>
    private static IEnumerable<Broken<PooledFundRow>> BelowMinimum(SliceRows<PooledFundRow> slice, StandingBook book)
    {
        if (slice.Of<PooledFundAccount>().FirstOrDefault() is not { } account || (account.Covers == PoolPeriod.Quarter && account.Quarter.Number < 4))
            return [];
        ImmutableArray<PooledFundRow>[] quarters = account.Covers == PoolPeriod.Year
            ? [slice.Rows]
            : [.. Year(slice.Key.Page).Select(quarter => quarter == account.Quarter ? slice.Rows : [.. Standing(quarter.ToString(), slice.Key.Place, book)])];
        return
            from allocation in book.Of(Allocations.Collection, account.Quarter.Year.ToString()).SelectMany(one => one.Rows)
            where allocation.Hwb == slice.Key.Body && allocation is { Status: Mark.Verified, RingFence: null }
            group allocation by allocation.Source into published
            let income = quarters.Select(rows => rows.OfType<PooledFundIncome>().Where(line => line.Source == published.Key).Select(line => line.Counts(PoolMeasure.Actual)).ToList()).ToList()
            where income.TrueForAll(lines => lines.Count > 0 && lines.TrueForAll(amount => amount is not null))
            let received = income.Sum(lines => lines.Sum())!.Value
            let due = Allocations.WholeOf(published).Pounds
            where received < due
            let row = slice.Of<PooledFundIncome>().First(line => line.Source == published.Key)
            select new Broken<PooledFundRow>(row, Actual.Field, $"{Money(received)} came in {BelowPublished(published.Key, account.Quarter.Year, received, due, book.Policy)}");
    }

    /// <summary>The unit that a return replaces: board x quarter.</summary>
    public static SliceKey Slice(FinancialQuarter quarter, string hwb) => new(quarter.ToString(), hwb, "");

    private static Column<Pence> Amount(string field, string heading, string about, string example = "") => new(field, heading, Kinds.Money, about) { MayBeBlank = true, Example = example };

    private static Column<decimal> Outputs(string field, string heading, string about) => new(field, heading, Kinds.Number, about) { MayBeBlank = true };

    private static Field<PooledFundRow> Of<TRow, T>(Column<T> column, Func<TRow, T> value) where TRow : PooledFundRow where T : notnull => Fields.Of(column, (PooledFundRow row) => value((TRow)row));

    private static Field<PooledFundRow> Maybe<TRow, T>(Column<T> column, Func<TRow, T?> value) where TRow : PooledFundRow where T : struct => Fields.Maybe(column, (PooledFundRow row) => value((TRow)row));

    private static Field<PooledFundRow> Text<TRow>(Column<string> column, Func<TRow, string?> value) where TRow : PooledFundRow => Fields.MaybeText(column, (PooledFundRow row) => value((TRow)row));

    private static IEnumerable<Field<PooledFundRow>> LineFields =>
    [
        Of(Partner, (PooledFundLine row) => row.Partner), Of(Source, (PooledFundLine row) => row.Source), Text(Description, (PooledFundLine row) => row.Description), Of(Deducts, (PooledFundLine row) => row.Deducts),
        Maybe(YearlyPlan, (PooledFundLine row) => row.YearlyPlan), Maybe(Planned, (PooledFundLine row) => row.Planned), Maybe(Forecast, (PooledFundLine row) => row.Forecast), Maybe(Actual, (PooledFundLine row) => row.Actual),
    ];

    private static ReturnTable<PooledFundRow> Table(
        string key, string title, string about, ImmutableArray<Column> rowKey, bool optional, ImmutableArray<Field<PooledFundRow>> fields, Func<Cells, PooledFundRow> read, Func<PooledFundRow, bool> holds) => new()
        {
            Key = key,
            Title = title,
            Name = $"sheet '{title}' of the pooled-fund template",
            About = about,
            Optional = optional,
            RowKey = [.. rowKey.Select(column => column.Field)],
            Fields = [Of(Quarter, (PooledFundRow row) => row.Quarter), Of(Hwb, (PooledFundRow row) => row.Hwb), .. fields],
            Slice = cells => cells.Maybe(Quarter) is { } quarter && Code(cells, Hwb) is { } hwb ? Slice(quarter, hwb) : null,
            Read = read,
            Holds = holds,
        };

    private static string Board(Cells cells) => Code(cells, Hwb)!;

    /// <summary>An authority by its own code, whichever of its codes was typed; any other organisation as typed.</summary>
    private static string? Code(Cells cells, Column<string> column) => cells.Authority(column, cells.Maybe(Quarter)?.FirstDay);

    private static IEnumerable<(Column Column, string Code)> Codes(PooledFundRow row) => row switch
    {
        PooledFundAccount account => [(Host, account.Host)],
        PooledFundLine line => [(Partner, line.Partner)],
        PooledFundSubTotal { Partner: { } partner } => [(PartnerOrAll, partner)],
        _ => [],
    };

    private static bool IsKnown(string code, DateOnly on, ReferenceBook reference) =>
        reference.Organisations.Of(code, on) is not null || reference.Provider(code) is not null || Commissioners.ExistedOn(on) && Commissioners.HasCodeOfCcg(code);

    private static IEnumerable<(Column Column, string? Text)> Comments(PooledFundRow row) => row switch
    {
        PooledFundAccount account => [(Comment, account.Comment)],
        PooledFundLine line => [(Comment, line.Comment)],
        PooledFundScheme scheme => [(Comment, scheme.Comment)],
        PooledFundPerformance performance => [(Comment, performance.Comment), (Reason, performance.Reason)],
        PooledFundMetric metric => [(Comment, metric.Comment)],
        PooledFundCondition condition => [(Comment, condition.Comment)],
        _ => [],
    };

    /// <summary>The amounts of a row that may be compared with those of the period before, in one order.</summary>
    private static IEnumerable<(Column Column, Pence? Value)> Amounts(PooledFundRow row) => row switch
    {
        PooledFundAccount account => [(Opening, account.Opening), (Closing, account.Closing), (RiskPoolOpening, account.RiskPoolOpening), (RiskPoolUsed, account.RiskPoolUsed)],
        PooledFundIncome income => [.. OfLine(income), (Due, income.Due), (Received, income.Received)],
        PooledFundLine line => OfLine(line),
        PooledFundSubTotal printed => [(Printed, printed.Amount)],
        PooledFundScheme scheme => [(PlannedSpend, scheme.PlannedSpend), (ActualSpend, scheme.ActualSpend), (ForecastSpend, scheme.ForecastSpend)],
        PooledFundPerformance performance => [(Suggested, performance.Suggested), (Agreed, performance.Agreed), (SuggestedUnreleased, performance.SuggestedUnreleased), (AgreedUnreleased, performance.AgreedUnreleased)],
        _ => [],
    };

    private static IEnumerable<(Column Column, Pence? Value)> OfLine(PooledFundLine line) => [(YearlyPlan, line.YearlyPlan), (Planned, line.Planned), (Forecast, line.Forecast), (Actual, line.Actual)];

    /// <summary>Every number of a row. Balances are differences, so they may be below zero.</summary>
    private static IEnumerable<(Column Column, decimal? Value, bool MayBeBelowZero)> Numbers(PooledFundRow row) =>
        Amounts(row).Select(amount => (amount.Column, amount.Value?.Pounds, amount.Column == Opening || amount.Column == Closing || row is PooledFundSubTotal))
            .Concat(row switch
            {
                PooledFundScheme scheme => [(NhsShare, scheme.NhsShare, false), (AuthorityShare, scheme.AuthorityShare, false), (PlannedOutputs, scheme.PlannedOutputs, false), (ActualOutputs, scheme.ActualOutputs, false)],
                PooledFundPerformance performance => [(Admissions, performance.Admissions, false)],
                PooledFundMetric metric => [(Goal, metric.Planned, false), (Reached, metric.Actual, false)],
                _ => Array.Empty<(Column, decimal?, bool)>(),
            });

    private static IEnumerable<(string Field, string Wrong)> OutOfRange(Column column, decimal value, bool mayBeBelowZero, decimal? most)
    {
        var shown = column is Column<Pence> ? Money(value) : Plain(value);
        if (value < 0 && !mayBeBelowZero)
            yield return (column.Field, $"{shown} is below 0.");
        else if (Math.Abs(value) > most)
            yield return (column.Field, $"{shown} is more than the {Words.Number(most.Value, 0)} that the template takes.");
    }

    private static IEnumerable<(Column Column, bool Given)> Actuals(PooledFundRow row) => row switch
    {
        PooledFundAccount account => [(Closing, account.Closing is not null)],
        PooledFundLine line => [(Actual, line.Actual is not null)],
        PooledFundScheme scheme => [(ActualSpend, scheme.ActualSpend is not null), (ActualOutputs, scheme.ActualOutputs is not null)],
        PooledFundPerformance performance => [(Admissions, performance.Admissions is not null)],
        PooledFundMetric metric => [(Reached, metric.Actual is not null)],
        _ => [],
    };

    private static bool ComeTo100(decimal nhs, decimal authority) => nhs is >= 0 and <= 100 && authority is >= 0 and <= 100 && nhs + authority == 100;

    /// <summary>The most that a cell of a return takes, and of the plan of the year; null where none is known.</summary>
    internal static decimal? Most(FinancialQuarter quarter, PolicyBook policy) => NumberOf(policy.TryOn(quarter.LastDay, "pooled-fund.most"));

    private static int LongestComment(FinancialQuarter quarter, PolicyBook policy) => NumberOf(policy.TryOn(quarter.LastDay, "pooled-fund.comment-length")) ?? int.MaxValue;

    /// <summary>How many national conditions a return is asked about: those of its year, and before the fund began those of the first plans. Null where there were none.</summary>
    private static int? ConditionsOf(FinancialQuarter quarter, PolicyBook policy)
    {
        var own = BcfPlanRules.ConditionsOf(policy, quarter.Year).Count();
        var asked = own == 0 && BcfPlanRules.IsPerformanceQuarter(policy, quarter) ? BcfPlanRules.ConditionsOf(policy, quarter.Year.AddYears(1)).Count() : own;
        return asked > 0 ? asked : null;
    }


    private static int? NumberOf(PolicyRow? row) => row is null or { Value: "none" } ? null : int.Parse(row.Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool AsksForMoney(FinancialQuarter quarter, PolicyBook policy) => policy.TryOn(quarter.LastDay, "pooled-fund.income-and-expenditure")?.Value switch
    {
        "quarterly" => true,
        "year-end" => quarter.Number == 4,
        _ => false,
    };

    /// <summary>How far one printed amount may be from the exact one (domain note 3.4, F4: £1,000 for each component of a table in thousands).</summary>
    internal static decimal Rounding(PooledFundAccount account, PolicyBook policy) => NumberOf(policy.TryOn(account.Quarter.LastDay, "pooled-fund.rounding", account.Unit switch
    {
        PrintedUnit.Thousands => "thousands",
        PrintedUnit.Millions => "millions",
        _ => "pounds",
    })) ?? 0;

    private static bool Differ(decimal reported, decimal comesTo, int components, PooledFundAccount account, PolicyBook policy) =>
        Math.Abs(reported - comesTo) > components * Rounding(account, policy);

    /// <summary>The sum of the lines, in pounds; nothing when there are none or one of them has no such amount.</summary>
    private static IEnumerable<decimal> Sum(IEnumerable<PooledFundLine> lines, PoolMeasure measure)
    {
        var amounts = lines.Select(line => line.Counts(measure)).ToList();
        return amounts.Count > 0 && amounts.TrueForAll(amount => amount is not null) ? [amounts.Sum()!.Value] : [];
    }

    /// <summary>What a printed sub-total adds up, line by line; null while an amount is missing, or there is no line of a side that it needs.</summary>
    internal static IReadOnlyList<Component>? ComponentsOf(PooledFundSubTotal printed, IEnumerable<PooledFundLine> lines)
    {
        var added = lines.Where(line => (printed.Partner is null || line.Partner == printed.Partner) && (printed.Of == PoolTotal.Balance || line is PooledFundIncome == (printed.Of == PoolTotal.Income))).ToList();
        var complete = added.Count > 0 && added.TrueForAll(line => line.Of(printed.Measure) is not null) && (printed.Of != PoolTotal.Balance || added.Select(line => line is PooledFundIncome).Distinct().Count() == 2);
        return complete ? [.. added.Select(line => ComponentOf(line, printed.Measure, isSpent: printed.Of == PoolTotal.Balance && line is PooledFundExpenditure))] : null;
    }

    /// <param name="isSpent">It counts against the sum: expenditure in a balance.</param>
    internal static Component ComponentOf(PooledFundLine line, PoolMeasure measure, bool isSpent) =>
        new(line.Description ?? BetterCareFund.Name(line.Source), (isSpent ? -1 : 1) * line.Counts(measure)!.Value, line.Deducts);

    /// <summary>What explains that a sub-total is not the sum of its lines; null when it is, and while an amount is missing.</summary>
    internal static Misfit? MisfitOf(PooledFundSubTotal printed, IEnumerable<PooledFundLine> lines, PooledFundAccount account, PolicyBook policy) =>
        ComponentsOf(printed, lines) is { } components ? Misfit.Of(printed.Amount.Pounds, components, nearest: 1, components.Count * Rounding(account, policy)) : null;

    private static string Explained(Misfit misfit) => misfit.Cause switch
    {
        MisfitCause.Sign => $" It would {misfit.IfSigned("were")}.",
        MisfitCause.Rounding => " Rounding of the printed amounts can explain it.",
        _ => "",
    };

    private static string Apart(decimal reported, decimal comesTo) => reported > comesTo ? $"{Money(reported - comesTo)} more" : $"{Money(comesTo - reported)} less";

    /// <summary>The end of a sentence about income that is below the published allocation of its source.</summary>
    internal static string BelowPublished(FundingSource source, FinancialYear year, decimal income, decimal due, PolicyBook policy) =>
        $"from '{BetterCareFund.Name(source, year, policy)}' in {year}; the published allocation is {Money(due)}, {Apart(income, due)}.";

    private static PageRef Page(string page, int quarters) => new(CollectionKey, FinancialQuarter.Parse(page).Add(quarters).ToString());

    private static IEnumerable<FinancialQuarter> Year(string page) => FinancialQuarter.Parse(page).Year.Quarters;

    private static ImmutableArray<PooledFundRow> Standing(string page, Place place, StandingBook book) =>
        book.Page(new PageRef(CollectionKey, page)).Slices.FirstOrDefault(slice => slice.Place == place && slice.Version is not null) is { } standing
            ? [.. book.KeptRows(CollectionKey, standing).Select(Collection.RowOf)] : [];

    /// <summary>The same board's return that ends where this one begins: the quarter before, or the year before where amounts cover the year.</summary>
    private static ImmutableArray<PooledFundRow> Earlier(SliceRows<PooledFundRow> slice, StandingBook book) =>
        slice.Of<PooledFundAccount>().FirstOrDefault() is { } account ? Standing(Page(slice.Key.Page, account.Covers == PoolPeriod.Year ? -4 : -1).Page, slice.Key.Place, book) : [];

    /// <summary>Rows of an earlier return, when its amounts cover as long a time.</summary>
    private static ImmutableArray<PooledFundRow> Alike(SliceRows<PooledFundRow> slice, ImmutableArray<PooledFundRow> earlier) =>
        earlier.OfType<PooledFundAccount>().FirstOrDefault()?.Covers == slice.Of<PooledFundAccount>().FirstOrDefault()?.Covers ? earlier : [];

    private static IEnumerable<(string Body, ImmutableArray<PooledFundRow> Rows)> Others(SliceKey key, StandingBook book) =>
        from other in book.Of(Collection, key.Page)
        where other.Slice.Place != key.Place
        select (other.Slice.Place.Body, other.Rows);

    private static bool IsSame(PooledFundRow row, PooledFundRow earlier) => (row, earlier) switch
    {
        (PooledFundLine line, PooledFundLine other) => line.IsSameLine(other),
        (PooledFundScheme scheme, PooledFundScheme other) => scheme.Scheme == other.Scheme,
        (PooledFundAccount, PooledFundAccount) or (PooledFundPerformance, PooledFundPerformance) => true,
        _ => false,
    };

    /// <summary>What two rows of different funds have in common that looks like the same money; null when it does not. Equal names alone, or equal amounts alone, are common.</summary>
    private static (Column Column, string What, string Amount)? InBoth(PooledFundRow row, PooledFundRow other) => (row, other) switch
    {
        (PooledFundScheme a, PooledFundScheme b) when Layout.Normal(a.Name) == Layout.Normal(b.Name) =>
            Equal(a.PlannedSpend, b.PlannedSpend) ? (SchemeName, $"The scheme '{a.Name}'", $"planned spend of {a.PlannedSpend}")
            : Equal(a.ActualSpend, b.ActualSpend) ? (SchemeName, $"The scheme '{a.Name}'", $"actual spend of {a.ActualSpend}")
            : null,
        (PooledFundLine a, PooledFundLine b) when a.IsSameLine(b) && Equal(a.YearlyPlan, b.YearlyPlan) =>
            (Partner, $"{BetterCareFund.Name(a.Source)} of {a.Partner} under '{(a is PooledFundIncome ? Income.Title : Expenditure.Title)}'", $"yearly plan of {a.YearlyPlan}"),
        _ => null,
    };

    private static bool Equal(Pence? amount, Pence? other) => amount is { Number: > 0 } && amount == other;

    private static string Name(SliceKey key) => FinancialQuarter.Parse(key.Page).Name;

    private static string Money(decimal pounds) => BetterCareFund.Pounds(pounds);

    private static string Plain(decimal number) => Kinds.Number.Write(number);
}

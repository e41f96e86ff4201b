using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;
using static Monitoring.Core.Returns.BetterCareFund;

namespace Monitoring.Core.Returns;

/// <summary>What a plan is asked when it arrives, line by line and as a whole: rules F4 to F12 of the domain note (3.4) and those that they need.</summary>
internal static class BcfPlanRules
{
    private const string Note = "Domain note on the Better Care Fund, ";
    private const string House = "House rule";

    internal static ImmutableArray<RowRule<PlanRow>> OfRows() =>
    [
        new("BP-01", Severity.Error, RuleScope.Row, "Year", "The Better Care Fund existed in the year: 2015-16 and after.",
            "Check the year. It is the year that is planned, not the one in which the plan was written.", Note + "1.2 and 3.1",
            (row, context) => PlansOf(context, row.Year) is null or "none" ? [(BcfPlan.Year.Field, $"There was no Better Care Fund in {row.Year}.")] : []),

        new("BP-02", Severity.Warning, RuleScope.Row, "Year", "Plans were sent in for the year.",
            "Nothing need be done if you mean to record a plan that you kept. Otherwise check the year.", "Better Care Fund policy statement 2020 to 2021: no plans were submitted, only a year-end reconciliation",
            (row, context) => row is Plan && PlansOf(context, row.Year) == "local" ? [(BcfPlan.Year.Field, $"No plans were sent in for {row.Year}: each area kept its own.")] : []),

        new("BP-03", Severity.Error, RuleScope.Row, "Plan version", "Versions are counted from 1.",
            "Write 1 for the first plan of the year, 2 for its first revision, and so on.", Note + "1.4, rule 13",
            (row, _) => row.Version < 1 ? [(BcfPlan.Version.Field, "The version is 0.")] : []),

        new("BP-04", Severity.Error, RuleScope.Row, "amounts", "Amounts and counts lie in the range of the year's template: 0 to 100,000,000 up to 2016-17, 0 to 1,000,000,000 from 2017-18.",
            "Check the unit: amounts are in pounds, not in pence. A deduction is a line of its own from the source 'Adjustment'.", "BCF quarterly templates 2015-17 (0 - 100,000,000) and 2017-19 planning template (0 - 1,000,000,000), domain note 2.2",
            (row, context) => Limits(row, context)),

        new("BP-05", Severity.Warning, RuleScope.Row, "Effective from", "A version takes effect before its year ends.",
            "Check the date and the year.", Note + "1.4, rule 13",
            On<Plan>((plan, _) => plan.EffectiveFrom > plan.Year.LastDay ? [(BcfPlan.EffectiveFrom.Field, $"{Words.Date(plan.EffectiveFrom)} is after {plan.Year} has ended.")] : [])),

        new("BP-06", Severity.Warning, RuleScope.Row, "Reason for revision", "A revision says why it was made.",
            "Write in one sentence what changed and why.", Note + "1.2, plan revision",
            On<Plan>((plan, _) => plan.Version > 1 && plan.RevisionReason is null ? [(BcfPlan.RevisionReason.Field, $"Version {Words.Number(plan.Version)} does not say why it replaces the one before.")] : [])),

        new("BP-07", Severity.Error, RuleScope.Row, "NHS %", "The shares of a joint scheme are given and come to 100% (F7).",
            "Write both shares, so that together they are 100. A scheme that one side commissions alone is LA or NHS, without shares.", Note + "3.4, F7",
            On<PlanScheme>((scheme, _) => JointShares(scheme))),

        new("BP-08", Severity.Warning, RuleScope.Row, "Planned outputs", "A scheme of a type that is counted has outputs and their unit (F8).",
            "Write how much the money is planned to buy in the year, and in which unit.", Note + "3.4, F8; units by type are recalled",
            On<PlanScheme>((scheme, context) => Outputs(scheme, context.Policy))),

        new("BP-09", Severity.Warning, RuleScope.Row, "Output unit", "The unit is one that the scheme type is counted in.",
            "Choose the unit that belongs to the type, or check the type.", Note + "2.5; units by type are recalled",
            On<PlanScheme>((scheme, context) => WrongUnit(scheme, context.Policy) is { } wrong ? [(BcfPlan.Unit.Field, wrong)] : [])),

        new("BP-10", Severity.Error, RuleScope.Row, "Source of funding", "NHS money comes from a CCG or an ICB, grants to councils from a council or a district.",
            "Check the source and the kind of partner. What a partner adds of its own is an additional contribution.", "NHS Act 2006 s223GA; Local Government Act 2003 s31 (domain note 3.1)",
            On<PlanContribution>((line, _) =>
                IsNhs(line.Source) && line.Kind is not (PartnerKind.Ccg or PartnerKind.Icb) ? [(BcfPlan.Source.Field, $"'{Name(line.Source)}' is NHS money, and {line.Partner} is entered as {PartnerKindKind.Write(line.Kind)}.")]
                : IsAuthority(line.Source) && line.Kind is not (PartnerKind.Council or PartnerKind.District) ? [(BcfPlan.Source.Field, $"'{Name(line.Source)}' is money of councils, and {line.Partner} is entered as {PartnerKindKind.Write(line.Kind)}.")]
                : [])),

        new("BP-11", Severity.Error, RuleScope.Row, "Amount", "An additional contribution is not below zero (F11).",
            "Enter the minimum in full on its own line. If less was agreed by way of a correction, enter it as a line from the source 'Adjustment'.", Note + "3.4, F11",
            On<PlanContribution>((line, _) => line.Source is FundingSource.AdditionalNhs or FundingSource.AdditionalAuthority && line.Amount < default(Pence)
                ? [(BcfPlan.Amount.Field, $"The additional contribution of {line.Partner} is {line.Amount}.")] : [])),

        new("BP-12", Severity.Warning, RuleScope.Row, "Source of funding", "The source of funding existed in the year.",
            "Check the source and the year.", Note + "3.1; several years are recalled",
            (row, context) => HasFund(context, row) && SourceOf(row) is { } source && StateOf(context.Policy, row.Year, source) == "none" ? [(BcfPlan.Source.Field, $"'{Name(source)}' was no source of funding in {row.Year}.")] : []),

        new("BP-13", Severity.Error, RuleScope.Row, "Kind of partner", "CCGs are partners until June 2022, ICBs from July 2022.",
            "Choose ICB for plans from 2023-24 and CCG for plans to 2021-22.", "Health and Care Act 2022, s14 and s19 (ICBs from 1 July 2022)",
            On<PlanContribution>((line, _) =>
                line.Kind == PartnerKind.Ccg && line.Year.FirstDay >= IcbsBegin ? [(BcfPlan.Kind.Field, $"There were no CCGs in {line.Year}.")]
                : line.Kind == PartnerKind.Icb && line.Year.LastDay < IcbsBegin ? [(BcfPlan.Kind.Field, $"There were no ICBs in {line.Year}.")]
                : [])),

        new("BP-14", Severity.Warning, RuleScope.Row, "Amount", "A contribution is not above its own maximum.",
            "Check the two amounts. The maximum is what the partner can be asked for in all.", Note + "4.2, R4",
            On<PlanContribution>((line, _) => line.Cap is { } cap && line.Amount > cap
                ? [(BcfPlan.Amount.Field, $"{line.Amount} is {Pounds(line.Amount.Pounds - cap.Pounds)} above the maximum contribution of {cap}.")] : [])),

        new("BP-15", Severity.Warning, RuleScope.Row, "Amount", "A minimum is contributed in full, and what is above it is a line of its own (F11).",
            "Enter the minimum on this line and anything above it as an additional contribution.", Note + "3.4, F1 and F11",
            On<PlanContribution>((line, _) => line.Minimum is not { } minimum || line.Source is FundingSource.AdditionalNhs or FundingSource.AdditionalAuthority || line.Amount == minimum ? []
                : line.Amount < minimum ? [(BcfPlan.Amount.Field, $"{line.Amount} is {Pounds(minimum.Pounds - line.Amount.Pounds)} short of the minimum of {minimum}.")]
                : [(BcfPlan.Amount.Field, $"{line.Amount} is {Pounds(line.Amount.Pounds - minimum.Pounds)} above the minimum of {minimum}.")])),

        new("BP-16", Severity.Warning, RuleScope.Row, "Expected by", "A condition that is not met says by when it will be, and what is missing.",
            "Write the date and a short comment.", Note + "2.3; recalled",
            On<PlanCondition>((line, _) => line.Normalised is not (ConditionAnswer.No or ConditionAnswer.InProgress) ? []
                : line.Expected is null ? [(BcfPlan.Expected.Field, $"Condition {Words.Number(line.Number)} is not met, and there is no date by which it will be.")]
                : line.Comment is null ? [(BcfPlan.Comment.Field, $"Condition {Words.Number(line.Number)} is not met, and there is no comment.")] : [])),

        new("BP-17", Severity.Error, RuleScope.Row, "Answer", "The answer to a condition is Yes, No or No - In Progress.",
            "Choose one of the three; write anything else as a comment.", Note + "2.3",
            On<PlanCondition>((line, _) => line.Normalised is null ? [(BcfPlan.Answer.Field, $"'{line.Answer}' is not Yes, No or No - In Progress.")] : [])),

        new("BP-18", Severity.Warning, RuleScope.Row, "Condition number", "The year had a condition of this number.",
            "Check the number: conditions are numbered anew in each framework.", Note + "2.3; several years are recalled",
            On<PlanCondition>((line, context) => HasFund(context, line) && ConditionOf(context.Policy, line.Year, line.Number) is null ? [(BcfPlan.Number.Field, $"{line.Year} had no national condition {Words.Number(line.Number)}.")] : [])),

        new("BP-19", Severity.Warning, RuleScope.Row, "Metric", "The metric, of a goal or that a scheme is to move, was one of the year's.",
            "Check the metric and the year.", Note + "2.6; several years are recalled",
            (row, context) => MetricOf(row) is var (column, metric) && HasFund(context, row) && Grain(context.Policy, row.Year, metric) == "none" ? [(column.Field, $"'{context.Policy.Metrics.Find(metric)?.Name}' was no metric of {row.Year}.")] : []),

        new("BP-20", Severity.Error, RuleScope.Row, "Period", "The period is a year, a quarter or a month.",
            "Write 2015-16, 2015-16-Q1 or 2015-04.", Note + "2.6",
            On<MetricGoal>((goal, _) => PlanPeriod.Read(goal.Period) is null ? [(BcfPlan.Period.Field, $"'{goal.Period}' is not a year, a quarter or a month that can be read.")] : [])),

        new("BP-21", Severity.Warning, RuleScope.Row, "Period", "The period lies in the year of the plan.",
            "Check the period. Goals of another year belong to that year's plan.", House,
            On<MetricGoal>((goal, _) => PlanPeriod.Read(goal.Period) is { } period && (period.FirstDay > goal.Year.LastDay || period.LastDay < goal.Year.FirstDay) ? [(BcfPlan.Period.Field, $"{goal.Period} is not in {goal.Year}.")] : [])),

        new("BP-22", Severity.Warning, RuleScope.Row, "Planned value", "A goal is its numerator divided by its denominator, by the metric's rate.",
            "Check the three numbers. Standardised rates are not worked out from them, and need none.", Note + "2.6 and example M11",
            On<MetricGoal>((goal, context) => Rate(goal, context.Policy.Metrics))),

        new("BP-23", Severity.Error, RuleScope.Row, "Numerator", "Numerators are numbers of people, admissions or days, and a denominator is above zero.",
            "Write whole numbers of people, admissions or days, or leave both cells empty.", "Arithmetic",
            On<MetricGoal>((goal, _) =>
                goal.Numerator is < 0 or > MostCounted ? [(BcfPlan.Numerator.Field, $"{Plain(goal.Numerator.Value)} cannot be a number of people, admissions or days.")]
                : goal.Denominator is < 1 or > MostCounted ? [(BcfPlan.Denominator.Field, $"Nothing can be divided by {Plain(goal.Denominator.Value)} people.")]
                : [])),

        new("BP-24", Severity.Warning, RuleScope.Row, "Reason for value", "A value per admission other than the national one has a reason.",
            "Write why the area values an avoided admission differently, or leave the value empty.", Note + "1.2 and 1.6; £1,490 is recalled",
            On<Plan>((plan, context) => plan.ValueReason is null && plan.ValuePerAdmission is { } value && NationalValue(context.Policy, plan.Year) is { } national && value != national
                ? [(BcfPlan.ValueReason.Field, $"{value} for each admission is not the national {national}, and there is no reason.")] : [])),

        new("BP-25", Severity.Error, RuleScope.Row, "Quarter", "Payment for performance has a plan in 2015-16 only, for its own four quarters.",
            "Leave the sheet 'Admissions' and the columns for 2015-16 empty in other years; goals for admissions are metrics.", "National Health Executive: removed for 2016-17 (domain note 1.2); quarters Q4 2014-15 to Q3 2015-16 are recalled",
            (row, context) => OutsidePerformance(row, context)),

        new("BP-26", Severity.Error, RuleScope.Row, "Signed on", "Nothing was signed after the file arrived.",
            "Check the date of the signature.", House,
            (row, context) => row switch
            {
                Plan plan when plan.AgreementSigned > context.ArrivedOn => [(BcfPlan.AgreementSigned.Field, After(plan.AgreementSigned.Value, context))],
                PlanSignOff sign when sign.SignedOn > context.ArrivedOn => [(BcfPlan.SignedOn.Field, After(sign.SignedOn, context))],
                _ => [],
            }),

        new("BP-27", Severity.Error, RuleScope.Row, "per cent", "A share lies between 0 and 100 per cent.",
            "Write 51 or 51% for fifty-one in a hundred.", "Arithmetic",
            (row, _) => Percentages(row).Where(share => share.Value is < 0 or > 100).Select(share => (share.Column.Field, $"{Plain(share.Value!.Value)}% is not between 0 and 100."))),

        new("BP-28", Severity.Warning, RuleScope.Row, "First month", "A scheme begins before its year ends.",
            "Check the month. A scheme of the next year belongs to the next plan.", House,
            On<PlanScheme>((scheme, _) => scheme.Starts is { } starts && starts.FirstDay > scheme.Year.LastDay ? [(BcfPlan.Starts.Field, $"{starts.Name} is after {scheme.Year} has ended.")] : [])),

        new("BP-29", Severity.Warning, RuleScope.Reference, "Partner code", "A council, a district or an ICB that contributes is known.",
            "Check the code. If it is right, tell the keeper of reference data.", "Organisations with their dates, kept by the keeper of reference data",
            On<PlanContribution>((line, context) => Known(line, context) ? [] : [(BcfPlan.Partner.Field, $"'{line.Partner}' is not known as {PartnerKindKind.Write(line.Kind)} in {line.Year}.")])),

        .. BcfPlanRiskRules.OfRows(),
    ];

    internal static ImmutableArray<SliceRule<PlanRow>> OfPlans() =>
    [
        new("BP-30", Severity.Error, "Plan version", "All sheets speak of the same plan: one line on the sheet 'Plan', and contributions, schemes, national conditions, signatures and, where the year has any, metrics with it.",
            "Write the same board, year and version on all sheets. If a revision changes one sheet only, send the others again as they were, with the new version.", Note + "2.2; house rule: a version stands by itself",
            Whole),

        new("BP-32", Severity.Warning, "Total as printed", "A printed total is what its lines come to.",
            "Correct the document or the lines. Until then both totals are shown side by side; neither is changed.", Note + "2.4, check 5; examples M1, M8, M9, M14",
            (slice, context) =>
                from plan in slice.Of<Plan>()
                from total in slice.Of<PrintedTotal>()
                from misfit in MisfitOf(total, slice.Rows, plan, context.Policy) is { Cause: not MisfitCause.Printing } one ? new[] { one } : []
                select Differs(total, misfit)),

        new("BP-34", Severity.Error, "Expenditure", "All contributions together are all planned expenditure (F4).",
            "Find the line that is missing or wrong. What is not yet committed to a scheme is a scheme of its own, 'Not yet allocated'.", Note + "3.4, F4: to the pound, or to £1,000 for each line where amounts are in thousands",
            Balance),

        new("BP-35", Severity.Warning, "Out-of-hospital minimum", "NHS-commissioned out-of-hospital services get at least their ring-fence from the NHS minimum (F5).",
            "Look at the lines counted: source minimum NHS contribution, area of spend not acute, commissioner NHS or the NHS share of joint schemes. Move spend or correct these columns.", Note + "3.4, F5; the filter is recalled",
            (slice, context) => slice.Of<Plan>().SelectMany(plan => plan.OutOfHospitalMinimum is { } minimum ? Fence(plan, BcfPlan.OutOfHospitalMinimum.Field, RingFence.OutOfHospital, minimum, slice.Of<PlanScheme>(), context.Policy) : [])),

        new("BP-36", Severity.Warning, "Social care minimum", "Social care gets at least its ring-fence from the NHS minimum (F6).",
            "Look at the lines counted: source minimum NHS contribution, area of spend social care. Move spend or correct these columns.", Note + "3.4, F6; the filter is recalled",
            (slice, context) => slice.Of<Plan>().SelectMany(plan => plan.SocialCareMinimum is { } minimum ? Fence(plan, BcfPlan.SocialCareMinimum.Field, RingFence.SocialCare, minimum, slice.Of<PlanScheme>(), context.Policy) : [])),

        new("BP-37", Severity.Warning, "Source of funding", "What each source brings is what is spent from it.",
            "Compare the contributions of this source with the schemes that it pays for.", Note + "3.4, F1 to F3",
            BySource),

        new("BP-39", Severity.Warning, "Period", "Every metric of the year has a goal for every period (F9).",
            "Add a line for each period that is missing. Leave out none because it is hard to set: write in the comment of the return what is uncertain.", Note + "3.4, F9; periods are recalled",
            Goals),

        new("BP-40", Severity.Warning, "Answer", "The section 75 agreement is signed, and every national condition is met (F10).",
            "Nothing need be changed if it is true: the plan is shown with what is open. Send it again when it is done.", Note + "3.4, F10",
            StillOpen),

        new("BP-42", Severity.Error, "Signed as", "Chief executives have approved the plan themselves and the section 151 officer has signed, three different people (F12).",
            "Have the missing person sign, then add the line. Until then send the plan as a draft.", "BCF 2025-26: chief executives must approve and cannot delegate; the section 151 officer must also sign (domain note 2.2 and 3.4, F12)",
            SignOff) { From = new DateOnly(2025, 4, 1) },

        new("BP-43", Severity.Warning, "Signed as", "The health and wellbeing board has approved the plan.",
            "Add the chair's signature, or the delegated one, when the board has met.", Note + "2.1: sign-off is by the board, often under delegation and ratified later",
            (slice, context) => Final(slice, context) is { } plan && context.Policy.TryOn(plan.Year.FirstDay, "bcf.sign-off", KeyOf(SignOffRole.HwbChair)) is { Value: "required" } && slice.Of<PlanSignOff>().All(sign => sign.Role != SignOffRole.HwbChair)
                ? [new(plan, BcfPlan.Status.Field, "Nobody has signed for the health and wellbeing board.")] : []),

        new("BP-44", Severity.Warning, "Admissions", "A plan for 2015-16 has what payment for performance is worked out from: four quarters, their data source and the area's share of the national pot.",
            "Fill in what is missing. Without it the payment cannot be worked out; nothing is taken as zero.", Note + "1.3 to 1.6; the periods are recalled",
            Performance),

        new("BP-45", Severity.Warning, "Data source", "Baseline and actual admissions are from one source.",
            "Use the same source for both: the two count differently.", Note + "1.4, rule 16; assumed",
            OneSource),

        new("BP-46", Severity.Warning, "Planned admissions", "Fewer admissions are planned than the baseline.",
            "Check that baseline and plan were not exchanged. If a rise is meant, explain it: there is then no performance fund.", Note + "1.4, rule 1, and 1.6: a plan with a rise had to be explained",
            Rise),

        new("BP-47", Severity.Error, "Weight %", "Local weights are given for all four quarters or for none, and come to 100%.",
            "Write four weights that add up to 100, or leave all of them empty.", Note + "1.4, rule 3: weights as an alternative",
            Weights),

        .. BcfPlanRiskRules.OfPlans(),
    ];

    private static readonly DateOnly IcbsBegin = new(2022, 7, 1);

    /// <summary>A rule of one kind of line.</summary>
    private static Func<PlanRow, CheckContext, IEnumerable<(string, string)>> On<T>(Func<T, CheckContext, IEnumerable<(string, string)>> breaks) where T : PlanRow =>
        (row, context) => row is T of ? breaks(of, context) : [];

    private static string? PlansOf(CheckContext context, FinancialYear year) => PlansOf(context.Policy, year);

    private static string? PlansOf(PolicyBook policy, FinancialYear year) => policy.TryOn(year.FirstDay, "bcf.plan")?.Value;

    /// <summary>Of a year without the fund one rule speaks, and not every line of it.</summary>
    private static bool HasFund(CheckContext context, PlanRow row) => PlansOf(context, row.Year) is not (null or "none");

    private static (Column Column, string Metric)? MetricOf(PlanRow row) => row switch
    {
        MetricGoal goal => (BcfPlan.Metric, goal.Metric),
        PlanScheme { Metric: { } metric } => (BcfPlan.SchemeMetric, metric),
        _ => null,
    };

    private static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static string After(DateOnly date, CheckContext context) => $"{Words.Date(date)} is after {Words.Date(context.ArrivedOn)}, when this file arrived.";

    /// <summary>The most that a cell of a year's template takes, pounds or a number; null where none is known.</summary>
    internal static decimal? MostOf(PolicyBook policy, FinancialYear year) => PooledFund.Most(year.Quarter(1), policy);

    private static IEnumerable<(string, string)> Limits(PlanRow row, CheckContext context)
    {
        if (MostOf(context.Policy, row.Year) is not { } most)
            yield break;
        foreach (var (column, value, isMoney) in Numbers(row))
        {
            var text = isMoney ? Pounds(value) : Plain(value);
            if (value > most)
                yield return (column.Field, $"{text} is above {(isMoney ? Pounds(most) : Words.Number((long)most))}, the most that the template of {row.Year} takes.");
            else if (value < -most)
                yield return (column.Field, $"{text} is below {Pounds(-most)}, as far as the template of {row.Year} goes.");
            else if (value < 0 && !MayBeNegative(row, column))
                yield return (column.Field, $"{text} is below zero.");
        }
    }

    private static IEnumerable<(Column Column, decimal Value, bool IsMoney)> Numbers(PlanRow row)
    {
        (Column Column, Pence? Amount)[] amounts = row switch
        {
            Plan plan => [(BcfPlan.OutOfHospitalMinimum, plan.OutOfHospitalMinimum), (BcfPlan.SocialCareMinimum, plan.SocialCareMinimum), (BcfPlan.ValuePerAdmission, plan.ValuePerAdmission), (BcfPlan.NationalShare, plan.NationalShare), (BcfPlan.RiskHeld, plan.RiskHeld), (BcfPlan.MarginalPrice, plan.MarginalPrice)],
            PlanContribution line => [(BcfPlan.Amount, line.Amount), (BcfPlan.Minimum, line.Minimum), (BcfPlan.Cap, line.Cap)],
            PlanScheme scheme => [(BcfPlan.Expenditure, scheme.Expenditure)],
            _ => [],
        };
        (Column Column, decimal? Number)[] numbers = row switch
        {
            PlanScheme scheme => [(BcfPlan.Outputs, scheme.Outputs)],
            PlanAdmissions admissions => [(BcfPlan.Baseline, admissions.Baseline), (BcfPlan.Planned, admissions.Planned)],
            _ => [],
        };
        return amounts.Where(pair => pair.Amount is not null).Select(pair => (pair.Column, pair.Amount!.Value.Pounds, true))
            .Concat(numbers.Where(pair => pair.Number is not null).Select(pair => (pair.Column, pair.Number!.Value, false)));
    }

    /// <summary>Additional contributions have a rule of their own.</summary>
    private static bool MayBeNegative(PlanRow row, Column column) =>
        column == BcfPlan.Amount && row is PlanContribution { Source: FundingSource.Adjustment or FundingSource.AdditionalNhs or FundingSource.AdditionalAuthority };

    /// <summary>What is wrong with the shares of a scheme (F7): by column, in a sentence.</summary>
    internal static IEnumerable<(string Field, string Wrong)> JointShares(PlanScheme scheme) => (scheme.Commissioner, scheme.NhsShare, scheme.AuthorityShare) switch
    {
        (not Returns.Commissioner.Joint, null, null) => [],
        (not Returns.Commissioner.Joint, var nhs, var authority) => WhollyBy(scheme.Commissioner, nhs, authority),
        (_, null, _) => [(BcfPlan.NhsShare.Field, "The scheme is joint, and the NHS share is empty.")],
        (_, _, null) => [(BcfPlan.AuthorityShare.Field, "The scheme is joint, and the LA share is empty.")],
        // Outside 0 to 100 another rule says what is wrong.
        (_, >= 0 and <= 100, >= 0 and <= 100) when scheme.NhsShare + scheme.AuthorityShare != 100 =>
            [(BcfPlan.NhsShare.Field, $"{Plain(scheme.NhsShare.Value)}% and {Plain(scheme.AuthorityShare.Value)}% are {Plain(scheme.NhsShare.Value + scheme.AuthorityShare.Value)}%, not 100%.")],
        _ => [],
    };

    private static IEnumerable<(string, string)> WhollyBy(Commissioner commissioner, decimal? nhs, decimal? authority)
    {
        var (own, other) = commissioner == Returns.Commissioner.Nhs ? (nhs, authority) : (authority, nhs);
        if (own is not (null or 100) || other is not (null or 0))
            yield return (BcfPlan.NhsShare.Field, $"The commissioner is {CommissionerKind.Write(commissioner)} alone, and shares are given for both.");
    }

    /// <summary>The units that the planned outputs of a scheme may be counted in; none where its type is not counted in the year.</summary>
    internal static List<OutputUnit> Units(PolicyBook policy, PlanScheme scheme) =>
        Row(policy, "bcf.scheme-unit", scheme.Year, scheme.Type) is { Value: not "none" } row
            ? [.. Enum.GetValues<OutputUnit>().Where(unit => row.Value.Split(' ').Contains(KeyOf(unit)))] : [];

    /// <summary>What is missing of the outputs of a scheme (F8): by column, in a sentence.</summary>
    internal static IEnumerable<(string Field, string Wrong)> Outputs(PlanScheme scheme, PolicyBook policy)
    {
        var needed = Units(policy, scheme).Count > 0;
        if (scheme.Outputs is null && needed)
            yield return (BcfPlan.Outputs.Field, $"'{SchemeTypeKind.Write(scheme.Type)}' is counted, and planned outputs are empty.");
        else if (scheme.Unit is null && (needed || scheme.Outputs is not null))
            yield return (BcfPlan.Unit.Field, "Planned outputs have no unit.");
    }

    /// <summary>The sentence about a unit that the type of a scheme is not counted in; null where there is nothing to say.</summary>
    internal static string? WrongUnit(PlanScheme scheme, PolicyBook policy) => scheme.Unit is { } unit && Units(policy, scheme) is { Count: > 0 } units && !units.Contains(unit)
        ? $"'{SchemeTypeKind.Write(scheme.Type)}' is counted in {List(units.Select(one => UnitKind.Write(one).ToLowerInvariant()))}, not in {UnitKind.Write(unit).ToLowerInvariant()}." : null;

    private static FundingSource? SourceOf(PlanRow row) => row switch { PlanContribution line => line.Source, PlanScheme scheme => scheme.Source, _ => null };

    /// <summary>What the national condition of a number is about; null where the year has none of that number.</summary>
    internal static string? ConditionOf(PolicyBook policy, FinancialYear year, int number) => ConditionRow(policy, year, number)?.Value;

    /// <summary>The national conditions of a year with their rows, by number. No framework has had as many as a dozen.</summary>
    internal static IEnumerable<(int Number, PolicyRow Row)> ConditionsOf(PolicyBook policy, FinancialYear year) =>
        from number in Enumerable.Range(1, 12)
        let row = ConditionRow(policy, year, number)
        where row is not null
        select (number, row);

    private static PolicyRow? ConditionRow(PolicyBook policy, FinancialYear year, int number) =>
        policy.TryOn(year.FirstDay, "bcf.condition", number.ToString(CultureInfo.InvariantCulture)) is { Value: not "none" } row ? row : null;

    /// <summary>For which periods a metric had goals in a year: <c>year</c>, <c>quarter</c>, <c>month</c>, <c>any</c>, <c>admissions</c>, or <c>none</c>; null where there is no such metric. Goals of 2014-15 were set before there was a fund, and no plan of it is asked for them.</summary>
    internal static string? Grain(PolicyBook policy, FinancialYear year, string metric) =>
        policy.Metrics.Find(metric) is null ? null
        : PlansOf(policy, year) is not (null or "none") && policy.Metrics.On(year.FirstDay, metric) is { } defined ? KeyOf(defined.Goals) : "none";

    /// <summary>The national value of an admission avoided, while performance was paid for; else null.</summary>
    internal static Pence? NationalValue(PolicyBook policy, FinancialYear year) =>
        policy.TryOn(year.FirstDay, "performance-payment.value-per-admission") is { Value: not "none" } row && Kernel.Numbers.ReadMoney(row.Value).Value is { } value ? value : null;

    /// <summary>The four performance quarters of a year's payments; none where performance is not paid for.</summary>
    internal static IEnumerable<FinancialQuarter> PerformanceQuarters(PolicyBook policy, FinancialYear year) =>
        policy.TryOn(year.FirstDay, "performance-payment.first-quarter") is { Value: not "none" } row ? Enumerable.Range(0, 4).Select(FinancialQuarter.Parse(row.Value).Add) : [];

    /// <summary>Whether the admissions of a quarter were paid for: the performance year began with a quarter of the year before.</summary>
    internal static bool IsPerformanceQuarter(PolicyBook policy, FinancialQuarter quarter) =>
        PerformanceQuarters(policy, quarter.Year).Concat(PerformanceQuarters(policy, quarter.Year.AddYears(1))).Contains(quarter);

    private static IEnumerable<(string, string)> Rate(MetricGoal goal, Metrics metrics)
    {
        if (goal.Numerator is not (>= 0 and <= MostCounted) || goal.Denominator is not (>= 1 and <= MostCounted)
            || (metrics.On(goal.Year.FirstDay, goal.Metric) ?? metrics.Find(goal.Metric)) is not { RateOnly: false, Denominator: not MetricDenominator.None, Per: { } per })
            return [];
        var exact = goal.Numerator.Value / goal.Denominator.Value * per;
        // A goal is written to so many places, and may be rounded there.
        var places = goal.Value.Scale;
        if (decimal.Abs(goal.Value) <= MostCounted && decimal.Abs(exact - goal.Value) * 2 <= Power(places))
            return [];
        return [(BcfPlan.Value.Field, $"{Plain(goal.Numerator.Value)} / {Plain(goal.Denominator.Value)} x {Words.Number(per)} is {Words.Number(exact, int.Min(int.Max(places, (byte)1), 4))}, not {Plain(goal.Value)}.")];
    }

    private static decimal Power(int places)
    {
        var unit = 1m;
        for (; places > 0; places--)
            unit /= 10;
        return unit;
    }

    private static IEnumerable<(string, string)> OutsidePerformance(PlanRow row, CheckContext context)
    {
        var quarters = PerformanceQuarters(context.Policy, row.Year).ToList();
        return row switch
        {
            PlanAdmissions when quarters.Count == 0 => [(BcfPlan.Quarter.Field, $"There was no payment for performance in {row.Year}.")],
            PlanAdmissions admissions when !quarters.Contains(admissions.Quarter) => [(BcfPlan.Quarter.Field, $"{admissions.Quarter.Name} is not one of the performance quarters, {quarters[0].Name} to {quarters[^1].Name}.")],
            Plan { ValuePerAdmission: not null } when quarters.Count == 0 => [(BcfPlan.ValuePerAdmission.Field, $"There was no payment for performance in {row.Year}, and so no value per admission.")],
            Plan { NationalShare: not null } when quarters.Count == 0 => [(BcfPlan.NationalShare.Field, $"There was no payment for performance in {row.Year}, and so no share of its pot.")],
            _ => [],
        };
    }

    private static IEnumerable<(Column Column, decimal? Value)> Percentages(PlanRow row) => row switch
    {
        PlanScheme scheme => [(BcfPlan.NhsShare, scheme.NhsShare), (BcfPlan.AuthorityShare, scheme.AuthorityShare)],
        PlanContribution line => [(BcfPlan.AgreedShare, line.AgreedShare)],
        PlanAdmissions admissions => [(BcfPlan.Weight, admissions.Weight)],
        // A planned rise is below zero.
        Plan plan => [(BcfPlan.OperationalTarget, plan.OperationalTarget is < 0 and >= -100 ? 0 : plan.OperationalTarget)],
        _ => [],
    };

    /// <summary>CCGs are in no table that the service came with, so that an unknown one says nothing.</summary>
    private static bool Known(PlanContribution line, CheckContext context)
    {
        var kind = line.Kind switch
        {
            PartnerKind.Council => OrganisationKind.Authority,
            PartnerKind.District => OrganisationKind.District,
            PartnerKind.Icb => OrganisationKind.Icb,
            _ => default(OrganisationKind?),
        };
        return kind is not { } of || context.Reference.Organisations.Of(line.Partner, of, line.Year.FirstDay) is not null || context.Reference.Organisations.Of(line.Partner, of, line.Year.LastDay) is not null;
    }

    private static IEnumerable<Broken<PlanRow>> Whole(SliceRows<PlanRow> slice, CheckContext context)
    {
        var plan = $"{slice.Key.Body}, {slice.Key.Page}, version {slice.Key.Part}";
        var missing = Missing(slice, context).ToList();
        if (missing.Count > 0)
            yield return new(slice.Rows[0], BcfPlan.Version.Field, $"There is no line for {plan} on {(missing.Count == 1 ? "the sheet" : "the sheets")} {List(missing.Select(sheet => $"'{sheet}'"))}.");
    }

    private static IEnumerable<string> Missing(SliceRows<PlanRow> slice, CheckContext context) =>
        new (string Title, bool Has)[]
        {
            ("Plan", slice.Of<Plan>().Any()), ("Contributions", slice.Of<PlanContribution>().Any()), ("Schemes", slice.Of<PlanScheme>().Any()), ("Metrics", slice.Of<MetricGoal>().Any() || !HasMetrics(slice, context)),
            ("National conditions", slice.Of<PlanCondition>().Any()), ("Sign-off", slice.Of<PlanSignOff>().Any()),
        }.Where(sheet => !sheet.Has).Select(sheet => sheet.Title);

    private static bool HasMetrics(SliceRows<PlanRow> slice, CheckContext context) =>
        slice.Rows.Take(1).Any(row => context.Policy.Metrics.All.Any(metric => Grain(context.Policy, row.Year, metric.Key) is not (null or "none")));

    /// <summary>The plan, if it is there with all its sheets and no draft: what is open in a draft is no news.</summary>
    private static Plan? Final(SliceRows<PlanRow> slice, CheckContext context) => Missing(slice, context).Any() ? null : slice.Of<Plan>().FirstOrDefault(plan => plan.Status != PlanStatus.Draft);

    /// <summary>What a printed total adds up: contributions or schemes, all of them or those of one kind of partner or source.</summary>
    internal static IReadOnlyList<Component> ComponentsOf(PrintedTotal total, IEnumerable<PlanRow> rows) => total.Side == PoolSide.Income
        ? [.. rows.OfType<PlanContribution>().Where(line => (total.Kind is null || line.Kind == total.Kind) && (total.Source is null || line.Source == total.Source))
            .Select(line => new Component(line.Description ?? Name(line.Source), line.Amount.Pounds, line.Amount < default(Pence)))]
        : [.. rows.OfType<PlanScheme>().Where(scheme => total.Source is null || scheme.Source == total.Source).Select(scheme => new Component(scheme.Name, scheme.Expenditure.Pounds))];

    /// <summary>What explains that a printed total is not what its lines come to; null when it is. Only lines that were rounded to thousands have hidden pounds; of exact lines a rounded total is half a unit off at most.</summary>
    internal static Misfit? MisfitOf(PrintedTotal total, IEnumerable<PlanRow> rows, Plan plan, PolicyBook policy)
    {
        var components = ComponentsOf(total, rows);
        return Misfit.Of(total.Printed.Pounds, components, total.Nearest, components.Count * Rounding(plan, policy));
    }

    private static Broken<PlanRow> Differs(PrintedTotal total, Misfit misfit)
    {
        var why = misfit.Cause switch
        {
            MisfitCause.Sign => $" It would {misfit.IfSigned("were")}.",
            MisfitCause.Rounding => " So small a difference can come from rounding each line.",
            // A smaller difference would fit the last digit of almost any line.
            MisfitCause.Digit when decimal.Abs(misfit.Difference) * 100 >= decimal.Abs(total.Printed.Pounds) => $" It {misfit.Why}.",
            _ => "",
        };
        return new(total, BcfPlan.Printed.Field, $"'{total.Label}' is printed as {total.Printed}; its {Words.Of(misfit.Components, "line")} come to {Pounds(total.Printed.Pounds - misfit.Difference)}, {Pounds(decimal.Abs(misfit.Difference))} {(misfit.Difference > 0 ? "less" : "more")}.{why}");
    }

    /// <summary>By how many pounds each amount of a plan may be off (domain note 3.4, F4).</summary>
    internal static decimal Rounding(Plan plan, PolicyBook policy) =>
        policy.TryOn(plan.Year.FirstDay, "bcf.rounding", KeyOf(plan.AmountsIn)) is { } row ? decimal.Parse(row.Value, CultureInfo.InvariantCulture) : 0;

    /// <summary>By how many pounds sums of a plan may be off where every component was rounded by itself.</summary>
    internal static decimal Tolerance(Plan plan, PolicyBook policy, int components) => Rounding(plan, policy) * components;

    private static decimal Tolerance(SliceRows<PlanRow> slice, CheckContext context, int components) => slice.Of<Plan>().FirstOrDefault() is { } plan ? Tolerance(plan, context.Policy, components) : 0;

    private static IEnumerable<Broken<PlanRow>> Balance(SliceRows<PlanRow> slice, CheckContext context)
    {
        var (income, spend) = (slice.Of<PlanContribution>().ToList(), slice.Of<PlanScheme>().ToList());
        var (brought, spent) = (income.Sum(line => line.Amount.Pounds), spend.Sum(scheme => scheme.Expenditure.Pounds));
        var difference = spent - brought;
        if (income.Count == 0 || spend.Count == 0 || IsBalanced(slice, context))
            yield break;
        var sources = string.Join(" ", Unequal(slice, context).Select(source => source.Wrong));
        yield return new(spend[0], BcfPlan.Expenditure.Field, $"Contributions are {Pounds(brought)} and planned expenditure is {Pounds(spent)}: {Pounds(decimal.Abs(difference))} too {(difference > 0 ? "much" : "little")} is planned. {sources}".TrimEnd());
    }

    private static bool IsBalanced(SliceRows<PlanRow> slice, CheckContext context)
    {
        var (income, spend) = (slice.Of<PlanContribution>().ToList(), slice.Of<PlanScheme>().ToList());
        return decimal.Abs(income.Sum(line => line.Amount.Pounds) - spend.Sum(scheme => scheme.Expenditure.Pounds)) <= Tolerance(slice, context, income.Count + spend.Count);
    }

    /// <summary>Spend against a ring-fence: by how much it is missed, and which schemes were counted.</summary>
    internal static IEnumerable<Broken<PlanRow>> Fence(Plan plan, string field, RingFence fence, Pence minimum, IEnumerable<PlanScheme> schemes, PolicyBook policy)
    {
        var counted = RingFences.Counted(fence, plan.Year, schemes, policy).ToList();
        // Of lines that are refused the sum need not fit an amount.
        var (spent, due) = (counted.Sum(line => line.Counts.Pounds), minimum.Pounds);
        if (spent >= due)
            yield break;
        var lines = counted.Count == 0 ? "No scheme was counted." : $"Counted: {Schemes(counted.Select(line => line.Scheme.Scheme))}.";
        yield return new(plan, field, $"{Pounds(spent)} of the NHS minimum for {RingFences.Name(fence)} is {Pounds(due - spent)} short of the ring-fence of {minimum}. {lines}");
    }

    private static string Schemes(IEnumerable<string> ids)
    {
        var all = ids.Distinct().ToList();
        return all.Count > 10 ? $"schemes {string.Join(", ", all.Take(10))} and {all.Count - 10} more" : $"{(all.Count == 1 ? "scheme" : "schemes")} {List(all)}";
    }

    /// <summary>Asked of a plan whose totals agree: where they do not, the sentence about them names the sources.</summary>
    private static IEnumerable<Broken<PlanRow>> BySource(SliceRows<PlanRow> slice, CheckContext context) => IsBalanced(slice, context) ? Unequal(slice, context) : [];

    private static IEnumerable<Broken<PlanRow>> Unequal(SliceRows<PlanRow> slice, CheckContext context)
    {
        var income = slice.Of<PlanContribution>().ToLookup(line => line.Source);
        var spend = slice.Of<PlanScheme>().ToLookup(scheme => scheme.Source);
        // A correction belongs to the pool as a whole.
        return
            from source in Enum.GetValues<FundingSource>()
            where source != FundingSource.Adjustment && (income.Contains(source) || spend.Contains(source))
            let brought = income[source].Sum(line => line.Amount.Pounds)
            let spent = spend[source].Sum(scheme => scheme.Expenditure.Pounds)
            where decimal.Abs(brought - spent) > Tolerance(slice, context, income[source].Count() + spend[source].Count())
            select new Broken<PlanRow>(
                (PlanRow?)spend[source].FirstOrDefault() ?? income[source].First(), BcfPlan.Source.Field,
                $"'{Name(source)}' brings {Pounds(brought)}, and schemes spend {Pounds(spent)} of it: {Pounds(decimal.Abs(spent - brought))} too {(spent > brought ? "much" : "little")}.");
    }

    private static IEnumerable<Broken<PlanRow>> Goals(SliceRows<PlanRow> slice, CheckContext context)
    {
        if (Final(slice, context) is not { } plan)
            yield break;
        // Where it stands on the sheet 'Admissions', another rule asks for it.
        foreach (var (metric, _, missing) in MissingGoals(context.Policy, plan.Year, slice.Of<MetricGoal>()).Where(goal => goal.Grain != "admissions" && goal.Missing.Count > 0))
            yield return new(slice.Of<MetricGoal>().FirstOrDefault(goal => goal.Metric == metric) ?? slice.Of<MetricGoal>().First(), BcfPlan.Period.Field, $"'{context.Policy.Metrics.Find(metric)!.Name}' has no goal for {List(missing)}.");
    }

    /// <summary>The metrics of a year, each with the grain of its goals and the periods of which there is none (F9); none missing of those that stand on the sheet 'Admissions'.</summary>
    internal static IEnumerable<(string Metric, string Grain, List<string> Missing)> MissingGoals(PolicyBook policy, FinancialYear year, IEnumerable<MetricGoal> goals)
    {
        var given = goals.ToLookup(goal => goal.Metric, goal => goal.Period);
        return
            from metric in policy.Metrics.All
            let grain = Grain(policy, year, metric.Key)
            where grain is not (null or "none")
            select (metric.Key, grain, grain == "any" ? given.Contains(metric.Key) ? [] : [year.ToString()] : PlanPeriod.Of(year, grain).Except(given[metric.Key]).ToList());
    }

    private static IEnumerable<Broken<PlanRow>> StillOpen(SliceRows<PlanRow> slice, CheckContext context)
    {
        if (Final(slice, context) is not { } plan)
            yield break;
        if (plan.AgreementSigned is null)
            yield return new(plan, BcfPlan.AgreementSigned.Field, "The section 75 agreement is not signed, or its date is missing.");
        foreach (var line in slice.Of<PlanCondition>().Where(line => line.Normalised is ConditionAnswer.No or ConditionAnswer.InProgress))
            yield return new(line, BcfPlan.Answer.Field, $"National condition {Words.Number(line.Number)} ({line.Name}) is answered '{line.Answer}'{(line.Expected is { } by ? $", expected by {Words.Date(by)}" : "")}.");
        foreach (var (number, row) in ConditionsOf(context.Policy, plan.Year).Where(condition => slice.Of<PlanCondition>().All(line => line.Number != condition.Number)))
            yield return new(slice.Of<PlanCondition>().First(), BcfPlan.Number.Field, $"National condition {Words.Number(number)} ({row.Value}) is not answered.");
    }

    private static IEnumerable<Broken<PlanRow>> SignOff(SliceRows<PlanRow> slice, CheckContext context)
    {
        if (Final(slice, context) is not { } plan)
            yield break;
        var inPerson = Enum.GetValues<SignOffRole>()
            .Where(role => Row(context.Policy, "bcf.sign-off", plan.Year, role) is { Value: "in-person" })
            .Select(role => (Role: role, Signed: slice.Of<PlanSignOff>().Where(sign => sign.Role == role).ToList())).ToList();
        foreach (var (role, signed) in inPerson)
        {
            if (signed.Count == 0)
                yield return new(slice.Of<PlanSignOff>().First(), BcfPlan.Role.Field, $"The signature of the {SignOffName(role)} is missing.");
            foreach (var sign in signed.Where(sign => sign.Delegated))
                yield return new(sign, BcfPlan.Delegated.Field, $"The {SignOffName(role)} cannot delegate the approval of a plan for {plan.Year}.");
        }
        foreach (var (last, wrong) in SignedTwice(inPerson.SelectMany(pair => pair.Signed)))
            yield return new(last, BcfPlan.Signatory.Field, wrong);
    }

    /// <summary>Who has signed in more than one role (F12): the last of the signatures, and a sentence.</summary>
    internal static IEnumerable<(PlanSignOff Last, string Wrong)> SignedTwice(IEnumerable<PlanSignOff> signed) =>
        from same in signed.GroupBy(sign => Layout.Normal(sign.Signatory))
        where same.Select(sign => sign.Role).Distinct().Count() > 1
        select (same.Last(), $"{same.Last().Signatory} has signed as {List(same.Select(sign => SignOffName(sign.Role)).Distinct())}.");

    internal static string SignOffName(SignOffRole role) => role switch
    {
        SignOffRole.NhsChiefExecutive => "chief executive of the ICB",
        SignOffRole.CouncilChiefExecutive => "chief executive of the council",
        SignOffRole.Section151Officer => "section 151 officer",
        _ => SignOffKind.Write(role),
    };

    private static IEnumerable<Broken<PlanRow>> Performance(SliceRows<PlanRow> slice, CheckContext context)
    {
        if (Final(slice, context) is not { } plan || PerformanceQuarters(context.Policy, plan.Year).ToList() is not { Count: > 0 } quarters)
            yield break;
        var missing = quarters.Except(slice.Of<PlanAdmissions>().Select(line => line.Quarter)).ToList();
        if (missing.Count > 0)
            yield return new(plan, BcfPlan.Version.Field, $"There are no non-elective admissions for {List(missing.Select(quarter => quarter.Name))}.");
        if (plan.DataSource is null)
            yield return new(plan, BcfPlan.DataSource.Field, "The source of actual admissions is not given.");
        if (plan.NationalShare is null)
            yield return new(plan, BcfPlan.NationalShare.Field, "The area's share of the national pot is not given.");
    }

    /// <summary>
    /// Within the plan: the source of each baseline against the source named for the actual numbers. Against the actual numbers themselves it is asked where these stand,
    /// in the collection of activity.
    /// </summary>
    private static IEnumerable<Broken<PlanRow>> OneSource(SliceRows<PlanRow> slice, CheckContext context) =>
        from plan in slice.Of<Plan>()
        from actual in plan.DataSource is { } source ? new[] { source } : []
        from line in slice.Of<PlanAdmissions>()
        where !IsSameSource(line.DataSource, line.DataSourceText, actual, plan.DataSourceText)
        select new Broken<PlanRow>(line, BcfPlan.DataSource.Field, $"The baseline of {line.Quarter.Name} is from {SourceInWords(line.DataSource, line.DataSourceText)}; actual admissions will be from {SourceInWords(actual, plan.DataSourceText)}.");

    /// <summary>Planned fall in per cent of the baseline, T / sum(B); null without a baseline.</summary>
    internal static decimal? PlannedFall(IEnumerable<PlanAdmissions> lines)
    {
        var (baseline, planned) = lines.Aggregate((B: 0L, P: 0L), (sum, line) => (sum.B + line.Baseline, sum.P + line.Planned));
        return baseline == 0 ? null : (baseline - planned) * 100m / baseline;
    }

    private static IEnumerable<Broken<PlanRow>> Rise(SliceRows<PlanRow> slice, CheckContext context)
    {
        var lines = slice.Of<PlanAdmissions>().ToList();
        var (baseline, planned) = (lines.Sum(line => (long)line.Baseline), lines.Sum(line => (long)line.Planned));
        if (lines.Count == 0 || planned < baseline)
            yield break;
        yield return new(lines[^1], BcfPlan.Planned.Field, $"{Words.Number(planned)} admissions are planned against a baseline of {Words.Number(baseline)}: {(planned == baseline ? "no fall" : $"a rise of {Words.Number(planned - baseline)}")}, and so no performance fund.");
    }

    private static IEnumerable<Broken<PlanRow>> Weights(SliceRows<PlanRow> slice, CheckContext context)
    {
        var lines = slice.Of<PlanAdmissions>().ToList();
        var given = lines.Where(line => line.Weight is not null).ToList();
        if (given.Count == 0 || given.Any(line => line.Weight is < 0 or > 100))
            yield break;
        var sum = given.Sum(line => line.Weight!.Value);
        if (given.Count < lines.Count)
            yield return new(lines.First(line => line.Weight is null), BcfPlan.Weight.Field, $"{Words.Of(given.Count, "quarter")} of {lines.Count} {(given.Count == 1 ? "has" : "have")} a weight.");
        else if (sum != 100)
            yield return new(lines[^1], BcfPlan.Weight.Field, $"The weights come to {Plain(sum)}%, not 100%.");
    }
}

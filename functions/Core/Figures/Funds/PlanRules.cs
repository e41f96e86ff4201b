using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Figures.Funds.PlanCheckResult;
using static Monitoring.Core.Returns.BetterCareFund;

namespace Monitoring.Core.Figures.Funds;

/// <summary>A check that a plan must pass (domain note 3.4).</summary>
public sealed class PlanRule
{
    private readonly Func<PlanUnderCheck, IEnumerable<PlanAnswer>> _test;

    internal PlanRule(string id, string title, string asks, string source, Mark mark, Func<PlanUnderCheck, IEnumerable<PlanAnswer>> test) => (Id, Title, Asks, Source, Mark, _test) = (id, title, asks, source, mark, test);

    /// <summary><c>F1</c> to <c>F12</c>; <c>G1</c> for the growth of minimums.</summary>
    public string Id { get; }

    /// <summary>What it looks at, in at most six words: what a table has room for.</summary>
    public string Title { get; }

    /// <summary>What it asks, as a sentence that is true of a plan that passes.</summary>
    public string Asks { get; }

    /// <summary>Where it stands.</summary>
    public string Source { get; }

    /// <summary>How sure it is.</summary>
    public Mark Mark { get; }

    internal IEnumerable<PlanCheck> Ask(PlanUnderCheck plan) =>
        from answer in _test(plan)
        select new PlanCheck(Id, Title, answer.About, answer.Result, answer.Has, answer.Needs, answer.Has is { } has && answer.Needs is { } needs ? has - needs : null, answer.Says,
            answer.Rests?.Mark ?? Mark, answer.Rests?.Source ?? Source, answer.Counted)
        { Asks = Asks };
}

/// <summary>Rules F1 to F12 of the domain note, and one of the growth of minimums. What each year asks is data (<see cref="PlanningRequirements"/>); what is found on arrival and here is found by the same functions.</summary>
public static class PlanRules
{
    private const string Note = "Domain note on the Better Care Fund, ";

    /// <summary>Every rule, in the order of the note.</summary>
    public static ImmutableArray<PlanRule> All { get; } =
    [
        new("F1", "NHS minimum as published", "What is planned from the minimum NHS contribution is the NHS minimum, in all and for each CCG or ICB.", Note + "3.4, F1; NHS Act 2006 s223GA, later s223B", Mark.Verified, NhsMinimum),
        new("F2", "Grants as published", "What is planned from the iBCF, since 2025-26 the LA Better Care Grant, and from other grants is the published allocation.", Note + "3.4, F2; Local Government Act 2003 s31", Mark.Verified, Grants),
        new("F3", "DFG as published", "What is planned from the DFG is the published allocation, for each district where there are two tiers.", Note + "3.1 and 3.4, F3; Local Government Act 2003 s31", Mark.Verified, DisabledFacilities),
        new("F4", "Contributions and expenditure agree", "All contributions together are all planned expenditure.", Note + "3.4, F4: to the pound, or to £1,000 for each line where amounts are in thousands", Mark.Derived, Balance),
        new("F5", "Ring-fence for out-of-hospital services", "NHS-commissioned out-of-hospital services get at least their ring-fence from the NHS minimum.", Note + "3.3 and 3.4, F5", Mark.Recalled, plan => Fence(plan, RingFence.OutOfHospital, plan.Plan.OutOfHospitalMinimum)),
        new("F6", "Ring-fence for social care", "Social care gets at least its ring-fence from the NHS minimum.", Note + "3.3 and 3.4, F6", Mark.Recalled, plan => Fence(plan, RingFence.SocialCare, plan.Plan.SocialCareMinimum)),
        new("F7", "Shares of joint schemes", "The NHS and LA shares of a joint scheme come to 100%.", Note + "3.4, F7", Mark.Derived, JointShares),
        new("F8", "Outputs of schemes", "Every scheme of a type that is counted has outputs, in a unit of that type.", Note + "2.5 and 3.4, F8", Mark.Recalled, Outputs),
        new("F9", "Goals for every metric", "Every metric of the year has a goal for every period.", Note + "2.6 and 3.4, F9", Mark.Recalled, Goals),
        new("F10", "Agreement and national conditions", "The section 75 agreement is signed, and every national condition is met.", Note + "2.3 and 3.4, F10", Mark.Verified, Conditions),
        new("F11", "Additional contributions", "Additional contributions are not below zero, and stand apart from minimums.", Note + "3.4, F11", Mark.Derived, Additional),
        new("F12", "Signatures", "Everybody who must approve the plan has signed it, as the year requires.", Note + "2.1, 2.2 and 3.4, F12", Mark.Verified, SignOff),
        new("G1", "Growth of minimums", "Minimums grow on the year before as was announced.", Note + "3.1 and 3.3", Mark.Verified, Growth),
    ];

    private static IEnumerable<PlanAnswer> NhsMinimum(PlanUnderCheck plan) => AgainstAllocation(plan, FundingSource.NhsMinimum)
        .Concat(Bodies(plan, FundingSource.NhsMinimum, plan.Contributions.Where(line => line.Row.Source == FundingSource.NhsMinimum).Select(line => line.Row.Partner)));

    private static IEnumerable<PlanAnswer> Grants(PlanUnderCheck plan)
    {
        FundingSource[] grants = [FundingSource.ImprovedBetterCareFund, FundingSource.SocialCareCapital, FundingSource.WinterPressures, FundingSource.DischargeAuthority, FundingSource.DischargeIcb];
        var answers = grants.SelectMany(source => AgainstAllocation(plan, source).Concat(Bodies(plan, source, []))).ToList();
        return answers.Count > 0 ? answers : [new(NotAsked, $"{plan.Year} has no grant beside the DFG.")];
    }

    private static IEnumerable<PlanAnswer> DisabledFacilities(PlanUnderCheck plan)
    {
        var contributors = plan.Contributions.Where(line => line.Row is { Source: FundingSource.DisabledFacilities, Kind: PartnerKind.District }).Select(line => line.Row.Partner).ToList();
        var answers = AgainstAllocation(plan, FundingSource.DisabledFacilities).Concat(Bodies(plan, FundingSource.DisabledFacilities, contributors)).ToList();
        var districts = plan.Reference.Organisations.MembersOf(plan.Plan.Hwb, plan.Year.FirstDay).Count(member => member.Kind == OrganisationKind.District);
        if (districts > 0 && answers.All(answer => answer.About is null))
            answers.Add(new(CannotTell, $"{plan.NameOf(plan.Plan.Hwb)} has {Words.Of(districts, "district")}, and neither the plan nor a publication says what each gets.") { About = "Districts" });
        return answers;
    }

    /// <summary>What schemes spend from a source against what is due in all. Nothing of a source that the year does not have and the plan does not name.</summary>
    private static IEnumerable<PlanAnswer> AgainstAllocation(PlanUnderCheck plan, FundingSource source)
    {
        var (asked, published) = (plan.Asks.Sources.FirstOrDefault(one => one.Source == source), plan.Published(plan.Year, source));
        var brought = plan.Contributions.Where(line => line.Row.Source == source).ToList();
        var spend = plan.Schemes.Count(line => line.Row.Source == source);
        if (asked?.State != "mandatory" && published.Count == 0 && spend == 0)
            yield break;
        var (spent, name) = (plan.SpentFrom(source), plan.NameOf(source));
        // The NHS minimum and the DFG have rules of their own; grants share one, so that each is named.
        var about = source is FundingSource.NhsMinimum or FundingSource.DisabledFacilities ? null : name;
        if (asked is { State: "none" } && published.Count == 0)
        {
            yield return new(Failed, $"{spent} is planned from '{name}', which was no source of funding in {plan.Year}.") { About = about, Has = spent, Rests = (asked.Mark, asked.Rests) };
            yield break;
        }
        var own = brought.Count > 0 && brought.All(line => line.Row.Minimum is not null) ? PlanUnderCheck.Sum(brought.Select(line => line.Row.Minimum!.Value)) : default(Pence?);
        yield return Against(plan, plan.Due(published, own), spent, spend + int.Max(published.Count, 1), $"{spent} is planned from '{name}'") with { About = about };
    }

    /// <summary>What each body brings from a source against what it owes: bodies that a publication names, and others.</summary>
    private static IEnumerable<PlanAnswer> Bodies(PlanUnderCheck plan, FundingSource source, IEnumerable<string> others)
    {
        var published = plan.Published(plan.Year, source).Where(row => row.Body is not null).ToLookup(row => row.Body!);
        var contributors = others.Distinct().ToList();
        foreach (var body in published.Select(body => body.Key).Concat(contributors).Distinct().Order(StringComparer.Ordinal))
        {
            var lines = plan.Contributions.Where(line => line.Row.Source == source && line.Row.Partner == body).ToList();
            var brings = PlanUnderCheck.Sum(lines.Select(line => line.Row.Amount));
            var own = lines.Count > 0 && lines.All(line => line.Row.Minimum is not null) ? PlanUnderCheck.Sum(lines.Select(line => line.Row.Minimum!.Value)) : default(Pence?);
            // Who alone contributes owes the whole.
            var listed = published.Count == 0 && contributors is [_] ? plan.Published(plan.Year, source) : [.. published[body]];
            if (lines.Count == 0)
                yield return new(CannotTell, $"{plan.Named(body)} is not named as a contributor of '{plan.NameOf(source)}': its {Allocations.WholeOf(listed)} may stand in the line of another.") { About = plan.Named(body), Needs = Allocations.WholeOf(listed) };
            else
                yield return Against(plan, plan.Due(listed, own), brings, lines.Count + int.Max(listed.Count, 1), $"{plan.Named(body)} brings {brings} from '{plan.NameOf(source)}'") with { About = plan.Named(body) };
        }
    }

    /// <summary>An amount that must be what is due, but for rounding.</summary>
    private static PlanAnswer Against(PlanUnderCheck plan, PlanDue? due, Pence has, int components, string says) => due switch
    {
        null => new(CannotTell, $"{says}; no allocation is loaded for {plan.Year}.") { Has = has },
        { IsUsed: false } => new(CannotTell, $"{says}. The published amount is only recalled, {due.Amount}: it is shown and not held against the plan.") { Has = has, Needs = due.Amount, Rests = (Mark.Recalled, Note + "7, U6") },
        _ when has == due.Amount => new(Passed, $"{says}, {due.Called} amount.") { Has = has, Needs = due.Amount },
        _ when decimal.Abs(has.Pounds - due.Amount.Pounds) <= BcfPlanRules.Tolerance(plan.Plan, plan.Policy, components) =>
            new(Passed, $"{says}, {Distance(has, due.Amount)} {due.Called} {due.Amount}: no more than rounding makes.") { Has = has, Needs = due.Amount },
        _ => new(Failed, $"{says}, {Distance(has, due.Amount)} {due.Called} {due.Amount}.") { Has = has, Needs = due.Amount },
    };

    private static string Distance(Pence has, Pence needs) => has > needs ? $"{has - needs} above" : $"{needs - has} below";

    private static IEnumerable<PlanAnswer> Balance(PlanUnderCheck plan)
    {
        var apart = plan.Income > plan.Expenditure ? plan.Income - plan.Expenditure : plan.Expenditure - plan.Income;
        var (isEqual, fits) = (apart == default, apart.Pounds <= BcfPlanRules.Tolerance(plan.Plan, plan.Policy, plan.Contributions.Length + plan.Schemes.Length));
        yield return new(fits ? Passed : Failed, isEqual
            ? $"Contributions and planned expenditure are both {plan.Income}."
            : $"Contributions are {plan.Income} and planned expenditure is {plan.Expenditure}: {apart} {(plan.Income > plan.Expenditure ? "is not planned yet" : "more is planned than comes in")}{(fits ? ", no more than rounding makes" : "")}.")
        { Has = plan.Income, Needs = plan.Expenditure };
    }

    private static IEnumerable<PlanAnswer> Fence(PlanUnderCheck plan, RingFence fence, Pence? own)
    {
        var asked = plan.Asks.RingFences.FirstOrDefault(one => one.RingFence == fence);
        var published = plan.Published(plan.Year, FundingSource.NhsMinimum, fence);
        var name = RingFences.Name(fence);
        if (asked is null)
        {
            yield return new(NotAsked, $"{plan.Year} has no ring-fence of {name}.");
            yield break;
        }
        var (counted, lines) = Counted(plan, fence);
        var says = $"{counted} of the NHS minimum is planned for {name}";
        var due = plan.Due(published, own) ?? (fence == RingFence.OutOfHospital ? LeftByPerformance(plan) : null);
        yield return (due switch
        {
            null when asked.Minimum == "local" => new PlanAnswer(NotAsked, $"{says}; in {plan.Year} its minimum was for the area to agree, and the plan gives none."),
            null => new(CannotTell, $"{says}; its ring-fence in {plan.Year} is not known."),
            { IsUsed: false } => new(CannotTell, $"{says}. Its ring-fence is only recalled, {due.Amount}: it is shown and not held against the plan."),
            _ when counted >= due.Amount => new(Passed, $"{says}, {(counted == due.Amount ? $"{due.Called} ring-fence to the penny" : $"{counted - due.Amount} above {due.Called} ring-fence of {due.Amount}")}.{Other(due, own)}"),
            _ => new(Failed, $"{says}, {due.Amount - counted} short of {due.Called} ring-fence of {due.Amount}.{Other(due, own)}"),
        }) with
        { Has = counted, Needs = due?.Amount, Counted = lines, Rests = (asked.Mark, $"{asked.Rests}. Counted are lines {asked.Counts}") };
    }

    /// <summary>In the year of payment for performance: what the fund leaves of the share of the national pot, O = S - F (domain note 1.3). Null in other years, or where the plan does not give what it is worked out from.</summary>
    private static PlanDue? LeftByPerformance(PlanUnderCheck plan) =>
        BcfPlanRules.PerformanceQuarters(plan.Policy, plan.Year).ToList() is { Count: > 0 } quarters
            && PerformancePlan.Of(plan.Return, null, quarters, PerformanceReading.Of(plan.Year, plan.Policy), plan.Policy)?.Terms.RingFence is { } left
            ? new(PerformancePlan.ToPence(left), IsUsed: true, "the performance scheme's") : null;

    private static string Other(PlanDue due, Pence? own) => own is { } printed && printed != due.Amount ? $" The plan itself has a ring-fence of {printed}." : "";

    /// <summary>The lines that a filter counts, and what they come to.</summary>
    private static (Pence Sum, ImmutableArray<CountedLine> Lines) Counted(PlanUnderCheck plan, RingFence fence)
    {
        var lines = (
            from line in plan.Schemes
            from counted in RingFences.Counted(fence, plan.Year, [line.Row], plan.Policy)
            select new CountedLine(line.Row.Scheme, line.Row.Name, counted.Counts, line.SourceLine)).ToImmutableArray();
        return (PlanUnderCheck.Sum(lines.Select(line => line.Counts)), lines);
    }

    private static IEnumerable<PlanAnswer> JointShares(PlanUnderCheck plan)
    {
        var joint = plan.Schemes.Count(line => line.Row.Commissioner == Commissioner.Joint);
        return Broken(plan, scheme => BcfPlanRules.JointShares(scheme).Select(found => found.Wrong),
            new(Passed, joint == 0 ? "No scheme is commissioned jointly." : $"The shares of {Words.Of(joint, "joint line")} come to 100%."));
    }

    private static IEnumerable<PlanAnswer> Outputs(PlanUnderCheck plan)
    {
        var needed = plan.Schemes.Count(line => BcfPlanRules.Units(plan.Policy, line.Row).Count > 0);
        var isAsked = Enum.GetValues<SchemeType>().Any(type => Row(plan.Policy, "bcf.scheme-unit", plan.Year, type) is { Value: not "none" });
        return Broken(plan, scheme => BcfPlanRules.Outputs(scheme, plan.Policy).Select(found => found.Wrong).Concat(BcfPlanRules.WrongUnit(scheme, plan.Policy) is { } wrong ? [wrong] : []),
            !isAsked ? new(NotAsked, $"{plan.Year} asks for no outputs by scheme.")
            : new(Passed, needed == 0 ? "No scheme is of a type that is counted." : $"{Words.Of(needed, "line")} of a type that is counted {(needed == 1 ? "has" : "have")} outputs in a unit of the type."));
    }

    /// <summary>One answer for each line in which something is wrong, or the one for none.</summary>
    private static IEnumerable<PlanAnswer> Broken(PlanUnderCheck plan, Func<PlanScheme, IEnumerable<string>> wrongs, PlanAnswer none)
    {
        var answers = plan.Schemes.SelectMany(line => wrongs(line.Row), (line, wrong) => new PlanAnswer(Failed, wrong) { About = $"Scheme {line.Row.Scheme} ({line.Row.Name})" }).ToList();
        return answers.Count > 0 ? answers : [none];
    }

    private static IEnumerable<PlanAnswer> Goals(PlanUnderCheck plan)
    {
        var goals = BcfPlanRules.MissingGoals(plan.Policy, plan.Year, plan.Return.Of<MetricGoal>().Select(goal => goal.Row)).ToList();
        if (goals.Count == 0)
            yield return new(NotAsked, $"{plan.Year} asks for no goals.");
        foreach (var (metric, grain, listed) in goals)
        {
            var asked = plan.Asks.Metrics.First(one => one.Metric == metric);
            var missing = grain == "admissions"
                ? [.. BcfPlanRules.PerformanceQuarters(plan.Policy, plan.Year).Except(plan.Return.Of<PlanAdmissions>().Select(line => line.Row.Quarter)).Select(quarter => quarter.ToString())]
                : listed;
            yield return missing.Count > 0
                ? new(Failed, $"There is no goal for {List(missing)}.") { About = asked.Name, Rests = (asked.Mark, asked.Rests) }
                : new(Passed, grain switch
                {
                    "any" => $"There is a goal for {plan.Year}.",
                    "admissions" => "Admissions are planned for every performance quarter.",
                    "year" => $"There is a goal for {plan.Year}.",
                    _ => $"There is a goal for every {grain}.",
                })
                { About = asked.Name, Rests = (asked.Mark, asked.Rests) };
        }
    }

    private static IEnumerable<PlanAnswer> Conditions(PlanUnderCheck plan)
    {
        yield return plan.Plan.AgreementSigned is { } signed
            ? new(Passed, $"The section 75 agreement was signed on {Words.Date(signed)}.") { About = "Section 75 agreement" }
            : new(Failed, "The section 75 agreement is not signed, or its date is missing.") { About = "Section 75 agreement" };
        var answers = plan.Return.Of<PlanCondition>().Select(line => line.Row).ToLookup(line => line.Number);
        foreach (var condition in plan.Asks.Conditions)
        {
            var answer = answers[condition.Number].FirstOrDefault();
            yield return (answer switch
            {
                null => new PlanAnswer(Failed, $"National condition {Words.Number(condition.Number)} ({condition.Name}) is not answered."),
                { Normalised: ConditionAnswer.Yes } => new(Passed, $"National condition {Words.Number(condition.Number)} ({condition.Name}) is met."),
                _ => new(Failed, $"National condition {Words.Number(condition.Number)} ({condition.Name}) is answered '{answer.Answer}'{(answer.Expected is { } by ? $", expected by {Words.Date(by)}" : "")}."),
            }) with
            { About = $"Condition {Words.Number(condition.Number)}", Rests = (condition.Mark, condition.Rests) };
        }
    }

    private static IEnumerable<PlanAnswer> Additional(PlanUnderCheck plan)
    {
        var additional = plan.Contributions.Where(line => IsAdditional(line.Row.Source)).ToList();
        var wrong = (
            from line in plan.Contributions
            let below = IsAdditional(line.Row.Source) && line.Row.Amount < default(Pence)
            let mixed = !IsAdditional(line.Row.Source) && line.Row.Minimum < line.Row.Amount
            where below || mixed
            let needs = mixed ? line.Row.Minimum!.Value : default
            select new PlanAnswer(Failed, below
                ? $"The additional contribution of {plan.Named(line.Row.Partner)} is {line.Row.Amount}."
                : $"{plan.Named(line.Row.Partner)} brings {line.Row.Amount} as '{plan.NameOf(line.Row.Source)}': the {line.Row.Amount - needs} above the minimum of {needs} is an additional contribution.")
            { About = plan.Named(line.Row.Partner), Has = line.Row.Amount, Needs = needs }).ToList();
        var sum = PlanUnderCheck.Sum(additional.Select(line => line.Row.Amount));
        return wrong.Count > 0 ? wrong : [additional.Count == 0
            ? new(Passed, "There are no additional contributions, and no minimum is exceeded.")
            : new(Passed, $"{Words.Of(additional.Count, "additional contribution")} of {sum} in all {(additional.Count == 1 ? "stands" : "stand")} apart from minimums.") { Has = sum, Needs = default(Pence) }];
    }

    private static bool IsAdditional(FundingSource source) => source is FundingSource.AdditionalNhs or FundingSource.AdditionalAuthority;

    private static IEnumerable<PlanAnswer> SignOff(PlanUnderCheck plan)
    {
        if (plan.Asks.Signatures.IsEmpty)
            yield return new(NotAsked, $"Nobody is known to have had to sign in {plan.Year}.");
        foreach (var asked in plan.Asks.Signatures)
        {
            var signed = plan.Signatures.Where(sign => sign.Role == asked.Role).ToList();
            yield return (signed switch
            {
                [] => new PlanAnswer(Failed, $"The signature of the {asked.Name} is missing."),
                _ when asked.InPerson && signed.Any(sign => sign.Delegated) => new(Failed, $"The {asked.Name} cannot delegate the approval of a plan for {plan.Year}."),
                _ => new(Passed, $"{List(signed.Select(sign => $"{sign.Signatory} signed on {Words.Date(sign.SignedOn)}{(sign.Delegated ? ", under delegation" : "")}"))}."),
            }) with
            { About = SignOffKind.Write(asked.Role), Rests = (asked.Mark, asked.Rests) };
        }
        var inPerson = plan.Asks.Signatures.Where(asked => asked.InPerson).ToList();
        foreach (var (_, wrong) in BcfPlanRules.SignedTwice(plan.Signatures.Where(sign => inPerson.Any(asked => asked.Role == sign.Role))))
            yield return new(Failed, wrong) { About = "Different people", Rests = (inPerson[0].Mark, inPerson[0].Rests) };
    }

    private static IEnumerable<PlanAnswer> Growth(PlanUnderCheck plan)
    {
        if (plan.Asks.Growth.IsEmpty)
            yield return new(NotAsked, $"No growth of a minimum is known for {plan.Year}.");
        foreach (var growth in plan.Asks.Growth)
        {
            var name = growth.RingFence is { } fence ? $"ring-fence of {RingFences.Name(fence)}" : "NHS minimum";
            yield return Grown(plan, growth, name) with { About = name, Rests = (growth.Mark, growth.Rests) };
        }
    }

    private static PlanAnswer Grown(PlanUnderCheck plan, MinimumGrowth growth, string name)
    {
        var before = plan.Year.AddYears(-1);
        var (was, now) = (Minimum(plan, before, plan.Before, growth.RingFence), Minimum(plan, plan.Year, plan.Plan, growth.RingFence));
        var rate = $"{growth.Percent.ToString("0.##", CultureInfo.InvariantCulture)}%";
        if (was is not { } then || now is not { } has)
            return new(CannotTell, $"Growth of {rate} on {before} was announced; the {name} of {(was is null && now is null ? $"both years" : was is null ? before : plan.Year)} is not known.") { Has = now };
        var needs = Pence.FromPounds(Rounding.HalfAwayFromZero(then.Pounds * (1 + growth.Percent / 100), 0));
        var change = then == default ? "" : $", a change of {Words.Number((has.Pounds - then.Pounds) * 100 / then.Pounds, 2)}%";
        var says = $"The {name} of {plan.Year} is {has} after {then} in {before}{change}; {rate} was announced{(growth.EachBoard ? "" : " for England")}, which makes {needs}.";
        var fits = decimal.Abs(has.Pounds - needs.Pounds) <= decimal.Parse(plan.Policy.On(plan.Year.FirstDay, "bcf.minimum-growth-rounding").Value, CultureInfo.InvariantCulture);
        return new(fits ? Passed : growth.EachBoard ? Failed : CannotTell, fits || growth.EachBoard ? says : $"{says} A board's own growth may differ.") { Has = has, Needs = needs };
    }

    /// <summary>A minimum of a year, as published, else as the plan gives it; null where it is not known, or only recalled.</summary>
    private static Pence? Minimum(PlanUnderCheck plan, FinancialYear year, Plan? of, RingFence? fence) =>
        plan.Due(plan.Published(year, FundingSource.NhsMinimum, fence), fence switch { RingFence.OutOfHospital => of?.OutOfHospitalMinimum, RingFence.SocialCare => of?.SocialCareMinimum, _ => null }) is { IsUsed: true } due ? due.Amount : null;
}

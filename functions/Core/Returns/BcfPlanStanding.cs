using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;
using static Monitoring.Core.Returns.BetterCareFund;

namespace Monitoring.Core.Returns;

/// <summary>What a plan is compared with: published allocations (F1 to F3, F5, F6), its own earlier versions, last year's plan, and the plans of other boards.</summary>
internal static class BcfPlanStanding
{
    private const string Note = "Domain note on the Better Care Fund, ";

    internal static ImmutableArray<StandingRule<PlanRow>> Rules() =>
    [
        Allocated("BP-51", FundingSource.NhsMinimum, "What is planned from the minimum NHS contribution is the published minimum, for each CCG or ICB (F1)."),
        Allocated("BP-52", FundingSource.ImprovedBetterCareFund, "What is planned from the iBCF, since 2025-26 the LA Better Care Grant, is the published allocation (F2)."),
        Allocated("BP-53", FundingSource.DisabledFacilities, "What is planned from the DFG is the published allocation, for each district where there are two tiers (F3)."),
        new("BP-54", "Expenditure", "What is planned from any other grant is the published allocation.",
            "Compare the grant's determination with the lines of this source.", Note + "3.1", Published,
            (slice, book) => new[] { FundingSource.SocialCareCapital, FundingSource.WinterPressures, FundingSource.DischargeAuthority, FundingSource.DischargeIcb }
                .SelectMany(source => AgainstAllocation(slice, book, source))),

        new("BP-55", "Expenditure", "NHS-commissioned out-of-hospital services get at least the published ring-fence (F5).",
            "Compare the plan with the published ring-fence, and look at the lines counted.", Note + "3.3 and 3.4, F5; the filter is recalled", Published,
            (slice, book) => Ring(slice, book, RingFence.OutOfHospital, plan => plan.OutOfHospitalMinimum, BcfPlan.OutOfHospitalMinimum.Field)),

        new("BP-56", "Expenditure", "Social care gets at least the published ring-fence (F6).",
            "Compare the plan with the published ring-fence, and look at the lines counted.", Note + "3.3 and 3.4, F6; the filter is recalled", Published,
            (slice, book) => Ring(slice, book, RingFence.SocialCare, plan => plan.SocialCareMinimum, BcfPlan.SocialCareMinimum.Field)),

        new("BP-57", "Approval reference", "Planned admissions change only where the plan was more than two percentage points from the operational plans, and with an approval.",
            "Add NHS England's reference if the change was approved; otherwise leave the admissions as they were.", Note + "1.2, plan revision of March 2015, and 1.4, rule 13", page => [new(Key, page)], Revised),

        new("BP-58", "Effective from", "A later version does not take effect before an earlier one.",
            "Check the dates and the numbers of the versions.", Note + "1.4, rule 13", page => [new(Key, page)],
            (slice, book) =>
                from plan in slice.Of<Plan>()
                from earlier in Versions(book, slice.Key.Page, slice.Key.Body).Where(other => other.Version < plan.Version).SelectMany(other => other.Rows.OfType<Plan>())
                where plan.EffectiveFrom < earlier.EffectiveFrom
                select new Broken<PlanRow>(plan, BcfPlan.EffectiveFrom.Field, $"Version {Words.Number(plan.Version)} takes effect on {Words.Date(plan.EffectiveFrom)}, before version {Words.Number(earlier.Version)} on {Words.Date(earlier.EffectiveFrom)}.")),

        new("BP-59", "Amount", "No source and no scheme is 100 times as large as the year before, or a hundredth of it.",
            "Check the unit: amounts are in pounds, neither in thousands nor in pence.", Note + "2.4, check 7", page => [new(Key, Before(page))], Slips),

        new("BP-60", "Scheme name", "No scheme is in the plans of two boards.",
            "Agree with the other board whose plan the money is in, and take it out of the other.", Note + "2.1 and 6: plans must not double count", page => [new(Key, page)], Twice),
    ];

    private const string Key = "bcf-plan";

    private static IEnumerable<PageRef> Published(string page) => [new(Allocations.CollectionKey, page)];

    private static string Before(string page) => FinancialYear.Parse(page).AddYears(-1).ToString();

    private static StandingRule<PlanRow> Allocated(string id, FundingSource source, string title) => new(id, "Expenditure", title,
        "Compare the published allocation with the contributions and schemes of this source. What is above a minimum is an additional contribution.", Note + "3.4", Published,
        (slice, book) => AgainstAllocation(slice, book, source));

    /// <summary>The allocations of the board that may be used in checks: those that were read in a source (domain note U6).</summary>
    private static List<Allocation> AllocationsOf(SliceRows<PlanRow> slice, StandingBook book) =>
        [.. book.Of(Allocations.Collection, slice.Key.Page).SelectMany(one => one.Rows).Where(row => row.Hwb == slice.Key.Body && row.Status == Mark.Verified)];

    private static IEnumerable<Broken<PlanRow>> AgainstAllocation(SliceRows<PlanRow> slice, StandingBook book, FundingSource source)
    {
        var allocated = AllocationsOf(slice, book).Where(row => row.Source == source && row.RingFence is null).ToList();
        if (allocated.Count == 0 || slice.Of<Plan>().FirstOrDefault() is not { } plan)
            yield break;
        var (due, spend) = (Allocations.WholeOf(allocated).Pounds, slice.Of<PlanScheme>().Where(scheme => scheme.Source == source).ToList());
        var spent = spend.Sum(scheme => scheme.Expenditure.Pounds);
        if (Off(plan, book, spent - due, spend.Count + allocated.Count))
            yield return new((PlanRow?)spend.FirstOrDefault() ?? plan, spend.Count > 0 ? BcfPlan.Expenditure.Field : BcfPlan.Version.Field, $"{Pounds(spent)} is planned from '{Name(source)}', {Distance(spent, due)} the published {Pounds(due)}.");
        // Of a body that is not named among the contributors nothing is known: its part may stand in a line of the county.
        foreach (var part in allocated.Where(row => row.Body is not null).GroupBy(row => row.Body!))
        {
            var lines = slice.Of<PlanContribution>().Where(line => line.Source == source && line.Partner == part.Key).ToList();
            var (brought, owed) = (lines.Sum(line => line.Amount.Pounds), part.Sum(row => row.Amount.Pounds));
            if (lines.Count > 0 && Off(plan, book, brought - owed, lines.Count + part.Count()))
                yield return new(lines[0], BcfPlan.Amount.Field, $"{part.Key} brings {Pounds(brought)} from '{Name(source)}', {Distance(brought, owed)} the published {Pounds(owed)}.");
        }
    }

    private static bool Off(Plan plan, StandingBook book, decimal difference, int components) => decimal.Abs(difference) > BcfPlanRules.Tolerance(plan, book.Policy, components);

    private static string Distance(decimal planned, decimal due) => $"{Pounds(decimal.Abs(planned - due))} {(planned > due ? "above" : "below")}";

    private static IEnumerable<Broken<PlanRow>> Ring(SliceRows<PlanRow> slice, StandingBook book, RingFence fence, Func<Plan, Pence?> said, string field)
    {
        var published = AllocationsOf(slice, book).Where(row => row.RingFence == fence).ToList();
        if (published.Count == 0 || slice.Of<Plan>().FirstOrDefault() is not { } plan)
            return [];
        var due = Allocations.WholeOf(published);
        return said(plan) is { } own && own != due
            ? [new Broken<PlanRow>(plan, field, $"The plan has a ring-fence of {own} for {RingFences.Name(fence)}; the published one is {due}.")]
            // What falls short of the plan's own ring-fence was said when it arrived.
            : said(plan) is null ? BcfPlanRules.Fence(plan, field, fence, due, slice.Of<PlanScheme>(), book.Policy) : [];
    }

    /// <summary>The standing versions of a board's plan, the first one first.</summary>
    private static IEnumerable<(int Version, ImmutableArray<PlanRow> Rows)> Versions(StandingBook book, string page, string hwb) =>
        from one in book.Of(BcfPlan.Collection, page)
        where one.Slice.Place.Body == hwb
        let version = BcfPlan.VersionOf(one.Slice.Place.Part)
        where version is not null
        orderby version
        select (version.Value, one.Rows);

    private static IEnumerable<Broken<PlanRow>> Revised(SliceRows<PlanRow> slice, StandingBook book)
    {
        if (slice.Of<Plan>().FirstOrDefault() is not { Version: > 1 } plan
            || PlanRevision.Of(Versions(book, slice.Key.Page, slice.Key.Body).LastOrDefault(other => other.Version < plan.Version).Rows, slice.Rows, book.Policy) is not { ChangesAdmissions: true, Fall: { } was } revision)
            yield break;
        if (revision is { IsWithin: true, OperationalTarget: { } target })
            yield return new(plan, BcfPlan.OperationalTarget.Field, $"The plan aimed at a fall of {Words.Number(was, 2)}%, within {Words.Number(revision.Within, 1)} percentage points of the {Words.Number(target, 2)}% of the operational plans: no change was expected.");
        else if (plan.ApprovalReference is null)
            yield return new(plan, BcfPlan.ApprovalReference.Field, $"Planned admissions differ from version {Words.Number(revision.Earlier)}, and there is no approval reference.");
    }

    private static IEnumerable<Broken<PlanRow>> Slips(SliceRows<PlanRow> slice, StandingBook book)
    {
        var before = Before(slice.Key.Page);
        var last = Versions(book, before, slice.Key.Body).LastOrDefault().Rows;
        if (last.IsDefault)
            return [];
        var date = FinancialYear.Parse(slice.Key.Page).FirstDay;
        return OfSources().Concat(OfSchemes());

        IEnumerable<Broken<PlanRow>> OfSources() =>
            from now in slice.Of<PlanContribution>().GroupBy(line => line.Source)
            let amount = now.Sum(line => line.Amount.Pounds)
            let was = last.OfType<PlanContribution>().Where(line => line.Source == now.Key).Sum(line => line.Amount.Pounds)
            where Validation.Slips.IsSlip(amount, was, date, book.Policy)
            select new Broken<PlanRow>(now.First(), BcfPlan.Amount.Field, $"'{Name(now.Key)}' brings {Pounds(amount)}; in {before} it was {Pounds(was)}.");

        IEnumerable<Broken<PlanRow>> OfSchemes() =>
            from now in slice.Of<PlanScheme>().GroupBy(scheme => scheme.Scheme)
            let amount = now.Sum(scheme => scheme.Expenditure.Pounds)
            // Numbers are given anew; it is the same scheme only under the same name.
            let was = last.OfType<PlanScheme>().Where(scheme => scheme.Scheme == now.Key && Layout.Normal(scheme.Name) == Layout.Normal(now.First().Name)).Sum(scheme => scheme.Expenditure.Pounds)
            where Validation.Slips.IsSlip(amount, was, date, book.Policy)
            select new Broken<PlanRow>(now.First(), BcfPlan.Expenditure.Field, $"Scheme {now.Key} ({now.First().Name}) has {Pounds(amount)}; in {before} it was {Pounds(was)}.");
    }

    private static IEnumerable<Broken<PlanRow>> Twice(SliceRows<PlanRow> slice, StandingBook book)
    {
        var latest = book.Of(BcfPlan.Collection, slice.Key.Page).Where(one => one.Slice.Place.Body != slice.Key.Body)
            .GroupBy(one => one.Slice.Place.Body)
            .Select(board => (Board: board.Key, board.MaxBy(one => BcfPlan.VersionOf(one.Slice.Place.Part)).Rows));
        var others = latest.SelectMany(board => board.Rows.OfType<PlanScheme>(), (board, scheme) => (board.Board, Same: Money(scheme))).ToLookup(one => one.Same, one => one.Board);
        return
            from scheme in slice.Of<PlanScheme>()
            where scheme.Expenditure.Number > 0 && others.Contains(Money(scheme))
            select new Broken<PlanRow>(scheme, BcfPlan.SchemeName.Field, $"'{scheme.Name}' with {scheme.Expenditure} from '{Name(scheme.Source)}' is also in the plan of {List(others[Money(scheme)].Distinct().Order(StringComparer.Ordinal))}.");
    }

    /// <summary>The same name, source and amount to the penny: two boards, or two schemes of one plan, do not come to that by chance.</summary>
    internal static (string, FundingSource, Pence) Money(PlanScheme scheme) => (Layout.Normal(scheme.Name), scheme.Source, scheme.Expenditure);
}

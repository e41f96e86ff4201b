using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>A part of the NHS minimum that must be spent on something (domain note on the Better Care Fund, 3.3).</summary>
public enum RingFence
{
    /// <summary>NHS-commissioned out-of-hospital services.</summary>
    OutOfHospital,

    /// <summary>Adult social care.</summary>
    SocialCare,
}

/// <summary>What is allocated to a health and wellbeing board from one source in a year.</summary>
/// <param name="Hwb">Code of the authority whose board it is.</param>
/// <param name="Body">The CCG or ICB whose minimum it is, or the district whose grant; null where the allocation is for the board as a whole.</param>
/// <param name="RingFence">The amount is the part of the NHS minimum that is kept for this; null for the allocation itself.</param>
/// <param name="Status">Read in its source, or recalled. What is recalled is used in no check until it is confirmed (domain note U6).</param>
/// <param name="IsComplete">The publication lists every board of England, and all its lines are here.</param>
/// <param name="Publication">Publisher and document.</param>
public sealed record Allocation(FinancialYear Year, FundingSource Source, string Hwb, string? Body, RingFence? RingFence, Pence Amount, Mark Status, bool IsComplete, string Publication);

/// <summary>
/// Published allocations of the Better Care Fund. A slice is one source of one year, which is how they are published: the Disabled Facilities Grant in one determination, the NHS minimum with its
/// ring-fences in one list. So a list replaces the list before, a board that is no longer in it is withdrawn, and the total of the nation can be checked when it arrives. With a slice for each
/// board a shortened list would leave old amounts standing, and with one for the year a grant could not come without the others.
/// </summary>
public static class Allocations
{
    public const string CollectionKey = "allocations";

    private static readonly Column<FinancialYear> Year = new("year", "Year", Kinds.Year, "The financial year of the allocation") { Example = "2025-26" };
    private static readonly Column<FundingSource> Source = new("source", "Source of funding", BetterCareFund.SourceKind, "What is allocated") { Example = "Minimum NHS contribution" };
    private static readonly Column<string> Hwb = new("hwb", "HWB code", Kinds.Code, "Code of the authority whose health and wellbeing board it is: three digits, or the ONS code") { Example = "730" };
    private static readonly Column<string> Body = new("body", "Contributing body", Kinds.Code, "The CCG or ICB whose minimum it is, or the district whose grant; empty for the board as a whole") { MayBeBlank = true };
    private static readonly Column<RingFence> Fence = new("ring-fence", "Ring-fence", Kinds.Of<RingFence>("a ring-fence", new(RingFence.OutOfHospital, "Out-of-hospital minimum", "Out of hospital"), new(RingFence.SocialCare, "ASC minimum", "Adult social care minimum", "Social care")),
        "If the amount is a part of the NHS minimum kept for something: for what")
    { MayBeBlank = true };
    private static readonly Column<Pence> Amount = new("amount", "Amount", Kinds.Money, "Allocation of the year, in pounds") { Example = "25000000.00" };
    private static readonly Column<Mark> Status = new("status", "Status", Kinds.Of<Mark>("V (read in its source) or R (recalled)", new(Mark.Verified, "V", "Verified"), new(Mark.Recalled, "R", "Recalled")), "V if it was read in the publication, R if it is only remembered; R is used in no check") { Example = "V" };
    private static readonly Column<bool> Complete = new("complete", "Complete list", Kinds.YesNo, "Whether the publication lists every board of England and all of it is here") { Example = "No" };
    private static readonly Column<string> Publication = new("publication", "Publication", Kinds.Text, "Publisher and document that the amount is from") { Example = "NHS England, Better Care Fund allocations 2025-26" };

    private static readonly ReturnTable<Allocation> Table = new()
    {
        Key = "allocations",
        Title = "Allocations",
        Name = "allocations template",
        About = "One line for each board and source, and one for each contributing body or ring-fence where they are published.",
        RowKey = [Hwb.Field, Body.Field, Fence.Field],
        Fields =
        [
            Fields.Of(Year, (Allocation row) => row.Year), Fields.Of(Source, (Allocation row) => row.Source), Fields.Of(Hwb, (Allocation row) => row.Hwb), Fields.MaybeText(Body, (Allocation row) => row.Body),
            Fields.Maybe(Fence, (Allocation row) => row.RingFence), Fields.Of(Amount, (Allocation row) => row.Amount), Fields.Of(Status, (Allocation row) => row.Status), Fields.Of(Complete, (Allocation row) => row.IsComplete),
            Fields.Of(Publication, (Allocation row) => row.Publication),
        ],
        Slice = cells => BetterCareFund.Hwb(cells, Hwb, Year) is not null && cells.Maybe(Year) is { } year && cells.Maybe(Source) is { } source ? Slice(year, source) : null,
        Read = cells => new(cells.The(Year), cells.The(Source), cells.Authority(Hwb, cells.The(Year).FirstDay)!, cells.Authority(Body, cells.The(Year).FirstDay), cells.Maybe(Fence), cells.The(Amount), cells.The(Status), cells.The(Complete), cells.The(Publication)),
    };

    public static readonly Collection<Allocation> Collection = new()
    {
        Key = CollectionKey,
        Title = "Better Care Fund allocations",
        About = "Kept by the keeper of reference data: what each health and wellbeing board is allocated from each source, as published. Plans are compared with it.",
        SliceNoun = "list",
        IsReference = true,
        Parts = [Table],
        On = row => row.Year.FirstDay,
        PageName = page => page,
        // The keeper sends for all boards, and nobody else may.
        ReportsFor = (_, _) => null,
        RowRules =
        [
            new("AL-01", Severity.Error, RuleScope.Row, "Amount", "An allocation is not below zero, nor more than a template takes.",
                "Check the amount: it is in pounds. A reduction is published as a new, smaller allocation.", "Domain note on the Better Care Fund, 2.2 and 3.1",
                (row, context) => row.Amount < default(Pence) || row.Amount.Pounds > BcfPlanRules.MostOf(context.Policy, row.Year) ? [(Amount.Field, $"The allocation of {row.Hwb} is {row.Amount}.")] : []),

            new("AL-02", Severity.Error, RuleScope.Row, "Source of funding", "What partners add of their own is not allocated.",
                "Leave the line out: only the NHS minimum and grants are allocated.", "NHS Act 2006 s223GA; Local Government Act 2003 s31 (domain note 3.1)",
                (row, _) => row.Source is FundingSource.AdditionalNhs or FundingSource.AdditionalAuthority or FundingSource.Adjustment or FundingSource.Other
                    ? [(Source.Field, $"'{BetterCareFund.Name(row.Source)}' is not allocated by anybody.")] : []),

            new("AL-03", Severity.Warning, RuleScope.Row, "Source of funding", "The source existed in the year.",
                "Check the source and the year.", "Domain note on the Better Care Fund, 3.1; several years are recalled",
                (row, context) => BetterCareFund.StateOf(context.Policy, row.Year, row.Source) == "none" ? [(Source.Field, $"'{BetterCareFund.Name(row.Source, row.Year, context.Policy)}' was no source of funding in {row.Year}.")] : []),

            new("AL-04", Severity.Error, RuleScope.Row, "Ring-fence", "Ring-fences are parts of the NHS minimum.",
                "Leave the ring-fence empty for grants.", "Domain note on the Better Care Fund, 3.3",
                (row, context) => row.RingFence is not null && row.Source != FundingSource.NhsMinimum ? [(Fence.Field, $"'{BetterCareFund.Name(row.Source, row.Year, context.Policy)}' has no ring-fence of this kind.")] : []),
        ],
        SliceRules =
        [
            new("AL-30", Severity.Warning, "Amount", "A complete list comes to the national total.",
                "Compare the list with the publication: a board may be missing, or be there twice under two bodies.", "Domain note on the Better Care Fund, 3.1: totals that were read in a source; recalled ones are not used (U6)",
                NationalTotal),

            new("AL-31", Severity.Warning, "HWB code", "A complete list has every board of England.",
                "Add the boards that are missing, or write No under 'Complete list'.", "House rule: a board that is missing has no allocation to be compared with",
                Missing),

            new("AL-32", Severity.Error, "Complete list", "All lines of a list say the same of it.",
                "Write Yes on every line if the list is complete, otherwise No on every line.", "House rule",
                (slice, _) => slice.Rows.Select(row => row.IsComplete).Distinct().Count() > 1
                    ? [new(slice.Rows.First(row => !row.IsComplete), Complete.Field, $"{Words.Of(slice.Rows.Count(row => row.IsComplete), "line")} {(slice.Rows.Count(row => row.IsComplete) == 1 ? "says" : "say")} that the list is complete, and {Words.Number(slice.Rows.Count(row => !row.IsComplete))} that it is not.")] : []),

            new("AL-33", Severity.Error, "Ring-fence", "A ring-fence is not more than the NHS minimum that it is part of.",
                "Check the two amounts.", "Domain note on the Better Care Fund, 3.3",
                (slice, _) =>
                    from board in slice.Rows.GroupBy(row => row.Hwb)
                    let whole = PoundsOf(board.Where(row => row.RingFence is null))
                    where board.Any(row => row.RingFence is null)
                    from fence in board.Where(row => row.RingFence is not null).GroupBy(row => row.RingFence)
                    let part = PoundsOf(fence)
                    where part > whole
                    select new Broken<Allocation>(fence.First(), Amount.Field, $"The ring-fence of {board.Key}, {BetterCareFund.Pounds(part)}, is more than its whole NHS minimum, {BetterCareFund.Pounds(whole)}.")),
        ],
        StandingRules =
        [
            new("AL-50", "Amount", "No board is allocated 100 times as much as the year before, or a hundredth of it.",
                "Check the unit: amounts are in pounds, neither in thousands nor in pence.", "Domain note on the Better Care Fund, 2.4, check 7",
                page => [new PageRef(CollectionKey, FinancialYear.Parse(page).AddYears(-1).ToString())], Slips),
        ],
    };

    /// <summary>The slice of a source in a year.</summary>
    public static SliceKey Slice(FinancialYear year, FundingSource source) => new(year.ToString(), BetterCareFund.KeyOf(source), "");

    /// <summary>What the lines of one board and source, or one of its ring-fences, come to: the line for the board as a whole where there is one, of which the lines of bodies are parts; else all of these together.</summary>
    internal static Pence WholeOf(IEnumerable<Allocation> lines) => Pence.FromPounds(PoundsOf(lines));

    /// <summary>The same of lines that are not accepted yet, whose sum need not fit an amount.</summary>
    private static decimal PoundsOf(IEnumerable<Allocation> lines)
    {
        var (whole, parts) = (lines.Where(row => row.Body is null).ToList(), lines.Where(row => row.Body is not null));
        return (whole.Count > 0 ? whole : parts).Sum(row => row.Amount.Pounds);
    }

    private static IEnumerable<Broken<Allocation>> NationalTotal(SliceRows<Allocation> slice, CheckContext context)
    {
        var lines = slice.Rows.Where(row => row.RingFence is null).ToList();
        if (lines.Count == 0 || !lines.All(row => row.IsComplete)
            || BetterCareFund.Row(context.Policy, "bcf.national-total", lines[0].Year, lines[0].Source) is not { Value: not "none", Mark: Mark.Verified or Mark.Derived } row)
            yield break;
        var (_, total, nearest) = PrintedAmount.Of(BetterCareFund.Name(lines[0].Source), row);
        var sum = lines.GroupBy(line => line.Hwb).Sum(PoundsOf);
        if (decimal.Abs(sum - total) * 2 > nearest)
            yield return new(lines[0], Amount.Field, $"The list comes to {BetterCareFund.Pounds(sum)}, {BetterCareFund.Pounds(decimal.Abs(sum - total))} {(sum > total ? "above" : "below")} the national total of {BetterCareFund.Pounds(total)}.");
    }

    private static IEnumerable<Broken<Allocation>> Missing(SliceRows<Allocation> slice, CheckContext context)
    {
        if (!slice.Rows.All(row => row.IsComplete) || slice.Rows.IsEmpty)
            yield break;
        var (on, listed) = (slice.Rows[0].Year.FirstDay, slice.Rows.Select(row => row.Hwb).ToHashSet());
        // The board of Cornwall is allocated what is for the Isles of Scilly.
        var missing = context.Reference.Authorities
            .Where(period => period.On(on) && !period.Value.OutsideEngland && period.Value.Code != ReferenceBook.IslesOfScilly && !listed.Contains(period.Value.Code))
            .Select(period => period.Value).DistinctBy(authority => authority.Code).OrderBy(authority => authority.Code, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            yield return new(slice.Rows[0], Complete.Field, $"{Words.Of(missing.Count, "board")} {(missing.Count == 1 ? "is" : "are")} not in the list: {string.Join(", ", missing.Take(5).Select(authority => $"{authority.Name} ({authority.Code})"))}{(missing.Count > 5 ? " and others" : "")}.");
    }

    private static IEnumerable<Broken<Allocation>> Slips(SliceRows<Allocation> slice, StandingBook book)
    {
        var year = FinancialYear.Parse(slice.Key.Page);
        var before = year.AddYears(-1).ToString();
        var last = book.Of(Collection, before).Where(one => one.Slice.Place.Body == slice.Key.Body).SelectMany(one => one.Rows).ToLookup(row => (row.Hwb, row.RingFence));
        return
            from now in slice.Rows.GroupBy(row => (row.Hwb, row.RingFence))
            let amount = now.Sum(row => row.Amount.Pounds)
            let was = last[now.Key].Sum(row => row.Amount.Pounds)
            where Validation.Slips.IsSlip(amount, was, year.FirstDay, book.Policy)
            select new Broken<Allocation>(now.First(), Amount.Field, $"{now.Key.Hwb} is allocated {BetterCareFund.Pounds(amount)}; in {before} it was {BetterCareFund.Pounds(was)}.");
    }
}

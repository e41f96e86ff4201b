using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// Whether delay or cost went from one partner to the other without becoming less (domain note on the Better Care Fund, 6: cost shunting). It says what moved and not why: shares of delay are as the
/// providers attributed them.
/// </summary>
public static class Shuntings
{
    /// <summary>
    /// The years up to <paramref name="year"/> of which something is known, and one sentence for each shift between two years that follow each other. Null where neither delays nor spend of two years are known.
    /// </summary>
    public static ShuntingView? Of(FundFacts facts, FinancialYear year, PolicyBook policy, ReferenceBook reference)
    {
        var delays = facts.Delays.Where(IsKnown).ToLookup(month => FinancialYear.Of(month.Month.FirstDay));
        var spends = YearsOf(facts).Where(one => one <= year).Select(one => SpendOf(facts, one, reference)).OfType<Spend>().ToDictionary(spend => spend.Year);
        var years = delays.Select(months => months.Key).Where(one => one <= year).Union(spends.Keys).Order().ToList();
        if (delays.Count(months => months.Key <= year) < 2 && spends.Count < 2)
            return null;
        var least = decimal.Parse(policy.On(year.FirstDay, "fund-shunting.least-shift").Value, CultureInfo.InvariantCulture);
        List<Comparison> compared =
        [
            .. years.Where(later => years.Contains(later.AddYears(-1))).SelectMany(later => new[] { OfDelays(delays, later), OfSpend(spends, later) }),
            .. years.Contains(year) && years.Contains(year.AddYears(-1)) ? Enumerable.Empty<Comparison>() : [OfDelays(delays, year), OfSpend(spends, year)],
        ];
        return new ShuntingView(
            [.. years.Select(one => YearOf(one, [.. delays[one]], spends.GetValueOrDefault(one)))],
            [.. Findings(compared, year, least)],
            compared.TrueForAll(one => one.WhyNot is not null) ? FigureStatus.NotCalculable
            : compared.Exists(one => one.Later == year && one.WhyNot is not null) ? FigureStatus.Incomplete : FigureStatus.Provisional);
    }

    /// <summary>What a pool spent in a year, whole.</summary>
    /// <param name="All">With what partners spent that are neither.</param>
    private sealed record Spend(FinancialYear Year, SpendBy By, Pence Nhs, Pence Authority, Pence All);

    /// <summary>Two years that follow each other, by one measure: the parts of the NHS and of the authority in the two, and the totals; or why they cannot be compared.</summary>
    private sealed record Comparison(Measure Of, FinancialYear Later, string Period, Parts Before, Parts After, string? WhyNot)
    {
        public FinancialYear Earlier => Later.AddYears(-1);

        /// <summary>Percentage points that the NHS's share rose, exact; below zero when it fell.</summary>
        public decimal Shift => After.NhsShare!.Value - Before.NhsShare!.Value;

        public static Comparison CannotTell(Measure of, FinancialYear later, string why) => new(of, later, "", default, default, why);
    }

    /// <param name="All">Beside the two parts, what is attributed to both, or to others.</param>
    private readonly record struct Parts(decimal Nhs, decimal Other, decimal All)
    {
        /// <summary>Of the two parts that of the NHS, in per cent; null when there is neither.</summary>
        public decimal? NhsShare => Nhs + Other > 0 ? Nhs * 100 / (Nhs + Other) : null;
    }

    /// <summary>Something of which the partners have parts, and its words.</summary>
    /// <param name="OtherPartner">Who has the part that is not the NHS's.</param>
    /// <param name="Total">As a sentence goes on: <c>delays in all</c>.</param>
    /// <param name="Moral">What is to be said of a shift without a fall.</param>
    private sealed record Measure(string Name, string OtherPartner, string Total, string Moral, Func<decimal, string> Write);

    private static readonly Measure DelayedDays = new("delayed days", "social care", "delays in all", "the delay moved and did not fall", days => Words.Number((long)days));

    private static readonly Measure SpendOfPool = new("spend", "the local authority", "spend in all", "the cost moved and did not fall", BetterCareFund.Pounds);

    private static bool IsKnown(FundDelays month) => month is { Nhs: not null, SocialCare: not null, All: not null };

    private static IEnumerable<FinancialYear> YearsOf(FundFacts facts) =>
        facts.Quarters.Select(one => FinancialQuarter.TryRead(one.Slice.Page, out var quarter) ? quarter.Year : default(FinancialYear?)).OfType<FinancialYear>().Distinct();

    private static ShuntingYear YearOf(FinancialYear year, ImmutableArray<FundDelays> months, Spend? spend)
    {
        var days = months.IsEmpty ? default : PartsOf(months);
        var money = spend is null ? default : PartsOf(spend);
        return new ShuntingYear(
            year, months.Length, Days(month => month.Nhs), Days(month => month.SocialCare), Days(month => month.Both), Days(month => month.All), days.NhsShare, 100 - days.NhsShare,
            spend?.Nhs, spend?.Authority, spend?.All, money.NhsShare, 100 - money.NhsShare)
        {
            SpendBy = spend?.By,
        };

        long? Days(Func<FundDelays, long?> of) => months.IsEmpty ? null : months.Aggregate((long?)0, (sum, month) => sum + of(month));
    }

    private static Parts PartsOf(IEnumerable<FundDelays> months) =>
        months.Aggregate(default(Parts), (sum, month) => new(sum.Nhs + month.Nhs!.Value, sum.Other + month.SocialCare!.Value, sum.All + month.All!.Value));

    private static Parts PartsOf(Spend spend) => new(spend.Nhs.Pounds, spend.Authority.Pounds, spend.All.Pounds);

    /// <summary>Of two years with months missing only the calendar months that both have are compared: winter is not summer.</summary>
    private static Comparison OfDelays(ILookup<FinancialYear, FundDelays> delays, FinancialYear later)
    {
        var (before, after) = (delays[later.AddYears(-1)].ToList(), delays[later].ToList());
        if (Nothing(before.Count, after.Count, later, "delayed days") is { } why)
            return Comparison.CannotTell(DelayedDays, later, why);
        var common = before.Select(month => month.Month.Month).Intersect(after.Select(month => month.Month.Month)).OrderBy(month => (month + 8) % 12).ToList();
        if (common.Count == 0)
            return Comparison.CannotTell(DelayedDays, later, "no calendar month is known of both years");
        var (then, now) = (PartsOf(before.Where(month => common.Contains(month.Month.Month))), PartsOf(after.Where(month => common.Contains(month.Month.Month))));
        return then.NhsShare is null || now.NhsShare is null
            ? Comparison.CannotTell(DelayedDays, later, $"in {(then.NhsShare is null ? later.AddYears(-1) : later)} no day was attributed to the NHS or to social care alone")
            : new(DelayedDays, later, common.Count == 12 ? "" : $" ({BetterCareFund.List(common.Select(CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName))} of each, the months known of both)", then, now, null);
    }

    private static Comparison OfSpend(Dictionary<FinancialYear, Spend> spends, FinancialYear later)
    {
        var (before, after) = (spends.GetValueOrDefault(later.AddYears(-1)), spends.GetValueOrDefault(later));
        if (Nothing(before is null ? 0 : 1, after is null ? 0 : 1, later, "the whole year's spend") is { } why)
            return Comparison.CannotTell(SpendOfPool, later, why);
        return before!.By != after!.By ? Comparison.CannotTell(SpendOfPool, later, "one year's returns tell spend by schemes and the other's by partners only")
            : PartsOf(before).NhsShare is null || PartsOf(after).NhsShare is null ? Comparison.CannotTell(SpendOfPool, later, "in one of the years neither the NHS nor the local authority spent anything")
            : new(SpendOfPool, later, "", PartsOf(before), PartsOf(after), null);
    }

    private static string? Nothing(int before, int after, FinancialYear later, string what) => (before, after) switch
    {
        (0, 0) => $"{what} {(what[^1] == 's' ? "are" : "is")} known of neither year",
        (0, _) => $"{what} of {later.AddYears(-1)} {(what[^1] == 's' ? "are" : "is")} not known",
        (_, 0) => $"{what} of {later} {(what[^1] == 's' ? "are" : "is")} not known",
        _ => null,
    };

    /// <summary>Each shift of at least so many percentage points in a total that did not fall; else that there was none; and of the last two years why it cannot be told.</summary>
    private static IEnumerable<string> Findings(List<Comparison> compared, FinancialYear year, decimal least)
    {
        foreach (var of in new[] { DelayedDays, SpendOfPool })
        {
            var told = compared.Where(one => one.Of == of && one.WhyNot is null).ToList();
            var shifts = told.Where(one => decimal.Abs(one.Shift) >= least && one.After.All >= one.Before.All).ToList();
            foreach (var shift in shifts)
                yield return Sentence(shift);
            if (told.Count > 0 && shifts.Count == 0)
                yield return $"{Between(told)} the shares of {of.Name} of the NHS and {of.OtherPartner} did not move by {Number(least)} percentage points or more in a year without a fall in {of.Total}.";
            if (compared.FirstOrDefault(one => one.Of == of && one.Later == year && one.WhyNot is not null) is { } open)
                yield return $"Whether {of.Name} moved between the NHS and {of.OtherPartner} from {open.Earlier} to {open.Later} cannot be told: {open.WhyNot}.";
        }
    }

    private static string Between(List<Comparison> told) => $"From {told[0].Earlier} to {told[^1].Later}{(told.Count == 1 ? told[0].Period : "")}";

    private static string Sentence(Comparison shift)
    {
        var (of, before, after) = (shift.Of, shift.Before, shift.After);
        var rose = shift.Shift > 0;
        var total = after.All == before.All ? $"stayed at {of.Write(after.All)}" : $"rose from {of.Write(before.All)} to {of.Write(after.All)}";
        return $"From {shift.Earlier} to {shift.Later}{shift.Period} the NHS's share of {of.Name} {(rose ? "rose" : "fell")} from {Percent(before)} to {Percent(after)}, and {of.OtherPartner}'s {(rose ? "fell" : "rose")} to match, while {of.Total} {total}: {of.Moral}.";
    }

    private static string Percent(Parts parts) => $"{Words.Number(parts.NhsShare!.Value, 1)}%";

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>
    /// Spend of a whole year, told apart by who commissions each scheme where the year's last return has all its spend in schemes, else by the partner of each line of expenditure. Null while a quarter or an
    /// actual is missing.
    /// </summary>
    private static Spend? SpendOf(FundFacts facts, FinancialYear year, ReferenceBook reference)
    {
        var returns = PoolReturn.Of(facts, year);
        if (returns is not [.., { Quarter.Number: 4 } last])
            return null;
        var lines = new PoolToDate(returns).ToDate(PoolSide.Expenditure, PoolMeasure.Actual);
        var schemes = last.Sent.Of<PooledFundScheme>().Select(scheme => scheme.Row).ToList();
        var inSchemes = schemes.Count == 0 ? null : schemes.Select(scheme => scheme.ActualSpend).Sum();
        if (inSchemes is { } all && (lines is null || lines == inSchemes) && BySchemes(year, schemes, all) is { } byScheme)
            return byScheme;
        return lines is { } total ? ByPartners(facts, year, new PoolToDate(returns), total, reference) : null;
    }

    /// <summary>Null where a joint scheme does not say how much of it is whose.</summary>
    private static Spend? BySchemes(FinancialYear year, List<PooledFundScheme> schemes, Pence all)
    {
        if (schemes.Exists(scheme => RiskSharings.NhsPercent(scheme.Commissioner, scheme.NhsShare, scheme.AuthorityShare) is null))
            return null;
        var nhs = schemes.Aggregate(default(Pence), (sum, scheme) => sum + NhsPart(scheme));
        return new(year, SpendBy.Schemes, nhs, all - nhs, all);

        static Pence NhsPart(PooledFundScheme scheme)
        {
            var percent = RiskSharings.NhsPercent(scheme.Commissioner, scheme.NhsShare, scheme.AuthorityShare)!.Value;
            return Shares.Of(scheme.ActualSpend!.Value, new Stake("nhs", percent), new Stake("authority", 100 - percent))[0];
        }
    }

    private static Spend? ByPartners(FundFacts facts, FinancialYear year, PoolToDate sums, Pence all, ReferenceBook reference)
    {
        var plan = facts.PlanOf(year);
        var (nhs, authority) = (Of(true), Of(false));
        return nhs is { } ofNhs && authority is { } ofAuthority ? new(year, SpendBy.Partners, ofNhs, ofAuthority, all) : null;

        Pence? Of(bool isNhs) => sums.ToDate(PoolSide.Expenditure, PoolMeasure.Actual, line => (line.Partner == facts.Hwb ? false : PartnerNames.IsNhs(line.Partner, plan, year, reference)) == isNhs);
    }
}

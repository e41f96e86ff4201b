using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>
/// What holds of the figures of every board, whatever was accepted of it: plans, returns, activity and allocations are made up, put through the checks, and taken as far as they were accepted. Amounts are often odd: none,
/// a penny, the most that a template takes; a scheme stands on several lines, two partners keep the accounts in turn, adjustments are below zero.
/// </summary>
public class FundYearLaws
{
    private const string Board = SmallActivity.Board, Ccg = "11M", Icb = "QR1";

    private static readonly ReferenceBook Reference = SmallActivity.Shared((Ccg, Board, "398/1000"), ("11X", Board, "1/3"));

    private static readonly Gen<Pence> Money = Gen.Frequency(
        (40, Gen.Const(default(Pence))), (20, Gen.Const(new Pence(1))), (160, Gen.Long[0, 900_000_000].Select(pence => new Pence(pence))), (20, Gen.Const(Pence.FromPounds(100_000_000))), (1, Gen.Const(new Pence(long.MaxValue))));

    private static readonly Gen<Pence?> MaybeMoney = Money.Nullable();

    private static readonly Gen<decimal?> MaybeNumber = Gen.Frequency(
        (1, Gen.Const((decimal?)null)), (1, Gen.Const((decimal?)0)), (1, Gen.Const((decimal?)0.000_000_000_001m)), (4, Gen.Int[1, 5_000].Select(number => (decimal?)number)), (1, Gen.Const((decimal?)100_000_000)));

    private static readonly Gen<int> Count = Gen.Frequency((1, Gen.Const(0)), (6, Gen.Int[1, 6_000]), (1, Gen.Const(100_000_000)));

    private static readonly Gen<string> AnyMetric = Gen.Frequency((1, Gen.Const(SmallActivity.Admissions)), (1, AnyOf(Metrics.Current.All.Select(metric => metric.Key).ToArray())));

    private static readonly Gen<RiskShareRule?> MaybeRule = AnyOf(Enum.GetValues<RiskShareRule>()).Nullable();

    /// <summary>A commissioner with the per cents of a joint scheme.</summary>
    private static readonly Gen<(Commissioner Who, decimal? Nhs, decimal? Authority)> Commissioned = Gen.OneOf(
        AnyOf(Commissioner.Nhs, Commissioner.Authority).Select(who => (who, default(decimal?), default(decimal?))),
        AnyOf(0m, 33.333m, 50m, 100m).Select(nhs => (Commissioner.Joint, (decimal?)nhs, (decimal?)(100 - nhs))));

    private static readonly Gen<Sent> AnyPlan =
        from year in AnyOf(2015, 2015, 2016, 2017, 2025).Select(start => new FinancialYear(start))
        from version in Gen.Int[1, 2]
        from status in AnyOf(Enum.GetValues<PlanStatus>())
        from rule in MaybeRule
        from underspend in AnyOf(RiskShareRule.R7, RiskShareRule.R8, RiskShareRule.R9, RiskShareRule.R10).Nullable()
        from amounts in Gen.Frequency((1, MaybeMoney), (3, Money.Select(amount => (Pence?)amount))).Array[6]
        from clawback in Gen.Bool.Nullable()
        from ends in AnyOf(year.LastDay.AddDays(-1), year.LastDay.AddYears(2)).Nullable()
        from brought in Gen.Select(Gen.Int[0, 4], Money, MaybeMoney, Gen.Bool).Array[0, 6]
        from split in Gen.Bool
        from spent in Gen.Select(Gen.Int[1, 3], Gen.Int[0, 3], Money, Commissioned, MaybeNumber, AnyOf(Enum.GetValues<AreaOfSpend>())).Array[0, 6]
        from marks in Gen.Select(AnyOf(Enum.GetValues<SchemeRisk>()).Nullable(), Gen.Bool.Nullable(), AnyOf(Enum.GetValues<JointWorking>()).Nullable()).Array[4]
        from goals in Gen.Select(AnyMetric, AnyOf("", "-Q1", "-Q2", "-Q3", "-Q4"), MaybeNumber, MaybeNumber).Array[1, 8]
        from admissions in Gen.Select(Count, Count).Array[0, 4]
        from weights in Gen.Bool
        from printed in Money.Array[0, 2]
        select new Sent(Plan(year, version, status, rule, underspend, amounts, clawback, ends, brought, split, spent, marks, goals, admissions, weights, printed).ToList(), null);

    private static readonly Gen<Sent> AnyReturn =
        from year in AnyOf(2015, 2015, 2016, 2017, 2025).Select(start => new FinancialYear(start))
        from quarter in Gen.Int[0, 4].Select(number => year.Quarter(1).Add(number - 1))
        from host in AnyOf(Board, Board, Ccg)
        from covers in AnyOf(Enum.GetValues<PoolPeriod>())
        from unit in AnyOf(Enum.GetValues<PrintedUnit>())
        from rule in MaybeRule
        from balances in MaybeMoney.Array[4]
        from lines in Gen.Select(Gen.Bool, AnyOf(Board, Ccg, "11X", "E07000078"), AnyOf(Enum.GetValues<FundingSource>()), Gen.Bool, MaybeMoney.Array[5], Money).Array[0, 6]
        from totals in Gen.Select(AnyOf(Enum.GetValues<PoolTotal>()), AnyOf(Enum.GetValues<PoolMeasure>()), Money).Array[0, 3]
        from schemes in Gen.Select(Gen.Int[1, 4], Commissioned, MaybeMoney.Array[3], MaybeNumber.Array[2]).Array[0, 3]
        from payment in Gen.Select(Count.Nullable(), MaybeMoney.Array[4]).Nullable()
        from metrics in Gen.Select(AnyMetric, MaybeNumber, MaybeNumber, AnyOf(Enum.GetValues<MetricOutlook>())).Array[0, 3]
        select new Sent(null, Return(quarter, host, quarter.Number == 4 ? covers : PoolPeriod.Quarter, unit, rule, balances, lines, totals, schemes, payment, metrics).ToList());

    private static readonly Gen<ImmutableArray<ActivityCount>> AnyActivity =
        from first in AnyOf("2015-01", "2016-04").Select(ReportingMonth.Parse)
        from months in AnyOf(12, 12, 8)
        from own in Gen.Bool
        from metric in AnyOf(SmallActivity.Admissions, SmallActivity.Admissions, SmallActivity.Admissions, "reablement")
        from values in Gen.OneOf(Gen.Int[0, 4_000].Select(value => (decimal)value).Array[12], AnyOf(999_999_999_999m, 999_999_999_999m, 79_228_162_514_264_337_593_543_950_335m).Select(value => Enumerable.Repeat(value, 12).ToArray()))
        select (ImmutableArray<ActivityCount>)[.. Enumerable.Range(0, months).SelectMany(i => (own ? [Board] : new[] { Ccg, "11X" }).Select(body => new ActivityCount(
            first.AddMonths(i), body, own ? ActivityBody.Hwb : ActivityBody.Ccg, metric, values[i], metric == "reablement" ? 4_000 : null, AdmissionsSource.Mar, null, ActivityStatus.Final)))];

    private static readonly Gen<ImmutableArray<Allocation>> AnyAllocations =
        from year in AnyOf(2015, 2016, 2018, 2025).Select(start => new FinancialYear(start))
        from source in AnyOf(FundingSource.NhsMinimum, FundingSource.DisabledFacilities, FundingSource.ImprovedBetterCareFund)
        from whole in Gen.Bool
        from amounts in Gen.Frequency((9, Money), (1, Gen.Const(new Pence(long.MaxValue)))).Array[3]
        from mark in AnyOf(Mark.Verified, Mark.Recalled)
        select (ImmutableArray<Allocation>)[.. new (string? Body, RingFence? Fence)[] { (Ccg, null), (whole ? null : "11X", null), (null, RingFence.SocialCare) }
            .Where(line => line.Fence is null || source == FundingSource.NhsMinimum).Select((line, i) => new Allocation(year, source, Board, line.Body, line.Fence, amounts[i], mark, false, "invented"))];

    private static readonly Gen<Arrivals> Any = Gen.Select(Gen.OneOf(AnyPlan, AnyReturn).Array[1, 10], AnyActivity.Array[0, 3], AnyAllocations.Array[0, 2], (sent, activity, allocations) => new Arrivals(sent, activity, allocations));

    [Fact]
    public void Whatever_is_accepted_makes_figures_and_what_is_written_reads_back() => Any.Sample(arrivals =>
    {
        var (facts, _) = arrivals.Facts();
        var years = FundYears.Of(facts, PolicyBook.Current, Reference, []);
        Assert.Equal(facts.PlanHistory.Length + facts.QuarterHistory.Length > 0, years.Length > 0);
        foreach (var year in years)
        {
            var written = Json.Bytes(year);
            Assert.Equal(written, Json.Bytes(Json.Read<FundYear>(written)));
            Assert.NotEmpty(year.StatusReasons);
        }
        foreach (var year in years.Select(year => year.Key.Year))
        {
            var written = Json.Bytes(EnglandFunds.Of(year, [.. years, .. years.Select(other => other with { Key = other.Key with { Hwb = "730" } })], PolicyBook.Current, Reference));
            Assert.Equal(written, Json.Bytes(Json.Read<EnglandFund>(written)));
        }
    }, iter: 200);

    /// <summary>Or the law would say little.</summary>
    [Fact]
    public void Most_of_what_is_made_up_is_accepted()
    {
        var (sent, accepted) = (new int[4], new int[4]);
        Any.Sample(arrivals =>
        {
            foreach (var (kind, isAccepted) in arrivals.Facts().Accepted)
            {
                Interlocked.Increment(ref sent[kind]);
                Interlocked.Add(ref accepted[kind], isAccepted ? 1 : 0);
            }
        });
        Assert.All(sent.Zip(accepted), count => Assert.True(count.Second * 2 > count.First, $"{count.Second} of {count.First}"));
    }

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static IEnumerable<PlanRow> Plan(
        FinancialYear year, int version, PlanStatus status, RiskShareRule? rule, RiskShareRule? underspend, Pence?[] amounts, bool? clawback, DateOnly? ends, (int Line, Pence Amount, Pence? More, bool Recurrent)[] brought, bool split,
        (int Scheme, int Source, Pence Amount, (Commissioner Who, decimal? Nhs, decimal? Authority) By, decimal? Outputs, AreaOfSpend Area)[] spent, (SchemeRisk? Risk, bool? Uncommitted, JointWorking? Working)[] marks,
        (string Metric, string Quarter, decimal? Value, decimal? Numerator)[] goals, (int Baseline, int Planned)[] admissions, bool weights, Pence[] printed)
    {
        var (isPaid, nhs, kind) = (year.Start == 2015, year.Start < 2022 ? Ccg : Icb, year.Start < 2022 ? PartnerKind.Ccg : PartnerKind.Icb);
        yield return new Plan(
            Board, year, version, status, version == 1 ? year.FirstDay : year.FirstDay.AddMonths(5), version == 1 ? null : "Revised", null, year.FirstDay, Section75.PooledFund, rule, AmountsIn.Pounds, amounts[0], amounts[1],
            isPaid ? amounts[2] : null, isPaid ? "Local price" : null, isPaid ? AdmissionsSource.Mar : null, null, isPaid ? amounts[3] : null, isPaid ? 3.1m : null, isPaid ? clawback : null)
        {
            UnderspendRule = underspend,
            RiskHeld = year.Start == 2016 ? amounts[4] : null,
            MarginalPrice = year.Start == 2016 ? amounts[5] : null,
            AgreementEnds = ends,
        };
        (string Partner, PartnerKind Kind, FundingSource Source)[] partners =
        [
            (Board, PartnerKind.Council, FundingSource.DisabledFacilities), (nhs, kind, FundingSource.NhsMinimum), (nhs, kind, FundingSource.AdditionalNhs), (Board, PartnerKind.Council, FundingSource.AdditionalAuthority),
            (nhs, kind, FundingSource.Adjustment),
        ];
        var contributions = brought.Select((line, i) => new PlanContribution(
            Board, year, version, partners[line.Line].Partner, partners[line.Line].Kind, partners[line.Line].Source, $"line {i}", partners[line.Line].Source == FundingSource.Adjustment ? -line.Amount : line.Amount, line.More, line.Recurrent, null)).ToList();
        var schemes = spent.Select(line => new PlanScheme(
            Board, year, version, $"{line.Scheme}", $"Scheme {line.Scheme}", null, SchemeType.Other, null, line.Area, line.By.Who, line.By.Nhs, line.By.Authority, null, partners[line.Source].Source, line.Amount, false, line.Outputs,
            line.Outputs is null ? null : OutputUnit.Packages, null, marks[line.Scheme].Working, null)
        { Risk = marks[line.Scheme].Risk, IsUncommitted = marks[line.Scheme].Uncommitted }).DistinctBy(line => (line.Scheme, line.Source, line.Area)).ToList();
        // What is brought is what is spent (F4): the rest is one more line of one of the two.
        var rest = decimal.Clamp(schemes.Sum(line => line.Expenditure.Pounds) - contributions.Sum(line => line.Amount.Pounds), -1_000_000_000, 1_000_000_000);
        contributions.Add(new(Board, year, version, Board, PartnerKind.Council, FundingSource.Other, "the rest", Pence.FromPounds(decimal.Max(0, rest)), null, true, null));
        schemes.Add(new(Board, year, version, "9", "Not yet allocated", null, SchemeType.Other, null, AreaOfSpend.Other, Commissioner.Authority, null, null, null, FundingSource.Other, Pence.FromPounds(decimal.Max(0, -rest)), true, null, null, null, null, null));
        if (split)
            (contributions[0], contributions[^1]) = contributions.Count == 1 ? (contributions[0] with { AgreedShare = 100 }, contributions[0] with { AgreedShare = 100 }) : (contributions[0], contributions[^1] with { AgreedShare = 100 });
        foreach (var row in contributions.Concat<PlanRow>(schemes))
            yield return row;
        foreach (var goal in goals)
            yield return new MetricGoal(Board, year, version, goal.Metric, goal.Metric is "local-metric" or "patient-experience" ? "What is measured" : null, $"{year}{goal.Quarter}", goal.Value ?? 0, goal.Numerator is { } number ? decimal.Floor(number) : null, null);
        foreach (var (i, line) in admissions.Index().Where(_ => isPaid))
            yield return new PlanAdmissions(Board, year, version, PaidBoard.Quarters[i], line.Baseline, line.Planned, AdmissionsSource.Mar, null, weights && admissions.Length == 4 ? 25 : null);
        yield return new PlanCondition(Board, year, version, 1, "Plan jointly agreed", "Yes", null, null);
        foreach (var (i, role) in new[] { SignOffRole.HwbChair, SignOffRole.NhsChiefExecutive, SignOffRole.CouncilChiefExecutive, SignOffRole.Section151Officer }.Index())
            yield return new PlanSignOff(Board, year, version, role, Board, $"Person {i}", year.FirstDay, false);
        foreach (var (i, total) in printed.Index())
            yield return new PrintedTotal(Board, year, version, i == 0 ? PoolSide.Income : PoolSide.Expenditure, $"Total {i}", null, null, total, 1);
    }

    private static IEnumerable<PooledFundRow> Return(
        FinancialQuarter quarter, string host, PoolPeriod covers, PrintedUnit unit, RiskShareRule? rule, Pence?[] balances, (bool IsIncome, string Partner, FundingSource Source, bool Deducts, Pence?[] Amounts, Pence Actual)[] lines,
        (PoolTotal Of, PoolMeasure Measure, Pence Amount)[] totals, (int Scheme, (Commissioner Who, decimal? Nhs, decimal? Authority) By, Pence?[] Amounts, decimal?[] Outputs)[] schemes, (int? Admissions, Pence?[] Amounts)? payment,
        (string Metric, decimal? Planned, decimal? Actual, MetricOutlook Outlook)[] metrics)
    {
        yield return new PooledFundAccount(quarter, Board, host, null, covers, balances[0], balances[1], rule, balances[2], balances[3], null, null, null, null, unit, null);
        foreach (var (isIncome, partner, source, deducts, amounts, actual) in lines)
        {
            yield return isIncome
                ? new PooledFundIncome(quarter, Board, partner, source, null, deducts, amounts[0], amounts[1], amounts[2], actual, amounts[3], amounts[4], null, null)
                : new PooledFundExpenditure(quarter, Board, partner, source, null, deducts, amounts[0], amounts[1], amounts[2], actual, null);
        }
        foreach (var (of, measure, amount) in totals)
            yield return new PooledFundSubTotal(quarter, Board, of, null, measure, amount);
        foreach (var (scheme, by, amounts, outputs) in schemes)
            yield return new PooledFundScheme(quarter, Board, $"{scheme}", $"Scheme {scheme}", by.Who, by.Nhs, by.Authority, amounts[0], amounts[1], amounts[2], outputs[0], outputs[1], OutputUnit.Packages, null);
        if (payment is var (admissions, agreed))
            yield return new PooledFundPerformance(quarter, Board, admissions, admissions is null ? null : AdmissionsSource.Mar, null, agreed[0], agreed[1], null, agreed[2], agreed[3], null, null);
        foreach (var (metric, planned, actual, outlook) in metrics)
            yield return new PooledFundMetric(quarter, Board, metric, planned, actual, outlook, null);
    }

    /// <summary>A plan or a return.</summary>
    private sealed record Sent(IEnumerable<PlanRow>? Plan, IEnumerable<PooledFundRow>? Return);

    private sealed record Arrivals(Sent[] Sent, ImmutableArray<ActivityCount>[] Activity, ImmutableArray<Allocation>[] Allocations)
    {
        /// <summary>All that is known when everything has arrived; and of each plan, return, list of activity and list of allocations, 0 to 3, whether it was accepted.</summary>
        internal (FundFacts Facts, IReadOnlyList<(int Kind, bool IsAccepted)> Accepted) Facts()
        {
            var ledger = new MemoryLedger(Reference);
            var day = new DateOnly(2026, 6, 1);
            List<(int, bool)> accepted =
            [
                .. Sent.Select(sent => sent.Plan is { } plan ? (0, Receive(FundLedger.Content(BcfPlan.Collection, plan), Board)) : (1, Receive(FundLedger.Content(PooledFund.Collection, sent.Return!), Board))),
                .. Activity.Select(counts => (2, Receive(FundLedger.Content(Core.Returns.Activity.Collection, counts), "X24"))),
                .. Allocations.Select(list => (3, Receive(FundLedger.Content(Core.Returns.Allocations.Collection, list), "KEEPER"))),
            ];
            var delays = Enumerable.Range(0, 48).Select(i => new FundDelays(new ReportingMonth(2015, 4).AddMonths(i), i * 100, i % 3 == 0 ? 0 : 50, 5, i * 100 + 55, 10, 1, 150, FigureStatus.Final));
            return (ledger.Facts(Board, delays), accepted);

            bool Receive(FileContent content, string sender)
            {
                day = day.AddDays(1);
                return !ledger.Receive(content, sender, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Found.Accepted.IsEmpty;
            }
        }
    }
}

using System.Globalization;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Tests.Figures;

/// <summary>The sample's pooled funds, from the uploaded file to the figure, against the tables that were worked out from the domain note. Every line of a table is compared.</summary>
public class FundSampleTests
{
    /// <summary>How a table writes what was made: the same figure under the same name.</summary>
    private delegate IEnumerable<(string About, string Figure, string Value)> Made(FundFacts facts, FinancialYear year);

    private static readonly FundSample Sample = FundSample.All;

    [Fact]
    public void Performance_payments_are_those_of_the_table() => Compare("performance", (facts, year) =>
    {
        var payment = PerformancePayments.Of(facts, year, PolicyBook.Current, Sample.Reference)!;
        return
        [
            .. from terms in payment.Terms
               let about = $"version {terms.Version}"
               from figure in new[]
               {
                   ("Baseline total", Number(terms.BaselineTotal)), ("Planned reduction of the year", Number(terms.Reduction)), ("Target per cent", Number(terms.TargetPercent)), ("Total performance fund", Pounds(terms.Fund)),
                   ("Share of the national pot", Pounds(terms.Share)), ("Ring-fenced", Pounds(terms.RingFence)), ("Percentage points from the operational plans", Number(terms.Gate?.Apart)),
               }
               select (about, figure.Item1, figure.Item2),
            .. from quarter in payment.Quarters
               from figure in new[]
               {
                   ("Payment month", quarter.PaymentMonth?.ToString() ?? ""), ("Plan version", Number(quarter.PlanVersion)), ("Baseline", Number(quarter.Baseline)), ("Plan", Number(quarter.Planned)), ("Actual", Number(quarter.Actual)),
                   ("Planned absolute reduction (cumulative)", Number(quarter.PlannedReduction)), ("Maximum cumulative payment", Pounds(quarter.MaximumCumulative)), ("Maximum quarterly payment", Pounds(quarter.MaximumPayment)),
                   ("Performance against baseline", Number(quarter.AgainstBaseline)), ("Performance against baseline (cumulative)", Number(quarter.AgainstBaselineCumulative)), ("Earned (cumulative)", Pounds(quarter.EarnedCumulative)),
                   ("Suggested quarterly payment", Pounds(quarter.Suggested)), ("Actual payment locally agreed", Pounds(quarter.Agreed)), ("Total payment made", Pounds(quarter.Paid)),
                   ("Suggested amount of unreleased funds", Pounds(quarter.Unreleased)), ("Unreleased funds (cumulative)", Pounds(quarter.UnreleasedCumulative)),
                   ("Actual locally agreed unreleased funds", Pounds(quarter.AgreedUnreleased)), ("Use of unreleased funds", quarter.Use?.ToString() ?? ""),
               }
               select (quarter.Quarter.ToString(), figure.Item1, figure.Item2),
            ("year", "Total performance fund", Pounds(payment.Fund)), ("year", "Total performance and ring-fenced funds", Pounds(payment.Share)), ("year", "Ring-fenced", Pounds(payment.RingFence)),
            ("year", "Total paid", Pounds(payment.Paid)), ("year", "Unreleased at year end", Pounds(payment.Unreleased)), ("year", "Not absorbed", Pounds(payment.Unabsorbed)), ("year", "Clawback", payment.Clawback ? "yes" : "no"),
        ];
    });

    /// <summary>Paid before the plan was revised, and by the plan that was in force: what is told on the way, file by file.</summary>
    [Theory]
    [InlineData("2015-05-27", null, null)]
    [InlineData("2015-05-28", "134100.00", null)]
    [InlineData("2015-06-18", "134100.00", null)]
    [InlineData("2015-08-28", "409100.00", null)]
    [InlineData("2015-11-27", "901450.00", null)]
    [InlineData("2016-02-11", "1457220.00", "226480.00")]
    [InlineData("2018-05-31", "1457220.00", "226480.00")]
    public void What_is_paid_follows_the_files_as_they_arrive(string by, string? paid, string? unreleased)
    {
        var payment = PerformancePayments.Of(Sample.Facts("612", by), new FinancialYear(2015), PolicyBook.Current, Sample.Reference);
        Assert.Equal((paid ?? "", unreleased ?? ""), (Pounds(payment?.Paid), Pounds(payment?.Unreleased)));
    }

    [Fact]
    public void Checks_of_plans_are_those_of_the_table() => Compare("plan-checks", (facts, year) =>
    {
        var plan = PlanChecks.Of(facts, year, PolicyBook.Current, Sample.Reference)!;
        return
        [
            ("", "Income", Pounds(plan.Income)), ("", "Expenditure", Pounds(plan.Expenditure)),
            .. from check in plan.Checks
               from figure in new[] { ("result", check.Result.ToString()), ("has", Pounds(check.Has)), ("needs", Pounds(check.Needs)), ("headroom", Pounds(check.Headroom)) }
               select (Code(check.About), $"{check.Rule} {figure.Item1}", figure.Item2),
        ];
    });

    [Fact]
    public void Pools_are_those_of_the_table() => Compare("pool", (facts, year) =>
    {
        var pool = PoolPositions.Of(facts, year, PolicyBook.Current, Sample.Reference)!;
        return
        [
            .. from quarter in pool.Quarters
               from figure in new[]
               {
                   ("Income yearly plan", quarter.Income.YearlyPlan), ("Income planned", quarter.Income.Planned), ("Income actual", quarter.Income.Actual),
                   ("Expenditure yearly plan", quarter.Expenditure.YearlyPlan), ("Expenditure planned", quarter.Expenditure.Planned), ("Expenditure actual", quarter.Expenditure.Actual),
                   ("Income planned year to date", quarter.IncomeToDate.Planned), ("Income actual year to date", quarter.IncomeToDate.Actual),
                   ("Expenditure planned year to date", quarter.ExpenditureToDate.Planned), ("Expenditure actual year to date", quarter.ExpenditureToDate.Actual),
                   ("Opening balance", quarter.Opening), ("Balance", quarter.Balance), ("Closing balance as submitted", quarter.SubmittedClosing),
               }
               select (quarter.Quarter.ToString(), figure.Item1, Pounds(figure.Item2)),
            .. from quarter in pool.Quarters
               from due in quarter.Contributions
               select ($"{quarter.Quarter} {due.Partner} {BetterCareFund.Name(due.Source)}", "Contribution outstanding", Pounds(due.Outstanding)),
        ];
    });

    [Fact]
    public void Shares_of_risk_are_those_of_the_table() => Compare("risk-share", (facts, year) =>
    {
        var sharing = Sharing(facts, year)!;
        return
        [
            ("", "Variance", Pounds(sharing.Variance)), ("", "Rule", sharing.Rule.ToString()!), ("", "Unallocated", Pounds(sharing.Unallocated)),
            .. from partner in sharing.Partners
               from figure in new[] { ("Contribution", Pounds(partner.Contribution)), ("Per cent", Number(partner.Percent)), ("Share", Pounds(partner.Share)), ("Cap", Pounds(partner.Cap)), ("Cap left", Pounds(partner.CapLeft)) }
               select (partner.Partner, figure.Item1, figure.Item2),
        ];
    });

    [Fact]
    public void Memorandum_accounts_are_those_of_the_table() => Compare("memorandum", (facts, year) =>
    {
        var account = MemorandumShares.Of(PoolPositions.Of(facts, year, PolicyBook.Current, Sample.Reference)!.Account!, Sharing(facts, year)!);
        return
        [
            ("", "Opening", Pounds(account.Opening)), ("", "Contributions", Pounds(account.Contributions)), ("", "Expenditure", Pounds(account.Expenditure)), ("", "Closing", Pounds(account.Closing)),
            .. from partner in account.Partners
               from figure in new[] { ("Contributed", partner.Contributed), ("Spent", partner.Spent), ("Share of closing", partner.ShareOfClosing) }
               select (partner.Partner, figure.Item1, Pounds(figure.Item2)),
        ];
    });

    [Fact]
    public void Schemes_are_those_of_the_table() => Compare("schemes", (facts, year) =>
        from scheme in SchemePositions.Of(facts, year, PolicyBook.Current, Sample.Reference, [])!.Schemes
        from figure in new[]
        {
            ("Planned for the year", Pounds(scheme.PlannedYear)), ("Planned to date", Pounds(scheme.PlannedToDate)), ("Spent to date", Pounds(scheme.ActualToDate)), ("Variance", Pounds(scheme.Variance)),
            ("Spent per cent", Number(scheme.SpentPercent)), ("Planned unit cost", Number(scheme.PlannedUnitCost)), ("Unit cost", Number(scheme.UnitCost)), ("Volume", Pounds(scheme.Volume)), ("Price", Pounds(scheme.Price)),
        }
        select (scheme.Scheme, figure.Item1, figure.Item2));

    [Fact]
    public void Metrics_are_those_of_the_table() => Compare("metrics", (facts, year) =>
        from metric in FundMetrics.Of(facts, year, PolicyBook.Current, Sample.Reference)
        from figure in new[] { ("Numerator", Number(metric.Actual.Numerator)), ("Denominator", Number(metric.Actual.Denominator)), ("Goal", Number(metric.Goal)), ("Actual", Number(metric.Actual.Value)), ("Track", metric.Track.ToString()) }
        select ($"{metric.Metric} {metric.Period}", figure.Item1, figure.Item2));

    [Fact]
    public void Differences_from_what_was_submitted_are_those_of_the_table() => Compare("comparisons", (facts, year) =>
        from comparison in FundComparisons.Of(facts, year, PolicyBook.Current, Sample.Reference)
        let about = AboutOf(comparison, facts, year)
        where about is not null
        from figure in new[]
        {
            ("Submitted", Pounds(comparison.Submitted)), ("Recomputed", Pounds(comparison.Recomputed)), ("Difference", Pounds(comparison.Difference)), ("Why", Cause(comparison.Why)),
        }
        select (about, figure.Item1, figure.Item2));

    [Fact]
    public void The_release_of_2016_17_is_that_of_the_table() => Compare("release", (facts, year) =>
    {
        var release = Releases.Of(facts, year, PolicyBook.Current, Sample.Reference)!;
        return
        [
            .. from quarter in release.Quarters
               from figure in new[] { ("Planned", Number(quarter.Planned)), ("Actual", Number(quarter.Actual)), ("Excess", Number(quarter.Excess)), ("Cost", Pounds(quarter.Cost)) }
               select (quarter.Quarter.ToString(), figure.Item1, figure.Item2),
            ("year", "Held", Pounds(release.Held)), ("year", "Marginal price", Pounds(release.MarginalPrice)), ("year", "Excess cost", Pounds(release.ExcessCost)), ("year", "To the NHS", Pounds(release.ToNhs)), ("year", "To the pool", Pounds(release.ToPool)),
        ];
    });

    [Fact]
    public void The_expectation_of_2017_18_is_that_of_the_table() => Compare("expectation", (facts, year) =>
    {
        var expectation = DelayExpectations.Of(facts, year, PolicyBook.Current, Sample.Reference)!;
        return
        [
            ("", "Baseline, days a day in February 2017", Number(expectation.Baseline)), ("", "Expected in September 2017", Number(expectation.Expected)), ("", "Reached in September 2017", Number(expectation.ReachedInSeptember)),
            .. expectation.Criteria.Zip(new[] { "September reached", "Better than a year before", "Better than February", "Not in the bottom quartile", "Fifth criterion" },
                (criterion, name) => ("", name, criterion.Met switch { true => "Yes", false => "No", null => "" })),
            ("", "iBCF 2018-19", Pounds(expectation.NextYearsGrant)), ("", "Per cent at risk", Number(expectation.PercentAtRisk)), ("", "At risk", Pounds(expectation.AtRisk)),
        ];
    });

    [Fact]
    public void Who_bears_delays_and_spend_is_as_in_the_table() => Compare("shunting", (facts, year) =>
        from one in Shuntings.Of(facts, year, PolicyBook.Current, Sample.Reference)!.Years
        from figure in new[]
        {
            ("NHS days", Number(one.NhsDays)), ("Social care days", Number(one.SocialCareDays)), ("Both days", Number(one.BothDays)), ("All days", Number(one.AllDays)), ("NHS share of delays", Number(one.NhsDelayShare)),
            ("NHS spend", Pounds(one.NhsSpend)), ("Authority spend", Pounds(one.AuthoritySpend)), ("Spend", Pounds(one.Spend)), ("NHS share of spend", Number(one.NhsSpendShare)),
        }
        select (one.Year.ToString(), figure.Item1, figure.Item2));

    /// <summary>By the table: the NHS's part of delays and of spend falls by more than two percentage points, and there are more of both.</summary>
    [Fact]
    public void Both_shifts_of_2017_18_are_told()
    {
        var findings = Shuntings.Of(Sample.Facts("612"), new FinancialYear(2017), PolicyBook.Current, Sample.Reference)!.Findings;
        Assert.Contains(findings, said => said.Contains("86.4% to 81.6%", StringComparison.Ordinal) && said.Contains("13,994 to 17,083", StringComparison.Ordinal));
        Assert.Contains(findings, said => said.Contains("50.8% to 46.5%", StringComparison.Ordinal) && said.Contains("£31,702,309.95 to £34,210,415.37", StringComparison.Ordinal));
    }

    /// <summary>11,190 in the return; 4,450 x 0.92 + 7,900 x 0.90 = 11,204 by the groups.</summary>
    [Fact]
    public void What_the_groups_count_differently_is_told_and_not_used()
    {
        var quarter = PerformancePayments.Of(Sample.Facts("612"), new FinancialYear(2015), PolicyBook.Current, Sample.Reference)!.Quarters[1];
        Assert.Equal(11_190, quarter.Actual);
        Assert.Contains(quarter.Notes, note => note.Contains("11,204", StringComparison.Ordinal));
    }

    private static RiskSharing? Sharing(FundFacts facts, FinancialYear year) => RiskSharings.Of(facts, year, PoolPositions.Of(facts, year, PolicyBook.Current, Sample.Reference), PolicyBook.Current, Sample.Reference);

    /// <summary>Each line of the table that is not what was made, with both values; nothing when all are.</summary>
    private static void Compare(string table, Made make)
    {
        var rows = FundSample.Table($"expected/{table}.csv");
        Assert.NotEmpty(rows);
        var made = rows.Select(row => (Board: row["board"], Year: row["year"])).Distinct()
            .SelectMany(key => make(Sample.Facts(key.Board), FinancialYear.Parse(key.Year)), (key, one) => (Key: (key.Board, key.Year, one.About, one.Figure), one.Value))
            .ToLookup(one => one.Key, one => one.Value);
        var differing =
            from row in rows
            let values = made[(row["board"], row["year"], row["about"], row["figure"])].ToList()
            let value = values is [var one] ? one : values.Count == 0 ? "nothing of that name" : string.Join(" and ", values)
            where value != row["value"]
            select $"{row["board"]} {row["year"]} {row["about"]}, {row["figure"]} ({row["paragraph"]}): '{row["value"]}' in the table, '{value}' made";
        var told = string.Join('\n', differing);
        Assert.True(told.Length == 0, told);
    }

    /// <summary>What a comparison is about, as the table says it: found by the line that it names. Null for what the table leaves out.</summary>
    private static string? AboutOf(FundComparison comparison, FundFacts facts, FinancialYear year)
    {
        var sent = year.Quarters.Select(facts.QuarterOf).FirstOrDefault(one => one is not null && comparison.Where.StartsWith($"{FinancialQuarter.Parse(one.Slice.Page).Name},", StringComparison.Ordinal));
        if (sent is null)
            return null;
        if (comparison.What.Contains("balance", StringComparison.Ordinal) && !comparison.What.StartsWith("Balance,", StringComparison.Ordinal))
            return $"{sent.Slice.Page} {string.Join(' ', comparison.What.Split(' ', ',').Take(2))}";
        var total = sent.Of<PooledFundSubTotal>().FirstOrDefault(total => comparison.Where.EndsWith($"line {total.SourceLine}", StringComparison.Ordinal) && comparison.What.StartsWith($"{total.Row.Of}, actual", StringComparison.Ordinal));
        return total is null ? null : $"{sent.Slice.Page} {total.Row.Of} {total.Row.Partner ?? "all"}{(comparison.What.Contains("beside the printed totals", StringComparison.Ordinal) ? " beside the printed totals" : "")}";
    }

    /// <summary>The code of whoever is named with it.</summary>
    private static string Code(string? about) => about is null ? "" : about.EndsWith(')') ? about[(about.LastIndexOf('(') + 1)..^1] : about;

    private static string Cause(string? why) => why switch
    {
        null => "",
        _ when why.Contains("without its sign", StringComparison.Ordinal) || why.Contains("not taken off", StringComparison.Ordinal) => "sign",
        _ when why.Contains("rounding", StringComparison.Ordinal) => "rounding",
        _ when why.Contains("digit", StringComparison.Ordinal) => "digit",
        _ => why,
    };

    private static string Pounds(Pence? amount) => Pounds(amount?.Pounds);

    private static string Pounds(decimal? pounds) => pounds?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    private static string Number(decimal? number) => number is { } known ? Math.Round(known, 10, MidpointRounding.AwayFromZero).ToString("0.##########", CultureInfo.InvariantCulture) : "";
}

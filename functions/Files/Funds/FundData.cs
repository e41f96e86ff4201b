using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Data;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds;

/// <summary>
/// The figures of a fund as one table of data: one value in a row, for other programs. A value is exact and in the unit that stands beside it. Where there is none it is empty and the status says why; it is never zero for want of
/// a number.
/// </summary>
public static class FundData
{
    private const string Pounds = "pounds", Admissions = "admissions", PerCent = "per cent", Known = "";

    private static readonly CsvTable<(Origin Of, Row Row)> Table = new CsvTable<(Origin Of, Row Row)>(
        "One value of a fund in a row. Where there is no value the cell is empty, and the status says why; it is never zero for want of a number.")
        .Always("board_code", "Board", "Code of the authority whose board it is; ENG for England.", one => one.Row.Board?.Code ?? one.Of.Key.Hwb)
        .Always("board_name", "Name of the board", "As its authority is called.", one => one.Row.Board?.Name ?? one.Of.Name)
        .Always("year", "Financial year", "2015-16 begins on 1 April 2015.", one => one.Of.Key.Year.ToString())
        .Always("table", "Kind of row", "Which part of the fund: performance, pool, account, risk-share, scheme, metric, plan, check, comparison and their parts.", one => one.Row.Table)
        .Always("id", "Figure", "Stable name of the figure within its kind.", one => one.Row.Id)
        .Text("period", "Period", "Quarter (2015-16-Q1), month (2025-04) or year, where the figure is of one.", one => one.Row.Period)
        .Text("item_code", "Code of the item", "Partner, scheme, check or metric, where the figure is of one.", one => one.Row.Code)
        .Text("item", "Item", "The same in words.", one => one.Row.Item)
        .Text("source_of_funding", "Source of funding", "As it was called in the year.", one => one.Row.Source)
        .Number("value", "Value", "Exact, in the unit beside it; empty where there is none.", one => one.Row.Value)
        .Always("unit", "Unit", "Of the value.", one => one.Row.Unit)
        .Always("status", "Status", "How far the value can be relied on; why there is none where there is none.", one => one.Row.Status != Known ? one.Row.Status : one.Row.Value is null ? FundWords.NotKnown : one.Of.Status)
        .Number("numerator", "Numerator", "Of a rate or a share.", one => one.Row.Numerator)
        .Number("denominator", "Denominator", "Of a rate or a share.", one => one.Row.Denominator)
        .Text("denominator_name", "What the denominator is", "In words.", one => one.Row.DenominatorName)
        .Text("note", "Note", "What a reader must know of the figure.", one => one.Row.Note)
        .Always("policy", "Rules", "Version of the rules that the figure was worked out by.", one => one.Of.Policy)
        .Always("reference", "Reference data", "Version of the reference data that the figure was worked out with.", one => one.Of.Reference)
        .Always("last_acceptance", "Last acceptance", "The last return that anything in the file comes from.", one => one.Of.Last)
        .Time("as_at", "As at", "When that return was received.", one => one.Of.At);

    /// <summary>What each column is.</summary>
    public static CsvDescription Description => Table;

    public static ImmutableArray<string> Columns => Table.Names;

    /// <summary>With headings; lines end in a line feed. A text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public static string Csv(FundYear year) => Written(Rows(new FundRows(year)), new(year.Key, year.Name, Phrases.Of(year.Status), year.Policy, year.Reference, year.LastAcceptance.Value, year.AsAt));

    /// <inheritdoc cref="Csv(FundYear)"/>
    public static string Csv(EnglandFund england) => Written(Rows(england), new(england.Key, england.Name, Phrases.Of(england.Status), england.Policy, england.Reference, england.LastAcceptance.Value, england.AsAt));

    /// <summary>What every row says of the document that it is from.</summary>
    private sealed record Origin(FundKey Key, string Name, string Status, string Policy, string Reference, string Last, DateTimeOffset At);

    /// <param name="Status">Of the figure; that of the document where it has none of its own and a value.</param>
    private sealed record Row(string Table, string Id, decimal? Value, string Unit, string? Period = null, string? Code = null, string? Item = null, string? Source = null, string Status = Known, decimal? Numerator = null, decimal? Denominator = null, string? DenominatorName = null, string? Note = null)
    {
        public (string Code, string Name)? Board { get; init; }
    }

    private static string Written(IEnumerable<Row> rows, Origin of) => Table.Csv(rows.Select(row => (of, row)));

    private static IEnumerable<Row> Rows(FundRows rows)
    {
        var year = rows.Year;
        return
        [
            .. year.Performance is { } performance ? Performance(performance) : [], .. year.Release is { } release ? Release(release) : [], .. year.Expectation is { } expectation ? Expectation(expectation) : [],
            .. year.Pool is { } pool ? Pool(rows, pool) : [], .. year.RiskSharing is { } sharing ? Sharing(sharing) : [], .. rows.Schemes.SelectMany(Scheme), .. Groups(rows.Groups), .. year.Metrics.SelectMany(Metric),
            .. year.Shunting is { } shunting ? shunting.Years.SelectMany(Bearing) : [], .. year.Plan is { } plan ? Plan(plan) : [], .. year.Comparisons.SelectMany(Comparison),
        ];
    }

    private static IEnumerable<Row> Performance(PerformancePayment performance)
    {
        var status = performance.Status == FigureStatus.NotCalculable ? Phrases.NotCalculable : Known;
        yield return Of("performance", "fund", performance.Fund) with { Status = performance.Fund is null ? status : Known };
        yield return Of("performance", "share-of-national", performance.Share);
        yield return Of("performance", "ring-fence", performance.RingFence);
        yield return Of("performance", "paid", performance.Paid) with { Status = performance.Paid is null ? FundWords.NotSettled : Known };
        yield return Of("performance", "unreleased", performance.Unreleased) with { Status = performance.Unreleased is null ? FundWords.NotSettled : Known };
        if (performance.Unabsorbed is { } unabsorbed)
            yield return Of("performance", "unabsorbed", unabsorbed);
        foreach (var terms in performance.Terms)
        {
            var version = $"version {Words.Number(terms.Version)}";
            yield return new("performance-terms", "value-per-admission", terms.ValuePerAdmission, Pounds, Item: version, Note: terms.ValueReason);
            yield return new("performance-terms", "baseline", terms.BaselineTotal, Admissions, Item: version);
            yield return new("performance-terms", "reduction", terms.Reduction, Admissions, Item: version);
            yield return new("performance-terms", "reduction-percent", terms.TargetPercent, PerCent, Item: version);
            yield return new("performance-terms", "fund", terms.Fund, Pounds, Item: version);
        }
        foreach (var quarter in performance.Quarters)
        {
            foreach (var row in Quarter(quarter))
                yield return row with { Period = quarter.Quarter.ToString(), Status = row.Value is null ? row.Id is "agreed" or "agreed-unreleased" or "suggested-submitted" ? "not given" : Phrases.Of(quarter.Status) : Phrases.Of(quarter.Status) };
        }
    }

    private static IEnumerable<Row> Quarter(PerformanceQuarter quarter) =>
    [
        Of("plan-version", quarter.PlanVersion, "version"), Of("baseline", quarter.Baseline, Admissions), Of("planned", quarter.Planned, Admissions), Of("actual", quarter.Actual, Admissions) with { Note = quarter.ActualFrom },
        Of("planned-reduction-cumulative", quarter.PlannedReduction, Admissions), Of("maximum-cumulative", quarter.MaximumCumulative, Pounds), Of("maximum", quarter.MaximumPayment?.Pounds, Pounds), Of("against-baseline", quarter.AgainstBaseline, Admissions),
        Of("against-baseline-cumulative", quarter.AgainstBaselineCumulative, Admissions), Of("earned-cumulative", quarter.EarnedCumulative, Pounds), Of("suggested", quarter.Suggested?.Pounds, Pounds) with { Note = quarter.Limit is { } limit ? FundWords.MeaningOf(limit) : null },
        Of("suggested-submitted", quarter.SubmittedSuggested?.Pounds, Pounds), Of("agreed", quarter.Agreed?.Pounds, Pounds) with { Note = quarter.Reason }, Of("paid", quarter.Paid?.Pounds, Pounds), Of("unreleased", quarter.Unreleased?.Pounds, Pounds),
        Of("unreleased-cumulative", quarter.UnreleasedCumulative?.Pounds, Pounds), Of("agreed-unreleased", quarter.AgreedUnreleased?.Pounds, Pounds) with { Note = quarter.Use is { } use ? FundWords.Of(use) : null },
    ];

    private static Row Of(string id, decimal? value, string unit) => new("performance-quarter", id, value, unit);

    private static Row Of(string table, string id, Pence? amount) => new(table, id, amount?.Pounds, Pounds);

    private static IEnumerable<Row> Release(ContingencyRelease release) =>
    [
        Of("release", "held", release.Held), Of("release", "marginal-price", release.MarginalPrice), Of("release", "excess-cost", release.ExcessCost), Of("release", "to-nhs", release.ToNhs), Of("release", "to-pool", release.ToPool),
        .. release.Quarters.SelectMany(quarter => new Row[] { new("release-quarter", "planned", quarter.Planned, Admissions), new("release-quarter", "actual", quarter.Actual, Admissions), new("release-quarter", "excess", quarter.Excess, Admissions), Of("release-quarter", "cost", quarter.Cost) }
            .Select(row => row with { Period = quarter.Quarter.ToString() })),
    ];

    private static IEnumerable<Row> Expectation(DelayExpectation expectation) =>
    [
        new("expectation", "baseline", expectation.Baseline, "delayed days a day", "2017-02"), new("expectation", "expected", expectation.Expected, "delayed days a day", "2017-09"), new("expectation", "reached", expectation.ReachedInSeptember, "delayed days a day", "2017-09"),
        Of("expectation", "next-years-grant", expectation.NextYearsGrant), new("expectation", "percent-at-risk", expectation.PercentAtRisk, PerCent), Of("expectation", "at-risk", expectation.AtRisk) with { Note = "For information: nothing was withdrawn." },
        .. expectation.Criteria.Select(one => new Row("expectation-criterion", "met", one.Met is { } met ? met ? 1 : 0 : null, "1 met, 0 not met", Item: one.Name, Status: one.Met is null ? "cannot tell" : Known, Note: one.Says)),
    ];

    private static IEnumerable<Row> Pool(FundRows rows, PoolPosition pool)
    {
        foreach (var row in Amounts("pool", "income", pool.Income).Concat(Amounts("pool", "expenditure", pool.Expenditure)))
            yield return row with { Period = pool.Quarters.IsEmpty ? null : pool.To.ToString() };
        foreach (var quarter in pool.Quarters)
        {
            foreach (var row in Amounts("pool-quarter", "income", quarter.Income).Concat(Amounts("pool-quarter", "expenditure", quarter.Expenditure)).Append(Of("pool-quarter", "opening", quarter.Opening)).Append(Of("pool-quarter", "balance", quarter.Balance))
                .Append(Of("pool-quarter", "closing-submitted", quarter.SubmittedClosing)))
                yield return row with { Period = quarter.Quarter.ToString() };
            foreach (var line in quarter.Lines)
            {
                var side = line.Side == PoolSide.Income ? "income" : "expenditure";
                foreach (var row in Amounts("pool-line", side, line.Quarter).Concat(Amounts("pool-line", $"{side}.to-date", line.YearToDate)).Append(Of("pool-line", $"{side}.full-year-forecast", line.FullYearForecast)))
                    yield return row with { Period = quarter.Quarter.ToString(), Code = line.Partner, Item = FundWords.Named(line.PartnerName, line.Partner), Source = line.SourceName, Note = line.Description };
            }
            foreach (var due in quarter.Contributions)
            {
                foreach (var row in new[] { Of("contribution", "due", due.Due), Of("contribution", "received", due.Received), Of("contribution", "outstanding", due.Outstanding) })
                    yield return row with { Period = quarter.Quarter.ToString(), Code = due.Partner, Item = FundWords.Named(due.PartnerName, due.Partner), Source = due.SourceName, Note = due.Description };
            }
        }
        if (pool.Account is not { } account)
            yield break;
        foreach (var row in new[] { Of("account", "opening", account.Opening), Of("account", "contributions", account.Contributions), Of("account", "expenditure", account.Expenditure), Of("account", "closing", account.Closing) })
            yield return row with { Period = account.To.ToString() };
        foreach (var partner in account.Partners)
        {
            foreach (var row in new[] { Of("account-partner", "contributed", partner.Contributed), Of("account-partner", "spent", partner.Spent), Of("account-partner", "share-of-closing", partner.ShareOfClosing) })
                yield return row with { Period = account.To.ToString(), Code = partner.Partner, Item = FundWords.Named(partner.Name, partner.Partner), Status = row.Value is null && row.Id == "share-of-closing" ? "needs a decision" : Known };
        }
    }

    private static IEnumerable<Row> Amounts(string table, string side, PoolAmounts amounts) =>
        [Of(table, $"{side}.yearly-plan", amounts.YearlyPlan), Of(table, $"{side}.planned", amounts.Planned), Of(table, $"{side}.forecast", amounts.Forecast), Of(table, $"{side}.actual", amounts.Actual), Of(table, $"{side}.variance", amounts.Variance)];

    private static IEnumerable<Row> Sharing(RiskSharing sharing)
    {
        yield return Of("risk-share", "variance", sharing.Variance) with { Note = sharing.Basis };
        if (sharing.Unallocated is { } unallocated)
            yield return Of("risk-share", "unallocated", unallocated) with { Note = sharing.Needs };
        if (sharing.CarriedForward is { } carried)
            yield return Of("risk-share", "carried-forward", carried);
        foreach (var met in sharing.Met)
            yield return Of("risk-share", "met", met.Amount) with { Item = met.By };
        foreach (var partner in sharing.Partners)
        {
            foreach (var row in new[] { Of("risk-share", "contribution", partner.Contribution), new Row("risk-share", "percent", partner.Percent, PerCent), Of("risk-share", "share", partner.Share), Of("risk-share", "cap", partner.Cap), Of("risk-share", "cap-left", partner.CapLeft) })
            {
                yield return row with
                {
                    Code = partner.Partner,
                    Item = FundWords.Named(partner.Name, partner.Partner),
                    Note = sharing.Rule is { } rule ? $"{rule}: {FundWords.Of(rule)}" : "no rule",
                    Status = row.Value is null ? row.Id is "cap" or "cap-left" ? "no maximum" : row.Id == "percent" ? "does not apply" : "not shared" : Known,
                };
            }
        }
    }

    private static IEnumerable<Row> Scheme(SchemePosition scheme) =>
        new[]
        {
            Of("scheme", "planned-year", scheme.PlannedYear), Of("scheme", "planned", scheme.PlannedToDate), Of("scheme", "actual", scheme.ActualToDate), Of("scheme", "forecast", scheme.Forecast), Of("scheme", "variance", scheme.Variance),
            Of("scheme", "variance.volume", scheme.Volume), Of("scheme", "variance.price", scheme.Price), new Row("scheme", "spent-percent", scheme.SpentPercent, PerCent), new Row("scheme", "expected-percent", scheme.ExpectedPercent, PerCent),
            Outputs("outputs.planned-year", scheme.PlannedOutputsYear), Outputs("outputs.planned", scheme.PlannedOutputs), Outputs("outputs.actual", scheme.ActualOutputs), UnitCost("unit-cost.planned", scheme.PlannedUnitCost), UnitCost("unit-cost.actual", scheme.UnitCost),
        }.Select(row => row with
        {
            Period = scheme.To?.ToString(),
            Code = scheme.Scheme,
            Item = scheme.Name,
            Source = scheme.Sources.IsEmpty ? null : string.Join("; ", scheme.Sources.Select(BetterCareFund.Name)),
            Status = row.Value is null && scheme.Unit is null && (row.Id.StartsWith("outputs", StringComparison.Ordinal) || row.Id.StartsWith("unit-cost", StringComparison.Ordinal) || row.Id is "variance.volume" or "variance.price") ? "no outputs" : Known,
            Note = scheme.Working is { } working ? FundWords.Of(working) : null,
        }).Select(row => row with { Unit = row.Unit.Replace("{unit}", scheme.Unit is { } unit ? FundWords.Of(unit).ToLowerInvariant() : "outputs", StringComparison.Ordinal) });

    private static Row Outputs(string id, decimal? number) => new("scheme", id, number, "{unit}");

    private static Row UnitCost(string id, decimal? pounds) => new("scheme", id, pounds, "pounds for each of {unit}");

    private static IEnumerable<Row> Groups(IEnumerable<(string By, SchemeGroup Group)> groups) => groups.SelectMany(pair =>
    {
        var by = pair.By.StartsWith("Arrangement", StringComparison.Ordinal) ? "arrangement" : "joint-working";
        return new Row[] { new(by, "schemes", pair.Group.Schemes, "schemes"), Of(by, "planned-year", pair.Group.Planned), Of(by, "planned", pair.Group.PlannedToDate), Of(by, "actual", pair.Group.Actual), new(by, "percent-of-spend", pair.Group.PercentOfSpend, PerCent) }
            .Concat(pair.Group.UnitCosts.SelectMany(one => new Row[]
            {
                new(by, "outputs.planned", one.PlannedOutputs, FundWords.Of(one.Unit).ToLowerInvariant()), new(by, "outputs.actual", one.ActualOutputs, FundWords.Of(one.Unit).ToLowerInvariant()),
                new(by, "unit-cost.planned", one.PlannedUnitCost, $"pounds for each of {FundWords.Of(one.Unit).ToLowerInvariant()}"), new(by, "unit-cost.actual", one.UnitCost, $"pounds for each of {FundWords.Of(one.Unit).ToLowerInvariant()}"),
            })).Select(row => row with { Item = pair.Group.Group });
    });

    private static IEnumerable<Row> Metric(MetricPosition metric)
    {
        yield return new("metric", $"{metric.Metric}.actual", metric.Actual.Value, FundWords.UnitOf(metric), metric.Period, metric.Metric, FundWords.Named(metric), Status: Phrases.Of(metric.Actual.Status), Numerator: metric.Actual.Numerator, Denominator: metric.Actual.Denominator,
            DenominatorName: metric.Population ?? metric.Actual.DenominatorName, Note: metric.Why);
        yield return new("metric", $"{metric.Metric}.goal", metric.Goal, FundWords.UnitOf(metric), metric.Period, metric.Metric, FundWords.Named(metric), Status: metric.Goal is null ? "no goal" : Known, Note: $"{FundWords.Of(metric.Track)}; better is {FundWords.Of(metric.Direction)}");
        yield return new("metric", $"{metric.Metric}.given", metric.Given, FundWords.UnitOf(metric), metric.Period, metric.Metric, FundWords.Named(metric), Status: metric.Given is null ? FundWords.NotGiven : Known, Note: $"The board says: {FundWords.Of(metric.BoardSays)}");
    }

    private static IEnumerable<Row> Bearing(ShuntingYear year) =>
        new Row[]
        {
            new("who-bears", "delay-months", year.DelayMonths, "months"), new("who-bears", "days.nhs", year.NhsDays, "days"), new("who-bears", "days.social-care", year.SocialCareDays, "days"), new("who-bears", "days.both", year.BothDays, "days"),
            new("who-bears", "days.all", year.AllDays, "days"), new("who-bears", "delay-share.nhs", year.NhsDelayShare, PerCent), new("who-bears", "delay-share.social-care", year.SocialCareDelayShare, PerCent), Of("who-bears", "spend.nhs", year.NhsSpend),
            Of("who-bears", "spend.authority", year.AuthoritySpend), Of("who-bears", "spend.all", year.Spend), new("who-bears", "spend-share.nhs", year.NhsSpendShare, PerCent), new("who-bears", "spend-share.authority", year.AuthoritySpendShare, PerCent),
        }.Select(row => row with { Period = year.Year.ToString() });

    private static IEnumerable<Row> Plan(PlanPosition plan) =>
    [
        Of("plan", "income", plan.Income), Of("plan", "expenditure", plan.Expenditure),
        .. plan.Sources.SelectMany(one => new[] { Of("plan-source", "income", one.Income), Of("plan-source", "expenditure", one.Expenditure), Of("plan-source", "allocated", one.Allocated) with { Note = one.AllocatedMark is { } mark ? Phrases.Of(mark) : "No publication is loaded." } }
            .Select(row => row with { Source = one.Name })),
        .. plan.Contributions.SelectMany(one => new[]
            {
                Of("plan-contribution", "amount", one.Amount), Of("plan-contribution", "minimum", one.Minimum) with { Status = one.Minimum is null ? "no minimum" : Known }, Of("plan-contribution", "maximum", one.Cap) with { Status = one.Cap is null ? "no maximum" : Known },
            }.Select(row => row with { Code = one.Partner, Item = FundWords.Named(one.Name, one.Partner), Source = one.SourceName, Note = one.Description })),
        .. plan.Checks.SelectMany(check => new[] { Of("check", "has", check.Has), Of("check", "needs", check.Needs), Of("check", "headroom", check.Headroom) }
            .Select(row => row with { Code = check.Rule, Item = check.About ?? check.Title, Status = FundWords.Of(check.Result).ToLowerInvariant(), Note = check.Says })),
    ];

    private static IEnumerable<Row> Comparison(FundComparison comparison) =>
        new[] { Of("comparison", "submitted", comparison.Submitted), Of("comparison", "recomputed", comparison.Recomputed), Of("comparison", "difference", comparison.Difference) }
            .Select(row => row with { Item = $"{comparison.What} ({comparison.Where})", Status = row.Value is null ? Phrases.NotCalculable : Known, Note = comparison.Why });

    private static IEnumerable<Row> Rows(EnglandFund england) =>
    [
        new("england", "boards-expected", england.Expected, "boards"), new("england", "boards-known", england.Boards.Length, "boards"), .. england.Sums.Select(sum => Of("england", "sum", sum.Sum) with { Item = sum.What, Numerator = sum.Boards, Denominator = sum.Expected, DenominatorName = "boards", Note = sum.Says }),
        .. england.Boards.SelectMany(board => new[]
            {
                Of("board", "income.planned", board.PlannedIncome), Of("board", "expenditure", board.Expenditure), Of("board", "performance.fund", board.PerformanceFund), Of("board", "performance.paid", board.PerformancePaid),
                new Row("board", "checks-failed", board.ChecksFailed, "checks"), new Row("board", "goals-on-track", board.GoalsOnTrack, "goals", Denominator: board.Goals, DenominatorName: "goals"),
            }.Select(row => row with { Board = (board.Hwb, board.Name), Status = row.Value is null ? FundWords.NotKnown : Phrases.Of(board.Status) })),
        .. england.Totals.SelectMany(total => new[] { new Row("national-total", "printed", total.Printed, Pounds), new Row("national-total", "components", total.Components, Pounds) }.Select(row => row with { Item = total.Name, Note = $"{total.Says} {Phrases.Of(total.Mark)}." })),
        .. Groups(FundRows.Grouped(england.ByArrangement, england.ByWorking)),
    ];
}
